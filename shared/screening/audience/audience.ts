import type { ColumnFinding } from './columns.ts';
import { classifyColumn } from './columns.ts';
import compositions from './compositions.json' with { type: 'json' };
import type { Filter } from './filter.ts';

/** What is known of a list: its columns with some of their values, and what chose its people. */
export type Audience = {
  readonly columns: readonly { readonly name: string; readonly values?: readonly string[] }[];
  readonly filters?: readonly Filter[];
};

export type FilterFinding = ColumnFinding & {
  /** `leaves-out` weighs more than `picks`: somebody is kept from something for what they are. */
  readonly effect: 'picks' | 'leaves-out';
};

export type Composition = {
  readonly id: string;
  readonly columns: readonly string[];
  /** Whether the segment was chosen by them, and they do not merely stand in the list. */
  readonly chosenBy: boolean;
  readonly source: string;
};

export type AudienceFindings = {
  readonly columns: readonly ColumnFinding[];
  readonly filters: readonly FilterFinding[];
  readonly compositions: readonly Composition[];
};

/** What a list and its filters say of its people that they had better not be chosen by. */
export function screenAudience({ columns, filters = [] }: Audience): AudienceFindings {
  const found = columns.flatMap(({ name, values }) => classifyColumn(name, values) ?? []);
  const filtered = filters.flatMap((filter): FilterFinding[] => {
    const finding = classifyFilter(filter, columns);
    return finding ? [{ ...finding, effect: filter.negative ? 'leaves-out' : 'picks' }] : [];
  });
  return { columns: found, filters: filtered, compositions: composed(found, filtered) };
}

/** By the column's name and the filter's own values; else by the column's values in the list. */
function classifyFilter(
  { column, values }: Filter,
  columns: Audience['columns'],
): ColumnFinding | undefined {
  const listed = columns.find(({ name }) => name.toLowerCase() === column.toLowerCase())?.values;
  const repeated = values.length > 0 ? [...values, ...values, ...values] : [];
  return classifyColumn(column, repeated) ?? (listed && classifyColumn(column, listed));
}

function composed(
  columns: readonly ColumnFinding[],
  filters: readonly FilterFinding[],
): Composition[] {
  const all = new Map<string, Composition>();
  for (const { id, of, source } of compositions.compositions)
    for (const chosenBy of [true, false]) {
      const among = chosenBy ? filters : [...filters, ...columns];
      const parts = of.map((ids) => among.find((each) => ids.includes(each.id))?.column);
      if (parts.some((part) => part === undefined) || all.has(id)) continue;
      all.set(id, { id, columns: parts as string[], chosenBy, source });
    }
  return [...all.values()];
}
