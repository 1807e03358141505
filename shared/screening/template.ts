/** Named alternatives that forms refer to as `<name>`. */
export type Sets = Readonly<Record<string, readonly string[]>>;

/** What a template is made with. */
const special = /[(<|)]/g;

/** More than this in one place of a form is a mistake in a pack, not a language. */
const most = 5000;

/**
 * All the forms that a template stands for: `musulman(o|a|os|as)` is four words, `you (are|were) (a|)`
 * four phrases, `<relative>` each form of a set. Throws on unbalanced brackets and unknown sets.
 */
export function expand(template: string, sets: Sets = {}): string[] {
  if (!isTemplate(template)) return [tidy(template)];
  let forms = [''];
  for (const part of parts(template, sets)) forms = times(forms, part, template);
  return [...new Set(forms.map(tidy))];
}

/** With one blank between words: most forms have no more by themselves. */
function tidy(form: string): string {
  const text = form.trim();
  return text.includes('  ') ? text.replace(/ +/g, ' ') : text;
}

/**
 * The same, as alternatives for one place after another, parted between words: `you (are|were) (a |)x` is
 * `you `, then one of two, then one of two, then `x`. So a form's size is the sum of its alternatives.
 */
export function parts(template: string, sets: Sets = {}): string[][] {
  if (!isTemplate(template)) return [[template]];
  const reader = { template, sets, at: 0 };
  const found = sequence(reader);
  if (reader.at < template.length) throw new Error(`"${template}": a ) or | too many`);
  return found;
}

type Reader = { readonly template: string; readonly sets: Sets; at: number };

function sequence(reader: Reader): string[][] {
  const found: string[][] = [];
  for (;;) {
    const item = itemAt(reader);
    if (!item) return found;
    const last = found.at(-1);
    if (!last || isWordsEnd(last) || item.every((form) => form.startsWith(' '))) found.push(item);
    else found[found.length - 1] = times(last, item, reader.template);
  }
}

/** An empty form is preceded by a words' end, or it would have been joined to what is before it. */
function isWordsEnd(forms: readonly string[]): boolean {
  return forms.every((form) => form === '' || form.endsWith(' '));
}

function itemAt(reader: Reader): string[] | undefined {
  const { template } = reader;
  const character = template[reader.at];
  if (character === undefined || character === '|' || character === ')') return undefined;
  if (character === '(') {
    reader.at++;
    return group(reader);
  }
  if (character === '<') return named(reader);
  const from = reader.at;
  special.lastIndex = from;
  reader.at = special.exec(template)?.index ?? template.length;
  return [template.slice(from, reader.at)];
}

function group(reader: Reader): string[] {
  const { template } = reader;
  const all: string[] = [];
  do {
    const [only = [''], ...others] = sequence(reader);
    all.push(...others.reduce((forms, part) => times(forms, part, template), only));
  } while (template[reader.at++] === '|');
  if (template[reader.at - 1] !== ')') throw new Error(`"${template}": missing )`);
  return all;
}

function named(reader: Reader): string[] {
  const end = reader.template.indexOf('>', reader.at);
  const name = reader.template.slice(reader.at + 1, end);
  const set = reader.sets[name];
  if (end < 0 || !set) throw new Error(`"${reader.template}": there is no set <${name}>`);
  reader.at = end + 1;
  return set.some(isTemplate) ? set.flatMap((form) => expand(form, reader.sets)) : [...set];
}

/** The sets with their own templates written out: once, for all the forms that refer to them. */
export function expandSets(sets: Sets): Sets {
  return Object.fromEntries(
    Object.entries(sets).map(([name, forms]) => [
      name,
      forms.flatMap((form) => expand(form, sets)),
    ]),
  );
}

function isTemplate(form: string): boolean {
  special.lastIndex = 0;
  return special.test(form);
}

function times(left: readonly string[], right: readonly string[], template: string): string[] {
  if (left.length * right.length > most) throw new Error(`"${template}": more than ${most} forms`);
  if (left.length === 1 && left[0] === '') return [...right];
  const all: string[] = [];
  for (const one of left) for (const other of right) all.push(one + other);
  return all;
}
