import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import { stateOf } from '../../shared/consent/state.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import { nextAllowed } from '../../shared/policy/next-allowed.ts';
import type { Policy, Role } from '../../shared/policy/policy.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import { purposePath } from '../../shared/policy/purposes.ts';
import type { CardInput, Undoable } from '../overlay/card-input.ts';
import { recordable } from '../overlay/choice.ts';
import { reasonWord, say } from '../ui/say.ts';
import { saidNo } from '../ui/status.ts';
import { spoken, stateFor } from './standing-words.ts';
import { timingFor } from './timing.ts';
import type { Standing } from './watch.ts';

export type Subject = {
  readonly who: string;
  readonly identifier?: Identifier;
  readonly standing: Standing;
  readonly facts?: ConsentFacts;
  readonly setting?: { readonly policy: Policy; readonly role: Role };
  readonly channel: Channel;
  readonly at: number;
  readonly undo?: Undoable;
};

/** All that a card shows of somebody, from what this page knows of them. */
export function cardInputFor(subject: Subject): CardInput {
  const { who, identifier, standing, facts, setting, channel, at, undo } = subject;
  const { status, sentence } = stateFor(who, standing);
  const purpose = typeof standing === 'object' ? standing.purpose : defaultPurpose;
  const common = { who, status, sentence, purpose, channel, ...(undo && { undo }) };
  if (typeof standing !== 'object' || !identifier || !facts || !setting)
    return { ...common, reasons: spoken(standing), recordable: [] };
  const reasons = spoken(standing);
  const mark = restsOn(standing, facts, setting.policy, channel, at);
  const last = facts.marks.findLast(({ type }) => type === 'contacted');
  const asked = { policy: setting.policy, channel, at };
  const timing = saidNo(reasons) ? [] : timingFor(facts, asked);
  return {
    ...common,
    reasons,
    ...(mark && { since: mark.since, source: sourceOf(mark) }),
    ...(mark?.until !== undefined && { until: mark.until }),
    last: last ? { at: last.since, channel: last.channel } : null,
    ...nextFor(standing, facts, setting, channel, at),
    ...(timing.length > 0 && { timing }),
    recordable: recordable({ verdict: standing.verdict, reasons }),
  };
}

/** The one fact that made it so: what stops, or what permits. */
function restsOn(
  decision: Decision,
  facts: ConsentFacts,
  policy: Policy,
  channel: Channel,
  at: number,
): Mark | undefined {
  const { verdict, reasons, purpose } = decision;
  const deciding = reasons.find((one) => one.verdict === verdict && one.events.length > 0);
  const { expiresAfterMonths } = policy.consent;
  const permits = (): readonly string[] =>
    stateOf(facts, { at, purposes: purposePath(policy, purpose), channel, expiresAfterMonths })
      .events;
  const ids = deciding?.events ?? (verdict === 'block' ? [] : permits());
  return facts.marks.findLast(({ event, type }) => ids.includes(event) && type !== 'contacted');
}

const sources = {
  given: 'source.given',
  confirmed: 'source.confirmed',
  refused: 'source.refused',
  withdrawn: 'source.withdrawn',
  objected: 'source.objected',
  restricted: 'source.restricted',
  complained: 'source.complained',
  bounced: 'source.bounced',
  'registry-listed': 'source.registry-listed',
  suppressed: 'source.suppressed',
  'relationship-recorded': 'source.relationship-recorded',
} as const;

function sourceOf({ type, method = 'import', ground, registry = '' }: Mark): string {
  const key = Object.hasOwn(sources, type) ? sources[type as keyof typeof sources] : undefined;
  if (!key) return '';
  return say(key, {
    method: reasonWord(`method.${method}`),
    ground: ground ? reasonWord(`ground.${ground.kind}`) : '',
    registry,
  });
}

function nextFor(
  decision: Decision,
  facts: ConsentFacts,
  { policy, role }: NonNullable<Subject['setting']>,
  channel: Channel,
  at: number,
): Pick<CardInput, 'next'> {
  if (decision.verdict !== 'block') return { next: 'now' };
  if (saidNo(spoken(decision))) return { next: 'person' };
  const next = nextAllowed(policy, facts, { channel, purpose: decision.purpose, at, role });
  return { next: next ?? 'evidence' };
}
