import type { Share } from './proportions.ts';

/** A group of a list: what its people have in each of the columns looked at, `null` where nothing is stated. */
export type Group = Share & { readonly values: readonly (string | null)[] };

export type Member = {
  /** In the order of the columns looked at. */
  readonly values: readonly (string | null | undefined)[];
  /** In the segment, and not only in what it was taken from. */
  readonly chosen: boolean;
};

/** Counts people by what they have in the columns; of two columns, by the pairs that occur. Largest group first. */
export function countGroups(members: Iterable<Member>): Group[] {
  const found = new Map<string, { values: (string | null)[]; chosen: number; size: number }>();
  for (const { values, chosen } of members) {
    const stated = values.map((value) => value?.trim() || null);
    const key = JSON.stringify(stated);
    const group = found.get(key) ?? { values: stated, chosen: 0, size: 0 };
    found.set(key, group);
    group.size += 1;
    if (chosen) group.chosen += 1;
  }
  return [...found.values()].toSorted((a, b) => b.size - a.size);
}
