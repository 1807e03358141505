import { endAfterMonths } from '../calendar.ts';
import type { Channel } from '../contact/channels.ts';
import type { Asked } from './ending.ts';
import { endsStop } from './ending.ts';
import type { ConsentEvent, EventType } from './event.ts';
import { eventKind } from './event.ts';
import type { ConsentFacts, Mark } from './facts.ts';
import type { Clocks } from './fold.ts';
import { foldEvents } from './fold.ts';
import { speaksOf } from './scope.ts';

/** The statuses of DPV 2.3, without those that no event of ours can cause. */
export const consentStatuses = [
  'dpv:ConsentUnknown',
  'dpv:ConsentRequested',
  'dpv:ConsentGiven',
  'dpv:RenewedConsentGiven',
  'dpv:ConsentRefused',
  'dpv:ConsentWithdrawn',
  'dpv:ConsentRevoked',
  'dpv:ConsentExpired',
  'dpv:ConsentInvalidated',
] as const;
export type ConsentStatus = (typeof consentStatuses)[number];

/** What one may rest a message on, in the terms of DPV. */
export type LegalBasis =
  | 'dpv:Consent'
  | 'dpv:LegitimateInterest'
  | 'dpv:ContractPerformance'
  | 'dpv:LegitimateInterestObjected';

/** What is so for one contact, purpose and channel at an instant. */
export type ConsentState = {
  readonly status: ConsentStatus;
  readonly basis?: LegalBasis;
  /** Milliseconds since 1970 UTC. */
  readonly since?: number;
  readonly until?: number;
  /** Ids of the events that made it so, oldest first. */
  readonly events: readonly string[];
};

export type StateQuestion = Clocks & {
  /** The purpose and those above it, as `purposePath` gives them. */
  readonly purposes: readonly string[];
  readonly channel: Channel;
  /** After how many calendar months a consent runs out by the policy, counted in `timeZone`. */
  readonly expiresAfterMonths?: number | null;
  readonly timeZone?: string;
};

/** What was so at an instant, as far as it was known at another: the answer to "what did we know on 3 May". */
export function stateAt(events: readonly ConsentEvent[], question: StateQuestion): ConsentState {
  return stateOf(foldEvents(events, question), question);
}

export function stateOf(
  { marks }: ConsentFacts,
  { at, purposes, channel, expiresAfterMonths, timeZone = 'UTC' }: StateQuestion,
): ConsentState {
  const relevant = marks.filter((mark) => speaksOf(mark, purposes, channel) && mark.since <= at);
  const end = (mark: Mark): number | undefined =>
    expiresAfterMonths == null
      ? mark.until
      : earlier(mark.until, endAfterMonths(mark.since, expiresAfterMonths, timeZone));
  const stop = latest(
    relevant,
    isStop,
    (mark) => isInForce(mark, at) && !isEnded(mark, relevant, { at, path: purposes }),
  );
  const tookBack = latest(relevant, ({ type }) => type === 'withdrawn' || type === 'refused');
  const all = relevant.filter(({ type }) => eventKind(type).effect === 'grant');
  if (stop) return { ...fromStop(stop), events: eventsOf([...all.slice(-1), stop]) };
  const grants = all.filter(({ since }) => !tookBack || since > tookBack.since);
  const grant = longest(grants, end);
  if (grant) return fromGrants(all, grant, end(grant), at);
  const ground = latest(relevant, ({ type }) => type === 'relationship-recorded');
  const asked = latest(relevant, ({ type }) => type === 'requested');
  const status = asked ? 'dpv:ConsentRequested' : 'dpv:ConsentUnknown';
  if (ground && (ground.until === undefined || at < ground.until))
    return {
      status,
      basis:
        ground.ground?.kind === 'contract' ? 'dpv:ContractPerformance' : 'dpv:LegitimateInterest',
      since: ground.since,
      ...(ground.until !== undefined && { until: ground.until }),
      events: eventsOf(asked ? [ground, asked] : [ground]),
    };
  return asked ? { status, since: asked.since, events: [asked.event] } : { status, events: [] };
}

/** Any consent that still counts will do, so the one that counts longest is the state. */
function longest(
  grants: readonly Mark[],
  end: (mark: Mark) => number | undefined,
): Mark | undefined {
  const until = (mark: Mark): number => end(mark) ?? Infinity;
  return grants.reduce<Mark | undefined>(
    (best, mark) => (best && until(best) > until(mark) ? best : mark),
    undefined,
  );
}

/** A person's no has no end; what the organisation or a machine stopped may. */
function isInForce({ type, until }: Mark, at: number): boolean {
  return until === undefined || at < until || eventKind(type).by === 'person';
}

const stopStatus: Partial<Record<EventType, ConsentStatus>> = {
  refused: 'dpv:ConsentRefused',
  withdrawn: 'dpv:ConsentWithdrawn',
  objected: 'dpv:ConsentWithdrawn',
  restricted: 'dpv:ConsentInvalidated',
  complained: 'dpv:ConsentWithdrawn',
  suppressed: 'dpv:ConsentRevoked',
  bounced: 'dpv:ConsentInvalidated',
};

function fromStop(stop: Mark): Omit<ConsentState, 'events'> {
  const objected = stop.type === 'objected' || stop.type === 'complained';
  return {
    status: stopStatus[stop.type] ?? 'dpv:ConsentRevoked',
    ...(objected && { basis: 'dpv:LegitimateInterestObjected' }),
    since: stop.since,
  };
}

function fromGrants(
  grants: readonly Mark[],
  grant: Mark,
  until: number | undefined,
  at: number,
): ConsentState {
  const expired = until !== undefined && at >= until;
  const given = grants.filter(({ type }) => type === 'given').length;
  return {
    status: expired
      ? 'dpv:ConsentExpired'
      : given > 1
        ? 'dpv:RenewedConsentGiven'
        : 'dpv:ConsentGiven',
    ...(!expired && { basis: 'dpv:Consent' }),
    since: expired ? until : grant.since,
    ...(until !== undefined && !expired && { until }),
    events: eventsOf(grants),
  };
}

/** Which of a person's standing no's weighs most is the rules' business; here the latest names the state. */
function latest(marks: readonly Mark[], ...tests: ((mark: Mark) => boolean)[]): Mark | undefined {
  return marks.findLast((mark) => tests.every((test) => test(mark)));
}

function isStop({ type }: Mark): boolean {
  return eventKind(type).effect === 'stop';
}

function isEnded(stop: Mark, marks: readonly Mark[], asked: Asked): boolean {
  return marks.some((mark) => endsStop(mark, stop, asked));
}

function earlier(a: number | undefined, b: number): number {
  return a === undefined ? b : Math.min(a, b);
}

function eventsOf(marks: readonly Mark[]): string[] {
  return [...marks].sort((a, b) => a.since - b.since).map(({ event }) => event);
}
