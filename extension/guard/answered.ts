import type { Recipient } from '../sites/site.ts';
import type { JudgedRecipient, Judgement } from './judge.ts';

export type Settled = Judgement | { readonly kind: 'no-answer' };

/**
 * Whether nothing stands against the send but what its sender has just answered for. The page may have
 * changed the recipients while the dialog was open: somebody new is not covered by the reason given.
 */
export function mayGoAnyway(after: Settled, answered: Settled): boolean {
  if (after.kind === 'pass') return true;
  if (after.kind === 'unreadable') return answered.kind === 'unreadable';
  const names = new Set(peopleOf(answered).map(({ recipient }) => nameOf(recipient)));
  return (
    after.kind === 'stop' &&
    after.people.every(
      ({ recipient, decision }) =>
        decision.verdict === 'allow' ||
        (names.has(nameOf(recipient)) && (decision.verdict === 'warn' || !recipient.identifier)),
    )
  );
}

export function nameOf({ identifier, text }: Recipient): string {
  return identifier?.value ?? text;
}

export function peopleOf(judgement: Settled): readonly JudgedRecipient[] {
  return judgement.kind === 'stop' ? judgement.people : [];
}
