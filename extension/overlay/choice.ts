import type { methods } from '../../shared/consent/event.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import type { Role } from '../../shared/policy/policy.ts';
import type { RecipientClass } from '../../shared/policy/jurisdiction.ts';
import type { Verdict } from '../../shared/policy/decision.ts';
import type { Asking } from '../../shared/protocol/messages.ts';
import type { SpokenReason } from '../../shared/protocol/reason.ts';
import { saidNo, statusOf } from '../ui/status.ts';

export type DialogPerson = {
  readonly id: string;
  /** The address as typed, or `name <address>`. */
  readonly label: string;
  readonly verdict: Verdict;
  readonly reasons: readonly SpokenReason[];
  /** Whether Heed can take them out of the message by itself. */
  readonly removable: boolean;
  /** What one may want to know of the moment where they are: information, never a stop. */
  readonly timing?: readonly string[];
  /** Other channels over which they may be written to now. */
  readonly otherChannels?: readonly Channel[];
  /** Who may make an exception, where the member at hand may not. */
  readonly exceptionBy?: readonly Role[];
  /** Where one may ask them: a message that asks and does nothing else. */
  readonly asking?: () => Promise<Asking>;
};

/** Heed could not look: recipients unreadable, not connected. */
type Trouble = {
  readonly title: string;
  readonly text: string;
  /** Whether this member may send unchecked, with a reason that is recorded. */
  readonly sendAnyway?: boolean;
};

export type DialogInput = {
  readonly people: readonly DialogPerson[];
  readonly purpose: string;
  readonly channel: Channel;
  readonly trouble?: Trouble;
  /** Whether the page has a way of keeping the draft. */
  readonly canSaveDraft?: boolean;
};

export type RecordedFact = {
  readonly person: string;
  readonly type: 'given' | 'relationship-recorded' | 'described' | 'objected';
  readonly method: (typeof methods)[number];
  /** `yyyy-mm-dd`, as the member's calendar says it; never after today. */
  readonly occurredOn: string;
  readonly note?: string;
  /** Of a relationship: they gave the address themselves, and were told then that you would write. */
  readonly told?: boolean;
  /** Of a description: where they are (ISO 3166), and in what capacity they are written to. */
  readonly country?: string;
  readonly capacity?: RecipientClass;
};

export type DialogChoice =
  | { readonly kind: 'remove-and-send'; readonly people: string[] }
  | { readonly kind: 'remove'; readonly people: string[] }
  | { readonly kind: 'keep-editing' }
  | { readonly kind: 'save-draft' }
  | { readonly kind: 'send-anyway'; readonly reason: string }
  | { readonly kind: 'record'; readonly fact: RecordedFact };

/** A reason shorter than this says nothing to whoever reads the record. */
export const shortestReason = 10;

export type Offers = {
  /** Whom to take out; empty when that is not possible or would change nothing. */
  readonly remove: readonly DialogPerson[];
  /** How many may be written to once they are out. 0: remove only. */
  readonly remaining: number;
  /** Stopped people whom only the member can take out, by hand. */
  readonly byHand: readonly DialogPerson[];
  readonly sendAnyway: boolean;
};

/** What the dialog offers. A person's no is never offered to be overridden, whatever the reason says of itself. */
export function offersFor({ people, trouble }: DialogInput): Offers {
  const blocked = people.filter(({ verdict }) => verdict === 'block');
  const remove = blocked.filter(({ removable }) => removable);
  // Where it goes to one person alone there is nothing to take them out of.
  const byHand = people.length > 1 ? blocked.filter(({ removable }) => !removable) : [];
  return {
    remove,
    byHand,
    remaining: byHand.length > 0 ? 0 : people.length - blocked.length,
    sendAnyway: trouble
      ? trouble.sendAnyway === true && blocked.length === 0
      : people.length > 0 && blocked.every(mayOverride),
  };
}

function mayOverride({ reasons }: DialogPerson): boolean {
  const stops = reasons.filter(({ verdict }) => verdict === 'block');
  return stops.length > 0 && !saidNo(stops) && stops.every(({ overridable }) => overridable);
}

/** Which facts one may record about somebody. Nothing that would speak over the no they gave. */
export function recordable(
  person: Pick<DialogPerson, 'verdict' | 'reasons'>,
): readonly RecordedFact['type'][] {
  const { reasons } = person;
  if (saidNo(reasons) || statusOf(person) === 'unchecked') return [];
  const remedies = new Set(reasons.flatMap((reason) => reason.remedies));
  return [
    ...(remedies.has('state-country') ? (['described'] as const) : []),
    ...(remedies.has('record-consent') ? (['given'] as const) : []),
    ...(remedies.has('record-relationship') ? (['relationship-recorded'] as const) : []),
    'objected',
  ];
}
