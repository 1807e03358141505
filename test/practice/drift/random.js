/** Numbers that look random and are the same for the same seed (mulberry32). */
export function randomFrom(seed) {
  let state = (seed * 2_654_435_761) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count) => Math.floor(next() * count);
  return {
    below,
    /** True in so many of a hundred cases. */
    percent: (of) => below(100) < of,
    pick: (list) => list[below(list.length)],
    /** A word as build tools make them. */
    word: () => `z${Math.floor(next() * 2 ** 32).toString(36)}`,
  };
}
