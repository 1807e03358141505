import exports from './exports.json' with { type: 'json' };
import type { Field } from './fields.ts';
import { forbids, readFlag } from './fields.ts';
import headers from './headers.json' with { type: 'json' };
import type { Defaults } from './settings.ts';
import { plainWord } from './words.ts';

/** What the columns of a list probably are, by their names as they stand there. For a person to look over. */
export type Suggestion = {
  readonly columns: Readonly<Record<string, Field>>;
  readonly defaults: Defaults;
  /** The program that the list seems to come from. */
  readonly from?: string;
};

type KnownExport = {
  readonly name: string;
  readonly has: readonly string[];
  readonly columns: Readonly<Record<string, Field>>;
  readonly defaults: Defaults;
};

const { $comment: _, anyDate, ...byField } = headers;
const fieldOf = new Map<string, Field>(
  Object.entries(byField).flatMap(([field, words]) =>
    words.map((word) => [word, field as Field] as const),
  ),
);
/** A date that may be of anything. */
const dates = new Set(anyDate);

export function suggestColumns(header: readonly string[]): Suggestion {
  const names = header.filter((name) => name.trim() !== '').map((name) => [name, plainWord(name)]);
  const plain = new Set(names.map(([, word]) => word!));
  const known = (exports as unknown as KnownExport[]).find(({ has }) =>
    has.every((word) => plain.has(word)),
  );
  if (!known) return { columns: byWords(names as [string, string][]), defaults: {} };
  const columns = names.flatMap(([name, word]) => {
    const field = Object.hasOwn(known.columns, word!) && known.columns[word!];
    return field ? [[name!, field] as const] : [];
  });
  return { columns: Object.fromEntries(columns), defaults: known.defaults, from: known.name };
}

function byWords(names: readonly [string, string][]): Record<string, Field> {
  const found: [string, Field][] = [];
  const take = (name: string, field: Field): void => {
    if (readFlag(field) || !found.some(([, each]) => each === field)) found.push([name, field]);
  };
  for (const [name, word] of names) {
    const field = fieldOf.get(word);
    if (field) take(name, field);
  }
  const isStop = (field: Field): boolean => forbids(readFlag(field)?.type ?? 'requested');
  const hasStops = found.some(([, field]) => isStop(field));
  const hasFlags = found.some(([, field]) => readFlag(field));
  if (!hasFlags) for (const [name, word] of names) if (dates.has(word)) take(name, 'occurredAt');
  // Beside opt-out columns a status says less, and who may be written to is left for a person to say.
  const kept = found.filter(([, field]) =>
    readFlag(field) ? isStop(field) || !hasStops : field !== 'type' || !hasFlags,
  );
  return Object.fromEntries(kept);
}
