import type { Problem } from '../../result.ts';
import type { Instant } from '../../time.ts';
import type { ConsentEvent } from '../event.ts';
import { eventKind } from '../event.ts';
import { happenedAt } from '../fold.ts';
import type { ConsentState } from '../state.ts';
import type { ReceiptDetails } from './details.ts';
import { checkDetails } from './details.ts';
import { eventTypeTerm, stateTerm } from './terms.ts';

/** That the log holds an event: the entry as it stands there, and the text of its proof (c2sp.org/tlog-proof). */
export type LogEvidence = {
  readonly event: string;
  readonly entry: string;
  readonly proof: string;
};

export type ReceiptInput = {
  readonly state: ConsentState;
  /** The contact's events; those that made the state so are taken. */
  readonly events: readonly ConsentEvent[];
  /** `ReceiptDetails`, unchecked. */
  readonly details: unknown;
  readonly log?: readonly LogEvidence[];
};

/** One event as every form of receipt tells it. `expired` is not on record: it follows from the clock. */
export type ReceiptEvent = {
  readonly id: string;
  readonly type: ConsentEvent['type'] | 'expired';
  readonly time: Instant;
  readonly end?: Instant;
  /** Terms of DPV. */
  readonly state: string;
  readonly eventType: string;
  readonly byPerson: boolean;
  readonly purpose: string;
  readonly channel: string;
  readonly method?: ConsentEvent['method'];
  readonly recordedAt?: Instant;
};

export type ReceiptMaterial = {
  readonly details: ReceiptDetails;
  readonly state: ConsentState;
  readonly events: readonly ReceiptEvent[];
  readonly log: readonly LogEvidence[];
};

export type Made<Receipt> =
  | { readonly ok: true; readonly receipt: Receipt }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a receipt is made of, in the order of time. Problems: `receipt.detail-*`, `receipt.nothing`, `receipt.event-missing`. */
export function gather({
  state,
  events,
  details,
  log = [],
}: ReceiptInput): { readonly ok: true; readonly material: ReceiptMaterial } | Refusal {
  const checked = checkDetails(details);
  if (!checked.ok) return checked;
  if (state.events.length === 0)
    return refuse(
      'receipt.nothing',
      'Nothing is on record, so there is nothing to give a receipt for.',
    );
  const own = state.events.flatMap((id) => events.find((event) => event.id === id) ?? []);
  if (own.length < state.events.length)
    return refuse(
      'receipt.event-missing',
      'The state rests on an event that is not among those given.',
    );
  const told = own.map((event) => tell(event, state, own));
  return {
    ok: true,
    material: {
      details: checked.details,
      state,
      events: state.status === 'dpv:ConsentExpired' ? [...told, expiry(state, told)] : told,
      log: log.filter(({ event }) => state.events.includes(event)),
    },
  };
}

export type Refusal = { readonly ok: false; readonly problems: readonly Problem[] };

export function refuse(code: string, message: string): Refusal {
  return { ok: false, problems: [{ code, message }] };
}

function tell(
  event: ConsentEvent,
  state: ConsentState,
  own: readonly ConsentEvent[],
): ReceiptEvent {
  const { id, type, purpose, channel, method, recordedAt } = event;
  const isGrant = eventKind(type).effect === 'grant';
  const isLast = event === own.findLast((one) => eventKind(one.type).effect === 'grant');
  const renewed = isLast && state.status === 'dpv:RenewedConsentGiven';
  const end = isLast ? earlier(event.until, endOf(state)) : event.until;
  return {
    id,
    type,
    time: happenedAt(event),
    ...(end !== undefined && { end }),
    state: isGrant && renewed ? state.status : stateTerm(type),
    eventType: eventTypeTerm(type, method),
    byPerson: eventKind(type).by === 'person',
    purpose,
    channel,
    method,
    recordedAt,
  };
}

/** When the consent ends, or ended; a stop says nothing of the consent's own term. */
function endOf({ status, since, until }: ConsentState): Instant | undefined {
  return status === 'dpv:ConsentExpired' ? since : until;
}

function earlier(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

function expiry(state: ConsentState, told: readonly ReceiptEvent[]): ReceiptEvent {
  const { id, purpose, channel } = told.at(-1)!;
  return {
    id: `${id}-expired`,
    type: 'expired',
    time: state.since!,
    state: 'dpv:ConsentExpired',
    eventType: 'dpv:ManageConsent',
    byPerson: false,
    purpose,
    channel,
  };
}
