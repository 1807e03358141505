import { eventKind, ownActs } from './event.ts';
import type { Mark } from './facts.ts';

/** The question in which an ending is looked at; without it, at any time and for the stop's whole scope. */
export type Asked = {
  readonly at: number;
  /** The asked purpose and those above it. */
  readonly path: readonly string[];
};

/**
 * Only the person's own later act ends their no: a `lifted` event, a confirmed opt-in, or what they
 * chose on their preference page (also of a restriction: GDPR Art. 18(2) lets their consent through).
 * The organisation's own stop ends by its release. At the same instant the no holds; a yes that has run
 * out ends nothing, nor does one to a wider purpose than the no; and what somebody else said who
 * shares a wide key (a domain, a mailbox with tags) ends only what they said themselves.
 */
export function endsStop(mark: Mark, stop: Mark, asked?: Asked): boolean {
  if (mark.since <= stop.since) return false;
  if (mark.of !== undefined && mark.of !== stop.of) return false;
  if (mark.until !== undefined && (!asked || asked.at >= mark.until)) return false;
  if (asked && isWider(mark.purpose, stop.purpose, asked.path)) return false;
  if (eventKind(stop.type).by === 'organisation') return mark.type === 'released';
  return mark.type === 'lifted' || isPersonsOwnYes(mark);
}

function isWider(yes: string, no: string, path: readonly string[]): boolean {
  return yes !== 'all' && no !== 'all' && path.indexOf(yes) > path.indexOf(no);
}

/** No import, provider or colleague can say it for them. */
export function isPersonsOwnYes({ type, method }: Mark): boolean {
  if (type === 'given') return method === 'preference-page';
  return type === 'confirmed' && method !== undefined && ownActs.includes(method);
}
