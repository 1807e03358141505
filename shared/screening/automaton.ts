/**
 * A place in the automaton: it leads on by the number of a word, to several places at once. A language has
 * some ten thousand, nearly all with one way on, so what a place does not need is not made.
 */
type Place = {
  next: Map<number, Ways> | undefined;
  /** By any word at all, written `*`. */
  any: Place[] | undefined;
  /** Numbers of what is complete here. */
  found: number[] | undefined;
};
type Ways = Place | Place[];

/** Words with a number of their own in every automaton. */
export const special = { unknown: 0, any: 1, sentenceStart: 2, number: 3 } as const;

/** All places that some words lead to, taken together; ways on are worked out when first taken. */
export type State = {
  readonly places: readonly Place[];
  readonly found: readonly number[];
  readonly to: Map<number, State | undefined>;
};

/** Adds a form: for one place after another, the alternatives, each as numbers of words. */
export type AddForm = (parts: readonly (readonly (readonly number[])[])[]) => void;

export type Automaton = {
  readonly root: State;
  /** Begins what is found under a number; see `AddForm`. */
  readonly begin: (found: number) => AddForm;
  /** Where a word leads; a second number stands for the same word as a number or exactly as written. */
  readonly step: (state: State, word: number, second: number) => State | undefined;
};

/** States kept at most: a text made to visit ever new ones costs time anew, never memory. */
const mostKept = 20_000;
/** More than a language's pack has words; two of them still make a small integer, which maps are fast with. */
const wordsAtMost = 1 << 15;

export function createAutomaton(): Automaton {
  const start = emptyPlace();
  const root: State = { places: [start], found: [], to: new Map() };
  let kept = 0;

  return {
    root,
    begin(found) {
      // Nothing leads on from where a form ends, so all of one number end in one place.
      const last: Place = { next: undefined, any: undefined, found: [found] };
      return (parts) => {
        let from = [start];
        for (const [at, alternatives] of parts.entries()) {
          const end = at === parts.length - 1 ? last : emptyPlace();
          let isOptional = false;
          for (const words of alternatives)
            if (words.length === 0) isOptional = true;
            else lead(from, words, end);
          from = isOptional ? [...from, end] : [end];
        }
        if (from.includes(start))
          throw new Error('A form without a word would be found everywhere.');
        for (const place of from) if (place !== last) (place.found ??= []).push(found);
      };
    },
    step(state, word, second) {
      const key = second * wordsAtMost + word;
      const known = state.to.get(key);
      if (known !== undefined || state.to.has(key)) return known;
      if (kept++ > mostKept) {
        root.to.clear();
        kept = 0;
      }
      const made = take(state, word, second);
      state.to.set(key, made);
      return made;
    },
  };
}

function emptyPlace(): Place {
  return { next: undefined, any: undefined, found: undefined };
}

/** Leads from some places over words to one. */
function lead(from: readonly Place[], words: readonly number[], end: Place): void {
  let places = from;
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const to = at === words.length - 1 ? end : emptyPlace();
    for (const place of places) {
      if (word === special.any) (place.any ??= []).push(to);
      else leadOn((place.next ??= new Map()), word, to);
    }
    places = [to];
  }
}

function leadOn(next: Map<number, Ways>, word: number, to: Place): void {
  const known = next.get(word);
  if (known === undefined) next.set(word, to);
  else if (Array.isArray(known)) known.push(to);
  else if (known !== to) next.set(word, [known, to]);
}

function take(state: State, word: number, second: number): State | undefined {
  const places = new Set<Place>();
  for (const { next, any } of state.places) {
    if (any) for (const one of any) places.add(one);
    if (!next) continue;
    addWays(places, next, word);
    addWays(places, next, second);
  }
  if (places.size === 0) return undefined;
  const found = new Set<number>();
  for (const place of places) for (const one of place.found ?? []) found.add(one);
  return { places: [...places], found: [...found], to: new Map() };
}

function addWays(places: Set<Place>, next: ReadonlyMap<number, Ways>, word: number): void {
  const ways = word === special.unknown ? undefined : next.get(word);
  if (Array.isArray(ways)) for (const one of ways) places.add(one);
  else if (ways) places.add(ways);
}
