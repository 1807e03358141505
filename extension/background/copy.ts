import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import { eventKind } from '../../shared/consent/event.ts';
import { gatherFacts } from '../../shared/consent/gather.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import { lookupKeys, wideKey } from '../../shared/contact/keys.ts';
import type { EventInput, SyncResponse } from '../../shared/protocol/api.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import type { Snapshot } from '../../shared/snapshot/snapshot.ts';
import { applyDelta, lookUp } from '../../shared/snapshot/snapshot.ts';
import type { Kept } from './kept.ts';

/** What is known of an identifier: the worker's facts, and those recorded here that it has not taken yet. */
export function factsAbout(
  snapshot: Snapshot,
  queue: readonly EventInput[],
  identifier: Identifier,
): ConsentFacts {
  const known = lookUp(snapshot, identifier);
  if (queue.length === 0) return known;
  const keys = lookupKeys(identifier);
  const own = gatherFacts(keys, (key) => ({ marks: queue.flatMap((e) => pendingMark(e, key)) }));
  return { marks: [...known.marks, ...own.marks].sort((a, b) => a.since - b.since) };
}

function pendingMark(event: EventInput, key: string): Mark[] {
  const identifier = parseIdentifier(event.identifier.type, event.identifier.value);
  if (!identifier.ok) return [];
  const { effect } = eventKind(event.type);
  const exact = lookupKeys(identifier.value).exact === key;
  const wide = wideKey(identifier.value) === key && ['stop', 'lift'].includes(effect);
  if (!exact && !wide) return [];
  return [
    {
      type: event.type,
      purpose: event.purpose,
      channel: event.channel,
      since: Date.parse(event.occurredAt),
      ...(event.until !== undefined && { until: Date.parse(event.until) }),
      ...(event.excepts && { excepts: event.excepts }),
      event: event.id ?? 'pending',
    },
  ];
}

export function toSnapshot({ version, deviceKey, entries }: Kept['snapshot']): Snapshot {
  return { version, key: sipKeyFromHex(deviceKey), entries: new Map(entries) };
}

/** The kept copy after the worker's answer. */
export function afterSync(
  old: Kept['snapshot'] | undefined,
  { deviceKey, policy, role, ...delta }: SyncResponse,
  syncedAt: number,
): Kept['snapshot'] {
  const { version, entries } = applyDelta(old && toSnapshot(old), { ...delta, deviceKey });
  return { version, deviceKey, policy, role, syncedAt, entries: [...entries] };
}
