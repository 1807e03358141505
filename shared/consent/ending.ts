import { eventKind } from './event.ts';
import type { Mark } from './facts.ts';

/**
 * Only the person's own later act ends their no: a `lifted` event, a confirmed opt-in, or what they
 * chose on their preference page (also of a restriction: GDPR Art. 18(2) lets their consent through).
 * The organisation's own stop ends by its release. At the same instant the no holds.
 */
export function endsStop(mark: Mark, stop: Mark): boolean {
  if (mark.since <= stop.since) return false;
  if (eventKind(stop.type).by === 'organisation') return mark.type === 'released';
  if (mark.type === 'lifted') return true;
  return isPersonsOwnYes(mark);
}

export function isPersonsOwnYes({ type, method }: Mark): boolean {
  return type === 'confirmed' || (type === 'given' && method === 'preference-page');
}
