import type { ConsentEvent } from '../../shared/consent/event.ts';
import { csvLine } from '../../shared/list/csv-writing.ts';
import { toIso } from '../../shared/time.ts';
import type { ListedIdentifier, Suppression } from '../store/exports-contacts.ts';
import type { ListedEvent } from '../store/exports-events.ts';

/** One line by its columns; what is missing is left out. */
type Cells = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The columns of each kind of export. Those that an import knows have its names, so that what was taken
 * out of one Heed can be taken into another as it is. `key` is the blind index: it names a person whom
 * only this organisation's Heed can find, also when they were erased and `identifier` is empty.
 */
export const columns = {
  contacts: ['key', 'identifierType', 'identifier', 'contact', 'createdAt', 'erased'],
  suppressions: [
    'key',
    'identifierType',
    'identifier',
    'type',
    'purpose',
    'channel',
    'occurredAt',
    'until',
    'registry',
    'event',
    'erased',
  ],
  events: [
    'key',
    'identifierType',
    'identifier',
    'type',
    'purpose',
    'channel',
    'occurredAt',
    'method',
    'source',
    'evidence',
    'language',
    'noticeVersion',
    'until',
    'registry',
    'ground',
    'toldAtCollection',
    'collectedDirectly',
    'relevantToRole',
    'refusalStated',
    'country',
    'countrySource',
    'class',
    'timeZone',
    'excepts',
    'corrects',
    'id',
    'seq',
    'contact',
    'recordedAt',
    'recordedBy',
    'erased',
  ],
} as const;
export type Kind = keyof typeof columns;

export function contactRow({ key, type, value, contact, createdAt }: ListedIdentifier): Cells {
  const when = { contact, createdAt: toIso(createdAt) };
  return { key, identifierType: type, identifier: value, ...when, erased: value === null };
}

export function suppressionRow({ identifier, mark }: Suppression): Cells {
  const { key, type: identifierType, value } = identifier;
  const { type, purpose, channel, since, until, registry, event } = mark;
  return {
    key,
    identifierType,
    identifier: value,
    type,
    purpose,
    channel,
    occurredAt: toIso(since),
    until: untilOf(until),
    registry,
    event,
    erased: value === null,
  };
}

export function eventRow(event: ListedEvent): Cells {
  const { ground, traits, excepts, occurredAt, recordedAt, until, ...rest } = event;
  const { kind, ...told } = ground ?? {};
  return {
    ...rest,
    ...told,
    ...traits,
    ground: kind,
    excepts: excepts?.join(),
    occurredAt: toIso(occurredAt),
    recordedAt: toIso(recordedAt),
    until: untilOf(until),
    erased: event.identifier === null,
  };
}

function untilOf(until: ConsentEvent['until']): string | undefined {
  return until === undefined ? undefined : toIso(until);
}

export type Format = 'csv' | 'ndjson';

export function headOf(kind: Kind, format: Format): string {
  return format === 'csv' ? csvLine(columns[kind]) : '';
}

export function lineOf(kind: Kind, format: Format, cells: Cells): string {
  const all = columns[kind] as readonly string[];
  if (format === 'csv') return csvLine(all.map((column) => cells[column]));
  const said = all.flatMap((column) => (cells[column] == null ? [] : [[column, cells[column]]]));
  return `${JSON.stringify(Object.fromEntries(said))}\n`;
}
