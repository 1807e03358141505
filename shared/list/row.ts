import { clockSkew } from '../consent/check-event.ts';
import type { ConsentEvent, EventType, Method } from '../consent/event.ts';
import { eventKind, methods } from '../consent/event.ts';
import type { Channel } from '../contact/channels.ts';
import { channels } from '../contact/channels.ts';
import type { Identifier } from '../contact/identifier.ts';
import { defaultPurpose } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Cells } from './cells.ts';
import type { Details } from './details.ts';
import { detailsOf } from './details.ts';
import { forbids } from './fields.ts';
import { addressees, identifiersIn, usualChannel } from './identifiers.ts';
import type { RowLine } from './lines.ts';
import { Lines } from './lines.ts';
import type { Saying } from './saying.ts';
import { sayings } from './saying.ts';
import type { RowSettings } from './settings.ts';
import type { When } from './when.ts';
import { readWhen } from './when.ts';

/** An event to record, without an id. */
export type RowEvent = Pick<
  ConsentEvent,
  'type' | 'purpose' | 'channel' | 'occurredAt' | 'method' | 'until'
> &
  Details & { readonly identifier: Identifier };

/** What a row comes to. Without events its lines say why; without those either, it says nothing to record. */
export type RowResult = {
  readonly events: readonly RowEvent[];
  readonly lines: readonly RowLine[];
};

/** `createdAt`: when the list was handed over; what lies after `now` has not happened. */
export type RowClocks = { readonly createdAt: Instant; readonly now: Instant };

type Row = {
  readonly cells: Cells;
  readonly settings: RowSettings;
  readonly clocks: RowClocks;
  readonly lines: Lines;
};

/**
 * Reads one row. What is said badly about a permission refuses it; what is said badly about a no is left
 * out, in favour of the person, and told of: no no is lost for a wrong date.
 */
export function readRow(cells: Cells, settings: RowSettings, clocks: RowClocks): RowResult {
  const lines = new Lines(cells);
  const row: Row = { cells, settings, clocks, lines };
  const said = sayings(cells, settings, lines);
  const found = said.length === 0 ? [] : identifiersIn(cells, settings, lines);
  const events = found.length === 0 ? [] : said.flatMap((each) => eventsOf(each, found, row));
  return { events, lines: lines.told };
}

function eventsOf(said: Saying, found: readonly Identifier[], row: Row): RowEvent[] {
  const { type } = said;
  const channel = said.channel ?? channelOf(type, found, row);
  const purpose = purposeOf(type, row);
  const occurredAt = occurredAtOf(type, row);
  const details = detailsOf(type, row.cells, row.settings, row.lines);
  if (channel === undefined || purpose === undefined) return [];
  if (occurredAt === undefined || details === undefined) return [];
  const until = untilOf(type, occurredAt, row);
  if (until === 'refused') return [];
  const event = {
    type,
    purpose,
    channel,
    occurredAt,
    method: methodOf(type, row),
    ...(until !== undefined && { until }),
    ...details,
  };
  const reached = addressees(found, channel, type);
  if (reached.length === 0)
    row.lines.tellOf(null, 'no-address-for-channel', 'The row has no address for this channel.');
  return reached.map((identifier) => ({ ...event, identifier }));
}

function channelOf(
  type: EventType,
  found: readonly Identifier[],
  { cells, settings, lines }: Row,
): Channel | 'all' | undefined {
  const said = cells.plain.channel?.toLowerCase() ?? settings.defaults.channel;
  if (said === undefined) return usualChannel(found);
  const channel = [...channels, 'all' as const].find((each) => each === said);
  if (channel !== undefined) return channel;
  lines.tell('channel', 'channel-unknown', `Write one of ${channels.join(', ')}, all.`);
  return forbids(type) ? 'all' : undefined;
}

function purposeOf(type: EventType, { cells, settings, lines }: Row): string | undefined {
  const said = cells.plain.purpose ?? settings.defaults.purpose ?? defaultPurpose;
  if (said.length <= 64 && /^[\w.:/#-]+$/.test(said)) return said;
  const expected =
    'Write the id of a purpose: at most 64 letters, digits and . _ : / # - and no spaces.';
  lines.tell('purpose', 'purpose-unknown', expected);
  return forbids(type) ? defaultPurpose : undefined;
}

/** The last instant that a date can mean for a no, the first for all else: at the same instant the no holds. */
function occurredAtOf(
  type: EventType,
  { cells, settings, clocks, lines }: Row,
): Instant | undefined {
  const said = cells.plain.occurredAt ?? settings.defaults.occurredAt;
  const isNo = forbids(type);
  const handedOver = isNo ? clocks.createdAt : undefined;
  if (said === undefined) {
    if (!isNo)
      lines.tell('occurredAt', 'date-missing', 'Say when it happened: 2026-05-03T09:00:00Z.');
    return handedOver;
  }
  const when = readWhen(said, settings);
  const at = typeof when === 'string' ? undefined : instantOf(when, isNo, clocks.now);
  if (at !== undefined) return at;
  const taken = isNo ? ' The day of the import was taken.' : '';
  if (typeof when !== 'string')
    lines.tell('occurredAt', 'date-in-future', `This lies ahead; write when it happened.${taken}`);
  else if (when === 'order')
    lines.tell(
      'occurredAt',
      'date-order',
      `This could be two days. Set dates to dmy or mdy.${taken}`,
    );
  else
    lines.tell('occurredAt', 'date-unknown', `Write a date such as 2026-05-03T09:00:00Z.${taken}`);
  return handedOver;
}

function instantOf({ from, to }: When, isNo: boolean, now: Instant): Instant | undefined {
  if (from > now + clockSkew) return undefined;
  return isNo ? Math.min(to, now) : from;
}

function untilOf(
  type: EventType,
  occurredAt: Instant,
  { cells, settings, lines }: Row,
): Instant | 'refused' | undefined {
  const said = cells.plain.until ?? settings.defaults.until;
  if (said === undefined) return undefined;
  const { by, effect } = eventKind(type);
  if (by === 'person' && effect === 'stop')
    return lines.tell(
      'until',
      'no-without-end',
      "A person's no has no end; this cell was left out.",
    );
  const when = readWhen(said, settings);
  if (typeof when !== 'string' && when.to > occurredAt) return when.to;
  lines.tell('until', 'end-unknown', 'Write a date that lies after the one on which it happened.');
  return forbids(type) ? undefined : 'refused';
}

/** Ways to get a consent that make it a bad one. */
const flaws: readonly Method[] = ['pre-ticked', 'implied'];

/**
 * What a list says that somebody did themselves neither ends their no nor brings them back once erased:
 * of a permission the list is the method, unless it says that the consent was a bad one.
 */
function methodOf(type: EventType, { cells, settings, lines }: Row): Method {
  const said = cells.plain.method ?? settings.defaults.method ?? 'import';
  const method = methods.find((each) => each === said);
  if (method === undefined)
    lines.tell('method', 'left-out', `This cell was left out. Write one of ${methods.join(', ')}.`);
  return method && (forbids(type) || flaws.includes(method)) ? method : 'import';
}
