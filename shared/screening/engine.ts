import type { Bound } from './bind.ts';
import { bind } from './bind.ts';
import type { Compiled } from './compile.ts';
import { excuse, explainBound, explainFormula } from './explain.ts';
import type { Finding, Message, MessageContext, Span } from './finding.ts';
import { goesOnAs } from './follow.ts';
import { isKnown, likelyLanguages } from './language.ts';
import { match } from './match.ts';
import type { Reading } from './reading.ts';
import { readMatches } from './reading.ts';
import { pretendedThread } from './subject.ts';
import { fold, tokenise } from './tokens.ts';
import { writtenPart } from './written.ts';

export type Screening = {
  /** The language that the message was read in; the likeliest when several were tried. */
  readonly lang: string;
  readonly findings: readonly Finding[];
};

/** What a language is read with; `undefined` for one that is not known, or not here. */
export type PackFor = (language: string) => Compiled | undefined;

/** The language to read a text in when nothing points to any. */
const fallback = 'en';

/**
 * Finds what a message says about its reader that it had better not. Nothing is kept of it. The time taken
 * grows with the text's length alone.
 */
export function screenWith(message: Message, packFor: PackFor): Screening {
  const { subject = '', context = {} } = message;
  const body = writtenPart(message.body, context);
  const languages = languagesOf({ ...message, body }).filter((language) => packFor(language));
  const findings = languages.flatMap((language) => {
    const compiled = packFor(language)!;
    return [
      ...(subject === '' ? [] : screenField(subject, 'subject', compiled, context)),
      ...screenField(body, 'body', compiled, context),
    ];
  });
  return { lang: languages[0] ?? fallback, findings: distinct(findings) };
}

/**
 * The languages that a message is to be read in, likeliest first, whether there are packs of them or not:
 * the one given, those that it seems to be in, or else English.
 */
export function languagesOf({ lang, subject = '', body }: Message): readonly string[] {
  const given = lang?.toLowerCase().split(/[-_]/)[0];
  if (given !== undefined && isKnown(given)) return [given];
  const likely = likelyLanguages(`${subject}\n${body}`);
  return likely.length > 0 ? likely : [fallback];
}

/** One text in one language. */
export function readText(text: string, compiled: Compiled): Reading {
  const tokens = tokenise(text);
  return readMatches(tokens, match(tokens, compiled), compiled);
}

function screenField(
  text: string,
  field: Span['field'],
  compiled: Compiled,
  context: MessageContext,
): Finding[] {
  const { pack } = compiled;
  const reading = readText(text, compiled);
  const where = { tokens: reading.tokens, field, pack };
  const isName = nameTest(reading, context);
  const found: Finding[] = [];
  for (const term of reading.terms) {
    if (reading.tokens.quoted[term.first] || isName(term.first, term.last)) continue;
    const bound: Bound | undefined = bind(reading, term);
    if (bound) found.push(explainBound(bound, where));
  }
  for (const { first, last, pattern } of reading.formulas) {
    const { formula } = pattern;
    if (reading.tokens.quoted[first] || (formula.field ?? field) !== field) continue;
    if (formula.firstContact && (context.firstContact === false || context.isReply)) continue;
    if (formula.question && !reading.tokens.questions[reading.tokens.sentence[last]!]) continue;
    // "your fertility clinic": about the clinic.
    if (goesOnAs(reading, last, 'business')) continue;
    found.push(explainFormula(formula, { first, last }, where));
  }
  if (field === 'subject') {
    const { why, safer } = pack.words;
    const category = 'heed:DeceptiveSubject';
    const pretended = pretendedThread(text, context, why.formula[category]!, safer[category] ?? []);
    if (pretended) found.push(pretended);
  }
  const explained =
    context.organisation === undefined ? [] : topicsOf(context.organisation, compiled);
  return found.map((one) => (explained.includes(one.category) ? excuse(one, context, pack) : one));
}

/** What an organisation's name is about, bound to nobody. */
function topicsOf(organisation: string, compiled: Compiled): string[] {
  const tokens = tokenise(organisation);
  return match(tokens, compiled).found.flatMap(({ pattern }) =>
    pattern.type === 'lexicon' ? [pattern.group.category] : [],
  );
}

/** Whether words are one of the names around the message, written as a name. */
function nameTest({ tokens }: Reading, { names = [] }: MessageContext) {
  const known = new Set(names.flatMap((name) => tokenise(name).folded));
  return (first: number, last: number): boolean =>
    first === last &&
    known.has(fold(tokens.text.slice(tokens.start[first], tokens.end[first]))) &&
    /^\p{Lu}/u.test(tokens.text.slice(tokens.start[first]));
}

/** In the order of the text; of findings of one category that overlap, the surest. */
function distinct(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted(
    (a, b) => b.span.field.localeCompare(a.span.field) || a.span.start - b.span.start,
  );
  const kept: Finding[] = [];
  const latest = new Map<string, number>();
  for (const one of sorted) {
    const key = `${one.span.field} ${one.category}`;
    const place = latest.get(key);
    const before = place === undefined ? undefined : kept[place]!;
    if (place !== undefined && before && one.span.start < before.span.end) {
      if (one.confidence > before.confidence) kept[place] = one;
    } else latest.set(key, kept.push(one) - 1);
  }
  return kept;
}
