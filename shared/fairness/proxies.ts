import type { Association } from './association.ts';
import { association, crossTable } from './association.ts';

/** A column that tells of a sensitive one, and so can stand in for it. */
export type Proxy = Association & {
  readonly column: string;
  readonly strength: 'strong' | 'moderate' | 'weak';
};

export type Column = { readonly name: string; readonly values: readonly (string | null)[] };

/** With more values than people for each of them, every column seems to tell of every other. */
const fewestEach = 5;
const bins = 4;

/**
 * Which of the other columns tell of the sensitive one, the most telling first. Numbers are looked at by
 * quarters; a column nearly all of whose values are different, such as an address, is left out.
 */
export function proxiesFor(
  sensitive: Column,
  others: readonly Column[],
  random: () => number,
): Proxy[] {
  const wanted = inGroups(sensitive.values);
  if (!wanted) return [];
  return others
    .flatMap(({ name, values }) => {
      const grouped = inGroups(values);
      if (!grouped) return [];
      const found = association(crossTable(grouped, wanted), random);
      return [{ column: name, ...found, strength: strengthOf(found) }];
    })
    .toSorted((a, b) => b.v - a.v);
}

/** By the lower end: what may well be chance is weak. Cohen's marks for one degree of freedom. */
function strengthOf({ interval: { low } }: Association): Proxy['strength'] {
  if (low >= 0.3) return 'strong';
  return low >= 0.1 ? 'moderate' : 'weak';
}

function inGroups(values: readonly (string | null)[]): (string | null)[] | undefined {
  const stated = values.map((value) => value?.trim() || null);
  const distinct = new Set(stated);
  if (distinct.size * fewestEach <= stated.length) return stated;
  const numbers = stated.map((value) => (value === null ? Number.NaN : Number(value)));
  const sorted = numbers.filter((each) => !Number.isNaN(each)).toSorted((a, b) => a - b);
  if (sorted.length < stated.filter((each) => each !== null).length || sorted.length < bins)
    return undefined;
  const bounds = Array.from(
    { length: bins - 1 },
    (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / bins)]!,
  );
  return numbers.map((each) =>
    Number.isNaN(each) ? null : `quarter ${1 + bounds.filter((bound) => each >= bound).length}`,
  );
}
