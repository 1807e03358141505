import type { Delivery, Meanings, Reading, Says } from './provider.ts';
import { Malformed } from './provider.ts';

export function emptyReading(): Reading {
  return { notices: [], unread: [], others: [] };
}

/** Names under which a no could hide that we were never told of. */
const mayBeNo =
  /unsub|opt|black|block|deny|complain|spam|abuse|suppress|object|withdraw|revok|eras|delet|privacy|bounce|invalid/i;

/**
 * What an event of this name says, or `undefined` once it has been put where it belongs: among the
 * others, or among the unread when we do not know it and it sounds as if it could be a no.
 */
export function meaning(
  out: Reading,
  meanings: Meanings,
  event: string,
  id: string,
): Says | undefined {
  const says = Object.hasOwn(meanings, event) ? meanings[event] : undefined;
  if (says !== undefined && says !== 'nothing') return says;
  if (says === undefined && mayBeNo.test(event))
    out.unread.push({ event, reason: 'unknown-event', id });
  else out.others.push(event);
  return undefined;
}

const strictText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export function textOf({ body }: Delivery): string {
  try {
    return strictText.decode(body);
  } catch {
    throw new Malformed('The body is not UTF-8.');
  }
}

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Malformed('The body is not JSON.');
  }
}

/** A list of events, or one by itself. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) return [value];
  throw new Malformed('The body is no list of events.');
}

/** Times as providers write them, in milliseconds since 1970 UTC; NaN for anything else. */
export const time = {
  seconds: (value: unknown): number =>
    typeof value === 'number' || typeof value === 'string'
      ? Math.round(Number(value || Number.NaN) * 1000)
      : Number.NaN,
  milliseconds: (value: unknown): number =>
    typeof value === 'number' ? Math.round(value) : Number.NaN,
  /** ISO 8601 with a zone. */
  iso: (value: unknown): number =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(value)
      ? Date.parse(value.replace(/(\.\d{3})\d+/, '$1'))
      : Number.NaN,
  /** `2026-05-03 09:00:00`, in UTC. */
  utc: (value: unknown): number =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
      ? Date.parse(`${value.replace(' ', 'T')}Z`)
      : Number.NaN,
};
