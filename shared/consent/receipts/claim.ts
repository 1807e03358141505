import * as v from 'valibot';
import { eventKind } from '../event.ts';
import type { LoggedEvent } from './logged-event.ts';
import { stateTerm } from './terms.ts';

/** What a receipt says of one event in one place, and whether what was logged bears it out. */
export type Claim = {
  readonly event: string;
  readonly path: string;
  readonly holds: (logged: LoggedEvent) => boolean;
};

export type ReadReceipt = {
  /** Ids in order; `expired` ones are not on record but follow from the clock. */
  readonly events: readonly { readonly id: string; readonly expired: boolean }[];
  readonly claims: readonly Claim[];
  readonly log: v.InferOutput<typeof Evidences>;
};

/** The proofs that a receipt carries, and a text in it. */
export const Evidences = v.optional(
  v.array(v.object({ event: v.string(), entry: v.string(), proof: v.string() })),
  [],
);

/** As `happenedAt` has it. */
export const happened = ({ occurredAt, recordedAt }: LoggedEvent) =>
  Math.min(occurredAt, recordedAt);
export const byPerson = ({ type }: LoggedEvent) => eventKind(type).by === 'person';

/** Which state a consent's event brought about depends on those before it: given anew or given. */
export function isState(state: string, { type }: LoggedEvent): boolean {
  const given = stateTerm(type) === 'dpv:ConsentGiven';
  return state === stateTerm(type) || (given && state === 'dpv:RenewedConsentGiven');
}

/** A term of the organisation's own may end a consent sooner than was logged, never later. */
export function endsInTime(end: string | undefined, { until }: LoggedEvent): boolean {
  return until === undefined || (end !== undefined && Date.parse(end) <= until);
}
