/** Named alternatives that forms refer to as `<name>`. */
export type Sets = Readonly<Record<string, readonly string[]>>;

/** More than this from one form is a mistake in a pack, not a language. */
const most = 5000;

/**
 * All the forms that a template stands for: `musulman(o|a|os|as)` is four words, `you (are|were) (a|)`
 * four phrases, `<relative>` each form of a set. Throws on unbalanced brackets and unknown sets.
 */
export function expand(template: string, sets: Sets = {}): string[] {
  const reader = { template, sets, at: 0 };
  const forms = alternatives(reader);
  if (reader.at < template.length) throw new Error(`"${template}": a bracket too many`);
  return [...new Set(forms.map((form) => form.replace(/\s+/g, ' ').trim()))];
}

type Reader = { readonly template: string; readonly sets: Sets; at: number };

function alternatives(reader: Reader): string[] {
  const all = sequence(reader);
  while (reader.template[reader.at] === '|') {
    reader.at++;
    all.push(...sequence(reader));
  }
  return all;
}

function sequence(reader: Reader): string[] {
  let forms = [''];
  for (;;) {
    const character = reader.template[reader.at];
    if (character === undefined || character === '|' || character === ')') return forms;
    reader.at++;
    if (character === '(') forms = times(forms, group(reader), reader);
    else if (character === '<') forms = times(forms, named(reader), reader);
    else forms = forms.map((form) => form + character);
  }
}

function group(reader: Reader): string[] {
  const inner = alternatives(reader);
  if (reader.template[reader.at++] !== ')') throw new Error(`"${reader.template}": missing )`);
  return inner;
}

function named(reader: Reader): string[] {
  const end = reader.template.indexOf('>', reader.at);
  const name = reader.template.slice(reader.at, end);
  const set = reader.sets[name];
  if (end < 0 || !set) throw new Error(`"${reader.template}": there is no set <${name}>`);
  reader.at = end + 1;
  return set.flatMap((form) => expand(form, reader.sets));
}

function times(left: readonly string[], right: readonly string[], reader: Reader): string[] {
  if (left.length * right.length > most)
    throw new Error(`"${reader.template}": more than ${most} forms`);
  return left.flatMap((one) => right.map((other) => one + other));
}
