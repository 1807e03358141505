import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { ConsentFacts, KnownTraits, Mark } from '../../shared/consent/facts.ts';
import { exactFacts, gatherFacts, wideFacts } from '../../shared/consent/gather.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import { exactKey, lookupKeys, wideKey } from '../../shared/contact/keys.ts';
import type { EventInput } from '../../shared/protocol/api.ts';

/** What is known of an identifier, with what was recorded here and the worker has not taken yet. */
export function withPending(
  known: ConsentFacts,
  queue: readonly EventInput[],
  identifier: Identifier,
): ConsentFacts {
  if (queue.length === 0) return known;
  const events = queue.flatMap(toEvent);
  const own = gatherFacts(lookupKeys(identifier), (key) => pendingFacts(events, key));
  const fresh = own.marks.filter((mark) => !known.marks.some((other) => saysTheSame(mark, other)));
  const traits = mergeTraits(known.traits, own.traits);
  return {
    marks: [...known.marks, ...fresh].sort((a, b) => a.since - b.since),
    ...(traits && { traits }),
  };
}

/** The copy names events by their place, so one that has just come back with it is known by what it says. */
export function saysTheSame(a: Mark, b: Mark): boolean {
  return (
    a.since === b.since &&
    a.type === b.type &&
    a.purpose === b.purpose &&
    a.channel === b.channel &&
    (a.of === undefined) === (b.of === undefined)
  );
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
export function mergeTraits(known?: KnownTraits, own?: KnownTraits): KnownTraits | undefined {
  if (!known || !own) return own ?? known;
  const said = new Set(own.countries.map(({ source }) => source));
  const kept = known.countries.filter(({ source }) => !said.has(source));
  return { ...known, ...own, countries: [...kept, ...own.countries] };
}
