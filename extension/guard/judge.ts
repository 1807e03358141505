import { isEmpty } from '../../shared/consent/facts.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Decision, MessageFacts } from '../../shared/policy/decision.ts';
import { isOutOfDate, withOutOfDate } from '../../shared/policy/out-of-date.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import { uncheckable } from '../../shared/policy/uncheckable.ts';
import type { Recipient, RecipientReading } from '../sites/site.ts';
import { recipientsIn } from '../sites/site.ts';
import type { Knowledge } from './knowledge.ts';

export type JudgedRecipient = {
  readonly recipient: Recipient;
  readonly decision: Decision;
};

export type Judgement =
  | { readonly kind: 'pass'; readonly people: readonly JudgedRecipient[] }
  | { readonly kind: 'stop'; readonly people: readonly JudgedRecipient[] }
  /** The background has to be asked first; `worker`: and it the worker; `words`: for those of the message's language. */
  | { readonly kind: 'ask'; readonly whom: 'background' | 'worker' | 'words' }
  | { readonly kind: 'unreadable' };

/** A person of whom nothing is known is asked about, when the worker was last heard longer ago than this: milliseconds. */
const freshFor = 30_000;

/**
 * What to do about a send, from what is known now: synchronous, for use inside an event handler.
 * `hasAsked`: the worker has just been asked, so what is known has to do.
 */
export function judge(
  reading: RecipientReading,
  knowledge: Knowledge,
  channel: Channel,
  at: number,
  hasAsked = false,
  message?: MessageFacts,
): Judgement {
  if (knowledge.connected === undefined) return { kind: 'ask', whom: 'background' };
  if (!knowledge.connected) return { kind: 'pass', people: [] };
  // A message to nobody the page itself would refuse; one that seems to go to nobody has been misread.
  const people: JudgedRecipient[] = [];
  for (const recipient of recipientsIn(reading)) {
    const decision = decisionFor(recipient, knowledge, channel, at, message);
    if (decision === 'ask') return { kind: 'ask', whom: 'background' };
    people.push({ recipient, decision });
  }
  if (reading.status === 'unreadable' || people.length === 0) {
    // "Send anyway" answers for those who could not be read, never for a no that could.
    const noes = people.filter(isFinal);
    return noes.length > 0 ? { kind: 'stop', people: noes } : { kind: 'unreadable' };
  }
  if (!hasAsked && !people.some(isFinal) && mayBeNews(people, knowledge, at))
    return { kind: 'ask', whom: 'worker' };
  return { kind: people.every(mayReceive) ? 'pass' : 'stop', people };
}

/** No answer of the worker's ends a person's no but their own, of which this device hears by itself. */
function isFinal({ decision }: JudgedRecipient): boolean {
  return decision.reasons.some((r) => r.decidedBy === 'person' && r.verdict === 'block');
}

/** Whether the worker may know what would change the answer: of somebody unknown here, or of anybody after a long silence. */
function mayBeNews(people: readonly JudgedRecipient[], knowledge: Knowledge, at: number): boolean {
  const { setting, heardAt } = knowledge;
  if (setting && isOutOfDate(setting.policy, heardAt, at)) return true;
  if (at - heardAt <= freshFor) return false;
  return people.some(({ recipient: { identifier } }) => {
    const facts = identifier && knowledge.about(identifier);
    return facts !== undefined && (facts.isNew === true || isEmpty(facts));
  });
}

/** The one decision about a recipient, or `ask` while the facts are not here yet. */
export function decisionFor(
  { identifier }: Recipient,
  knowledge: Knowledge,
  channel: Channel,
  at: number,
  message?: MessageFacts,
): Decision | 'ask' {
  if (!knowledge.setting) return 'ask';
  const { policy, role } = knowledge.setting;
  if (!identifier) return uncheckable(policy, role);
  const facts = knowledge.about(identifier);
  if (!facts) return 'ask';
  const ask = { channel, purpose: defaultPurpose, at, role, ...(message && { message }) };
  const decision = decide(policy, facts, ask);
  const { heardAt } = knowledge;
  return isOutOfDate(policy, heardAt, at) ? withOutOfDate(policy, decision, heardAt) : decision;
}

export function mayReceive({ decision }: JudgedRecipient): boolean {
  return decision.verdict === 'allow';
}
