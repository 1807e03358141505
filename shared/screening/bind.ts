import { bits } from './compile.ts';
import { follows, isFollowedBy } from './follow.ts';
import type { Binder, LexiconGroup } from './pack.ts';
import type { Of, Reading } from './reading.ts';
import { partedBefore } from './reading.ts';
import { parted } from './tokens.ts';

/** A word of the lexicon that says something of the reader, from the first bound word to the last. */
export type Bound = {
  readonly first: number;
  readonly last: number;
  readonly term: Of<'lexicon'>;
  readonly binder: Binder | undefined;
  readonly confidence: number;
};

const defaultGap = 4;
const farthest = 8;
/** What one step of ambiguity takes from a binder's confidence. */
const doubt = 0.1;

/** How the term is bound to the reader, by the surest of the binders around it; not at all, mostly. */
export function bind(reading: Reading, term: Of<'lexicon'>): Bound | undefined {
  const before = bestOf(bindersBefore(reading, term), term);
  const best = bestOf(before ? [before] : bindersAfter(reading, term), term);
  if (best) return best;
  return elliptic(reading, term);
}

function bestOf(found: readonly Bound[], term: Of<'lexicon'>): Bound | undefined {
  let best: Bound | undefined;
  for (const one of found) if (!best || one.confidence > best.confidence) best = one;
  return best && { ...best, term };
}

/**
 * Goes left over fillers, and looks at each place whether a binder ends there. Past a link ("with", "who
 * has") a condition is a person's trait, and is bound as one.
 */
function bindersBefore(reading: Reading, term: Of<'lexicon'>): Bound[] {
  const found: Bound[] = [];
  const { classes, inTerm, binders, linkStart } = reading;
  let isTrait = false;
  let from = compoundStart(reading, term) - 1;
  for (let at = from; at >= 0 && from - at <= farthest; at--) {
    if (partedBefore(reading, at + 1) === parted.firmly) break;
    for (const one of binders[at] ?? []) {
      const { binder } = one.pattern;
      if (binder.side === 'after' || from - at > (binder.gap ?? defaultGap)) continue;
      if (holds(reading, term, one, isTrait))
        found.push(boundBy(binder, one.first, term.last, term));
    }
    if (linkStart[at]! >= 0 && !isTrait) {
      isTrait = true;
      at = linkStart[at]!;
      from = at - 1;
      continue;
    }
    if (!(classes[at]! & (bits.filler | bits.people | bits.relative)) && !inTerm[at]) break;
  }
  return found;
}

/** "Thrice-divorced", "Kenyan-American": what a hyphen puts before a word that is sure says no less of the person. */
function compoundStart({ tokens: { text, start, end } }: Reading, term: Of<'lexicon'>): number {
  const { ambiguity, kinds } = term.pattern.group;
  let { first } = term;
  if (ambiguity > 0 || !kinds.includes('PERSON_ADJ')) return first;
  while (first > 0 && start[first] === end[first - 1]! + 1 && text[end[first - 1]!] === '-')
    first--;
  return first;
}

function bindersAfter(reading: Reading, term: Of<'lexicon'>): Bound[] {
  const found: Bound[] = [];
  const { classes, inTerm, binders, tokens } = reading;
  for (let at = term.last + 1; at < tokens.count && at - term.last - 1 <= farthest; at++) {
    if (partedBefore(reading, at) === parted.firmly) break;
    for (const one of binders[at] ?? []) {
      const { binder } = one.pattern;
      if (binder.side !== 'after' || at - term.last - 1 > (binder.gap ?? defaultGap)) continue;
      if (fits(binder, term.pattern.group)) found.push(boundBy(binder, term.first, one.last, term));
    }
    if (!(classes[at]! & (bits.filler | bits.people | bits.profession)) && !inTerm[at]) break;
  }
  return found;
}

function boundBy(binder: Binder, first: number, last: number, term: Of<'lexicon'>): Bound {
  const confidence = binder.confidence - doubt * term.pattern.group.ambiguity;
  return { first, last, term, binder, confidence };
}

function fits(binder: Binder, group: LexiconGroup, isTrait = false): boolean {
  return (
    group.ambiguity <= (binder.ambiguity ?? 1) &&
    (group.kinds.some((kind) => binder.kinds.includes(kind)) ||
      (isTrait && binder.kinds.includes('PERSON_ADJ')))
  );
}

function holds(
  reading: Reading,
  term: Of<'lexicon'>,
  match: Of<'binder'>,
  isTrait: boolean,
): boolean {
  const { binder, closedBy } = match.pattern;
  if (!fits(binder, term.pattern.group, isTrait)) return false;
  const { questions, sentence } = reading.tokens;
  if (binder.question && !questions[sentence[term.first]!]) return false;
  if (binder.you && !isAboutReader(reading, term.last, match.first)) return false;
  if (closedBy && !isClosed(reading, term.last, closedBy)) return false;
  if (binder.followedBy) return isFollowedBy(reading, term, binder.followedBy);
  return closedBy !== undefined || follows(reading, term);
}

/** "As a Muslim, you ..." is; "As a Muslim, I ..." is not. */
function isAboutReader(reading: Reading, last: number, first: number): boolean {
  const { nextPronoun, lastPronoun, tokens } = reading;
  const isSame = tokens.sentence[last + 1] === tokens.sentence[last];
  const pronoun = (isSame && nextPronoun[last + 1]) || lastPronoun[first]!;
  return (pronoun & bits.you) !== 0;
}

function isClosed(reading: Reading, last: number, words: ReadonlySet<string>): boolean {
  for (let at = last + 1; at <= last + 3 && partedBefore(reading, at) === parted.not; at++)
    if (words.has(reading.tokens.folded[at]!)) return true;
  return false;
}

/** "Bankrupt?", "A diabetic?": nothing in the sentence but the term, fillers and other terms. */
function elliptic(reading: Reading, term: Of<'lexicon'>): Bound | undefined {
  const { tokens, classes, inTerm, compiled } = reading;
  const { kinds, confidence } = compiled.pack.elliptic;
  const { group } = term.pattern;
  const sentence = tokens.sentence[term.first]!;
  if (!tokens.questions[sentence] || !group.kinds.some((kind) => kinds.includes(kind))) return;
  const isPart = (at: number): boolean => inTerm[at] === 1 || (classes[at]! & bits.filler) !== 0;
  let first = term.first;
  while (tokens.sentence[first - 1] === sentence && isPart(first - 1)) first--;
  let last = term.last;
  while (tokens.sentence[last + 1] === sentence && isPart(last + 1)) last++;
  const isWhole = tokens.sentence[first - 1] !== sentence && tokens.sentence[last + 1] !== sentence;
  if (!isWhole || last - first > farthest || !speaksOn(reading, last + 1)) return;
  return { first, last, term, binder: undefined, confidence: confidence - doubt * group.ambiguity };
}

/** "Pregnant? We can help." goes on about the two of us; "Irish? The Scots were there first." does not. */
function speaksOn({ tokens, nextPronoun }: Reading, at: number): boolean {
  return at >= tokens.count || (nextPronoun[at]! & (bits.you | bits.first)) !== 0;
}
