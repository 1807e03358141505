import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { ConsentFacts, KnownTraits } from '../../shared/consent/facts.ts';
import { exactFacts, gatherFacts, wideFacts } from '../../shared/consent/gather.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import { exactKey, lookupKeys, wideKey } from '../../shared/contact/keys.ts';
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
  const events = queue.flatMap(toEvent);
  const own = gatherFacts(lookupKeys(identifier), (key) => pendingFacts(events, key));
  const marks = new Map([...known.marks, ...own.marks].map((mark) => [mark.event, mark]));
  const traits = mergeTraits(known.traits, own.traits);
  return {
    marks: [...marks.values()].sort((a, b) => a.since - b.since),
    ...(traits && { traits }),
  };
}

type Pending = { readonly event: ConsentEvent; readonly exact: string; readonly wide: string };

/** As the worker will store it, so that it has the same effect here before it is there. */
function toEvent({ identifier: given, ...input }: EventInput): Pending[] {
  const identifier = parseIdentifier(given.type, given.value);
  if (!identifier.ok) return [];
  const { until, ...rest } = input;
  const occurredAt = Date.parse(input.occurredAt);
  const exact = exactKey(identifier.value);
  const event: ConsentEvent = {
    ...rest,
    id: input.id ?? 'pending',
    occurredAt,
    recordedAt: occurredAt,
    recordedBy: 'device',
    identifierKey: exact,
    ...(until !== undefined && { until: Date.parse(until) }),
  };
  return [{ event, exact, wide: wideKey(identifier.value) }];
}

function pendingFacts(pending: readonly Pending[], key: string): ConsentFacts {
  const under = (name: 'exact' | 'wide') =>
    pending.filter((one) => one[name] === key).map(({ event }) => event);
  // All that is queued has been recorded, whatever this device's clock says now.
  const clocks = { at: Number.MAX_SAFE_INTEGER };
  const exact = exactFacts(under('exact'), key, clocks);
  return { ...exact, marks: [...exact.marks, ...wideFacts(under('wide'), clocks).marks] };
}

/** What was said here is the later word on each trait, and on where somebody is by each source. */
function mergeTraits(known?: KnownTraits, own?: KnownTraits): KnownTraits | undefined {
  if (!known || !own) return own ?? known;
  const said = new Set(own.countries.map(({ source }) => source));
  const kept = known.countries.filter(({ source }) => !said.has(source));
  return { ...known, ...own, countries: [...kept, ...own.countries] };
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
