/** A place in the automaton: it leads on by the number of a word, to several places at once. */
type Place = {
  readonly next: Map<number, Place[]>;
  /** By any word at all, written `*`. */
  readonly any: Place[];
  /** Numbers of what is complete here. */
  readonly found: number[];
};

/** Words with a number of their own in every automaton. */
export const special = { unknown: 0, any: 1, sentenceStart: 2, number: 3 } as const;

/** All places that some words lead to, taken together; ways on are worked out when first taken. */
export type State = {
  readonly places: readonly Place[];
  readonly found: readonly number[];
  readonly to: Map<number, State | undefined>;
};

export type Automaton = {
  readonly root: State;
  /** Adds a form: for one place after another, the alternatives, each as numbers of words. */
  readonly add: (parts: readonly (readonly (readonly number[])[])[], found: number) => void;
  /** Where a word leads; a second number stands for the same word as a number or exactly as written. */
  readonly step: (state: State, word: number, second: number) => State | undefined;
};

/** States kept at most: a text made to visit ever new ones costs time anew, never memory. */
const mostKept = 20_000;
/** More than a language's pack has words; two of them still make a small integer, which maps are fast with. */
const wordsAtMost = 1 << 15;

export function createAutomaton(): Automaton {
  const start = emptyPlace();
  const root: State = { places: [start], found: start.found, to: new Map() };
  let kept = 0;

  return {
    root,
    add(parts, found) {
      let from = [start];
      for (const alternatives of parts) {
        const end = emptyPlace();
        let isOptional = false;
        for (const words of alternatives)
          if (words.length === 0) isOptional = true;
          else lead(from, words, end);
        from = isOptional ? [...from, end] : [end];
      }
      if (from.includes(start)) throw new Error('A form without a word would be found everywhere.');
      for (const place of from) place.found.push(found);
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
  return { next: new Map(), any: [], found: [] };
}

/** Leads from some places over words to one. */
function lead(from: readonly Place[], words: readonly number[], end: Place): void {
  let places = from;
  words.forEach((word, at) => {
    const to = at === words.length - 1 ? end : emptyPlace();
    for (const place of places) {
      if (word === special.any) place.any.push(to);
      else {
        const next = place.next.get(word);
        if (next) next.push(to);
        else place.next.set(word, [to]);
      }
    }
    places = [to];
  });
}

function take(state: State, word: number, second: number): State | undefined {
  const places = new Set<Place>();
  for (const place of state.places) {
    for (const one of place.any) places.add(one);
    for (const number of [word, second])
      if (number !== special.unknown)
        for (const one of place.next.get(number) ?? []) places.add(one);
  }
  if (places.size === 0) return undefined;
  const found = new Set([...places].flatMap((place) => place.found));
  return { places: [...places], found: [...found], to: new Map() };
}
