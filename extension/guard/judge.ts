import type { Channel } from '../../shared/contact/channels.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import { factsAbout } from '../../shared/policy/subject.ts';
import { uncheckable } from '../../shared/policy/uncheckable.ts';
import type { Recipient, RecipientReading } from '../sites/site.ts';
import type { Knowledge } from './knowledge.ts';

export type JudgedRecipient = {
  readonly recipient: Recipient;
  readonly decision: Decision;
};

export type Judgement =
  | { readonly kind: 'pass' }
  | { readonly kind: 'stop'; readonly people: readonly JudgedRecipient[] }
  /** The background has to be asked first. */
  | { readonly kind: 'ask' }
  | { readonly kind: 'unreadable' };

/** What to do about a send, from what is known now: synchronous, for use inside an event handler. */
export function judge(
  reading: RecipientReading,
  knowledge: Knowledge,
  channel: Channel,
  at: number,
): Judgement {
  if (knowledge.connected === undefined) return { kind: 'ask' };
  if (!knowledge.connected) return { kind: 'pass' };
  if (reading.status === 'unreadable') return { kind: 'unreadable' };
  const people: JudgedRecipient[] = [];
  for (const recipient of reading.recipients) {
    const decision = decisionFor(recipient, knowledge, channel, at);
    if (decision === 'ask') return { kind: 'ask' };
    people.push({ recipient, decision });
  }
  return people.every(mayReceive) ? { kind: 'pass' } : { kind: 'stop', people };
}

/** The one decision about a recipient, or `ask` while the facts are not here yet. */
export function decisionFor(
  { identifier }: Recipient,
  knowledge: Knowledge,
  channel: Channel,
  at: number,
): Decision | 'ask' {
  if (!knowledge.setting) return 'ask';
  const { policy, role } = knowledge.setting;
  if (!identifier) return uncheckable(policy, role);
  const facts = knowledge.about(identifier);
  if (!facts) return 'ask';
  return decide(policy, factsAbout(identifier, facts), {
    channel,
    purpose: defaultPurpose,
    at,
    role,
  });
}

export function mayReceive({ decision }: JudgedRecipient): boolean {
  return decision.verdict === 'allow';
}
