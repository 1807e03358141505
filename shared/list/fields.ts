import type { EventType } from '../consent/event.ts';
import { eventKind, eventTypes } from '../consent/event.ts';
import type { Channel } from '../contact/channels.ts';
import { channels } from '../contact/channels.ts';
import { identifierTypes } from '../contact/types.ts';

/**
 * What a column of a list can hold. `identifier` is an address of the kind that `identifierType` says;
 * `country` to `timeZone` say who somebody is, `ground` to `refusalStated` what a relationship rests on.
 */
export const plainFields = [
  ...identifierTypes,
  'identifier',
  'identifierType',
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
  'country',
  'countrySource',
  'class',
  'timeZone',
  'ground',
  'toldAtCollection',
  'collectedDirectly',
  'relevantToRole',
  'refusalStated',
] as const;
export type PlainField = (typeof plainFields)[number];

/** A column that says yes or no to one thing: `objected@phone`, and `bounced@email`. */
export type FlagField = `${EventType}@${Channel | 'all'}`;
export type Field = PlainField | FlagField;

/** What cannot come from a list: it takes something back or allows it, and somebody must answer for that. */
const byHandOnly = ['lift', 'release', 'except', 'correct', 'link', 'erase'];

export const listedTypes: readonly EventType[] = eventTypes.filter(
  (type) => !byHandOnly.includes(eventKind(type).effect),
);

export function isListed(type: string): type is EventType {
  return (listedTypes as readonly string[]).includes(type);
}

/** Stops and listings: what must not be lost because a row says it badly. */
export function forbids(type: EventType): boolean {
  return ['stop', 'listing'].includes(eventKind(type).effect);
}

export function isField(text: string): text is Field {
  return (plainFields as readonly string[]).includes(text) || readFlag(text) !== undefined;
}

export type Flag = { readonly type: EventType; readonly channel: Channel | 'all' };

export function readFlag(field: string): Flag | undefined {
  const [type = '', channel = '', ...more] = field.split('@');
  const isChannel = channel === 'all' || (channels as readonly string[]).includes(channel);
  if (!isListed(type) || !isChannel || more.length > 0) return undefined;
  return { type, channel: channel as Channel | 'all' };
}
