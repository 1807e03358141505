import { bits } from './compile.ts';
import type { WordClass } from './pack.ts';
import type { Of, Reading } from './reading.ts';
import { partedBefore } from './reading.ts';
import { parted } from './tokens.ts';
import { special } from './automaton.ts';

/** Words looked at behind a term before giving up. */
const farthest = 6;

/**
 * Whether what follows leaves the term a statement about a person. "diabetes clinics" and "Muslim-owned"
 * do not: anything that is not known to end a phrase or to be a person is taken for a business word.
 */
export function follows(reading: Reading, term: Of<'lexicon'>): boolean {
  const { group } = term.pattern;
  const isCondition = !group.kinds.some((kind) => kind.startsWith('PERSON'));
  // "Votre fils autiste adorera": the noun stood before, no business noun is to come.
  const isPastHead = reading.compiled.pack.headFirst === true && group.ambiguity < 2;
  let isNamed = false;
  let at = term.last + 1;
  for (let step = 0; step < farthest; step++) {
    if (partedBefore(reading, at) !== parted.not)
      return group.ambiguity < 2 || !listsOn(reading, at);
    const word = reading.classes[at]!;
    if (word & bits.business) return false;
    if (reading.termEnd[at]! >= at) {
      at = reading.termEnd[at]! + 1;
      continue;
    }
    if (word & bits.closer || isPastNoun(reading, at)) return group.ambiguity < 2 || isNamed;
    const goesOn = isCondition
      ? (word & bits.personal) !== 0
      : (word & bits.people) !== 0 ||
        (group.ambiguity < 2 && (word & bits.profession) !== 0) ||
        (group.ambiguity === 0 && isUnknownPerson(reading, at));
    if (!goesOn) return !isCondition && (isNamed || isPastHead);
    isNamed = true;
    at++;
  }
  return false;
}

/** "A small, agile team": behind the comma goes on what is said of a business. */
function listsOn(reading: Reading, comma: number): boolean {
  const { you, first, third, people, closer, business } = bits;
  if (partedBefore(reading, comma) !== parted.weakly) return false;
  for (let at = comma; at < comma + 3; at++) {
    if (at > comma && partedBefore(reading, at) !== parted.not) return false;
    const word = reading.classes[at]!;
    if (word & business) return at > comma;
    if (word & (you | first | third | people | closer)) return false;
  }
  return false;
}

/** Where nouns have capitals, a small word behind a noun is no part of a longer one: "als Buddhist fasten". */
function isPastNoun({ compiled, tokens }: Reading, at: number): boolean {
  if (!compiled.pack.capitalNouns) return false;
  const initial = (place: number): string => tokens.text[tokens.start[place]!]!;
  return /\p{Lu}/u.test(initial(at - 1)) && /\p{Ll}/u.test(initial(at));
}

function isUnknownPerson({ compiled, tokens }: Reading, at: number): boolean {
  const word = tokens.folded[at]!;
  const isKnown = (compiled.ids.get(word) ?? special.unknown) !== special.unknown;
  return !isKnown && compiled.pack.personEndings.some((ending) => word.endsWith(ending));
}

/** Whether a word of a class comes behind the term, other terms passed over. */
export function isFollowedBy(reading: Reading, term: Of<'lexicon'>, name: WordClass): boolean {
  let at = term.last + 1;
  for (let step = 0; step < farthest; step++) {
    if (partedBefore(reading, at) !== parted.not) return false;
    if (reading.classes[at]! & bits[name]) return !isOwner(reading, at);
    if (reading.termEnd[at]! < at) return false;
    at = reading.termEnd[at]! + 1;
  }
  return false;
}

/** "your autistic son's school": about the school. */
function isOwner({ classes, tokens }: Reading, at: number): boolean {
  const next = tokens.folded[at + 1] === 's' ? at + 2 : at + 1;
  return tokens.before[next] === parted.not && (classes[next]! & bits.business) !== 0;
}

/** Whether the very next word is of a class. */
export function goesOnAs(reading: Reading, last: number, name: WordClass): boolean {
  const next = last + 1;
  return partedBefore(reading, next) === parted.not && (reading.classes[next]! & bits[name]) !== 0;
}
