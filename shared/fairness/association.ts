import type { Interval } from './proportions.ts';

/** How much two columns tell of each other, from 0 to 1. */
export type Association = {
  /** Cramér's V, corrected for how much of it chance alone makes (Bergsma 2013). */
  readonly v: number;
  /** From the middle 95 % of resampled tables. */
  readonly interval: Interval;
  readonly people: number;
};

type Value = string | null;

/** People by what they have in two columns: a map of maps of counts. */
export type Table = ReadonlyMap<Value, ReadonlyMap<Value, number>>;

const resamples = 200;

/** Counts pairs; columns of the same length, in the same order of people. */
export function crossTable(a: readonly Value[], b: readonly Value[]): Table {
  const table = new Map<Value, Map<Value, number>>();
  for (const [index, value] of a.entries()) {
    const row = table.get(value) ?? new Map<Value, number>();
    table.set(value, row);
    const other = b[index] ?? null;
    row.set(other, (row.get(other) ?? 0) + 1);
  }
  return table;
}

/** `random` gives numbers from 0 up to 1. */
export function association(table: Table, random: () => number): Association {
  const columns = [...new Set([...table.values()].flatMap((row) => [...row.keys()]))];
  const counts = [...table.values()].map((row) => columns.map((column) => row.get(column) ?? 0));
  const others = Array.from({ length: resamples }, () =>
    cramersV(counts.map((row) => row.map((count) => resampled(count, random)))),
  ).toSorted((a, b) => a - b);
  return {
    v: cramersV(counts),
    interval: {
      low: others[Math.floor(resamples * 0.025)]!,
      high: others[Math.ceil(resamples * 0.975) - 1]!,
    },
    people: sum(counts.flat()),
  };
}

/** 0 where there is nothing to compare: nobody, or only one value of either column. */
export function cramersV(counts: readonly (readonly number[])[]): number {
  const rowSums = counts.map(sum);
  const columnSums = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column]!)));
  const all = sum(rowSums);
  const rows = rowSums.filter((each) => each > 0).length;
  const columns = columnSums.filter((each) => each > 0).length;
  if (rows < 2 || columns < 2 || all < 3) return 0;
  let chiSquared = 0;
  for (const [row, cells] of counts.entries())
    for (const [column, count] of cells.entries()) {
      const expected = (rowSums[row]! * columnSums[column]!) / all;
      if (expected > 0) chiSquared += (count - expected) ** 2 / expected;
    }
  const corrected = Math.max(0, chiSquared / all - ((rows - 1) * (columns - 1)) / (all - 1));
  const most = Math.min(shrunk(rows, all), shrunk(columns, all)) - 1;
  return most <= 0 ? 0 : Math.sqrt(corrected / most);
}

function shrunk(levels: number, all: number): number {
  return levels - (levels - 1) ** 2 / (all - 1);
}

/** How often a cell would be met if the list were drawn anew: Poisson, by its normal form where that is as good. */
function resampled(count: number, random: () => number): number {
  if (count > 60) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    return Math.max(0, Math.round(count + Math.sqrt(count) * normal));
  }
  const limit = Math.exp(-count);
  let drawn = 0;
  for (let product = random(); product > limit; product *= random()) drawn++;
  return drawn;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
