import { unguard } from './csv-writing.ts';
import type { Field, Flag, PlainField } from './fields.ts';
import { isField, readFlag } from './fields.ts';
import type { Column } from './layout.ts';
import { suggestColumns } from './suggest.ts';

/** One row by what its cells mean, without the empty ones. */
export type Cells = {
  readonly plain: Partial<Record<PlainField, string>>;
  readonly flags: readonly FlagCell[];
  /** What a field's column is called. */
  readonly nameOf: (field: Field) => string;
};
export type FlagCell = Flag & { readonly text: string; readonly name: string };

/** For the rows of a CSV list. */
export function cellReader(columns: readonly Column[]): (fields: readonly string[]) => Cells {
  const names = new Map(columns.map(({ field, name }) => [field, name]));
  const nameOf = (field: Field): string => names.get(field) ?? field;
  const read = columns.map(({ index, name, field }) => ({
    index,
    name,
    field,
    flag: readFlag(field),
  }));
  return (fields) => {
    const plain: Partial<Record<PlainField, string>> = {};
    const flags: FlagCell[] = [];
    for (const { index, name, field, flag } of read) {
      const text = unguard(fields[index]!).trim();
      if (text === '') continue;
      if (flag) flags.push({ ...flag, text, name });
      else plain[field as PlainField] = text;
    }
    return { plain, flags, nameOf };
  };
}

/** For the lines of NDJSON: each is an object, and keys that are not known say nothing. */
export function objectReader(
  columns: Readonly<Record<string, Field>> | undefined,
): (line: Readonly<Record<string, unknown>>) => Cells {
  const known = new Map<string, Field | undefined>(Object.entries(columns ?? {}));
  const fieldOf = (key: string): Field | undefined => {
    if (!columns && !known.has(key)) known.set(key, ownName(key) ?? usualName(key));
    return known.get(key);
  };
  return (line) => {
    const plain: Partial<Record<PlainField, string>> = {};
    const flags: FlagCell[] = [];
    const names = new Map<Field, string>();
    for (const [name, text] of leaves(line)) {
      const field = fieldOf(name);
      if (field === undefined || text === '') continue;
      names.set(field, name);
      const flag = readFlag(field);
      if (flag) flags.push({ ...flag, text, name });
      else plain[field as PlainField] ??= text;
    }
    return { plain, flags, nameOf: (field) => names.get(field) ?? field };
  };
}

/** As `POST /events` writes an event, so that it can be a line as it is. */
const nested: Readonly<Record<string, PlainField>> = {
  'identifier.type': 'identifierType',
  'identifier.value': 'identifier',
  'ground.kind': 'ground',
  'ground.toldAtCollection': 'toldAtCollection',
  'ground.collectedDirectly': 'collectedDirectly',
  'ground.relevantToRole': 'relevantToRole',
  'ground.refusalStated': 'refusalStated',
  'traits.country': 'country',
  'traits.countrySource': 'countrySource',
  'traits.class': 'class',
  'traits.timeZone': 'timeZone',
};

function ownName(key: string): Field | undefined {
  if (Object.hasOwn(nested, key)) return nested[key];
  return isField(key) ? key : undefined;
}

function usualName(key: string): Field | undefined {
  return Object.values(suggestColumns([key]).columns)[0];
}

/** `{ a: { b: 1 } }` gives `a.b`. Lists and what is nested deeper hold nothing that is read. */
function* leaves(line: Readonly<Record<string, unknown>>): Generator<[string, string]> {
  for (const [key, value] of Object.entries(line))
    if (isObject(value)) {
      for (const [inner, each] of Object.entries(value)) yield [`${key}.${inner}`, textOf(each)];
    } else yield [key, textOf(value)];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
