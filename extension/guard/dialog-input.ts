import { channels } from '../../shared/contact/channels.ts';
import type { Channel } from '../../shared/contact/channels.ts';
import { decide } from '../../shared/policy/decide.ts';
import type { Role } from '../../shared/policy/policy.ts';
import { defaultPurpose, roles } from '../../shared/policy/policy.ts';
import { sendMessage } from '../background/send-message.ts';
import type { DialogInput, DialogPerson } from '../overlay/choice.ts';
import type { Site } from '../sites/site.ts';
import { say } from '../ui/say.ts';
import { saidNo } from '../ui/status.ts';
import type { Settled } from './answered.ts';
import { peopleOf } from './answered.ts';
import type { StoppedSend } from './guard.ts';
import type { JudgedRecipient } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import { spoken } from './standing-words.ts';
import { timingFor } from './timing.ts';

export type Around = {
  readonly site: Site;
  readonly stopped: Pick<StoppedSend, 'composer'>;
  readonly knowledge: Pick<Knowledge, 'setting' | 'about'>;
  readonly now: () => number;
};

/** What the dialog is to show of a send that was stopped. */
export function inputFor(judgement: Settled, around: Around): DialogInput {
  const { site, stopped } = around;
  return {
    people: peopleOf(judgement).map((one, index) => toPerson(one, index, around)),
    purpose: defaultPurpose,
    channel: site.channel,
    canSaveDraft: stopped.composer.saveDraft !== undefined,
    ...(judgement.kind === 'unreadable' && {
      trouble: {
        title: say('trouble.unreadable'),
        text: say('trouble.unreadable.text', { site: site.name }),
        sendAnyway: true,
      },
    }),
    ...(judgement.kind === 'no-answer' && {
      trouble: { title: say('trouble.no-answer'), text: say('trouble.no-answer.text') },
    }),
  };
}

function toPerson(judged: JudgedRecipient, index: number, around: Around): DialogPerson {
  const { recipient, decision } = judged;
  const reasons = spoken(decision);
  const person = {
    id: String(index),
    label: recipient.text,
    verdict: decision.verdict,
    reasons,
    removable: recipient.remove !== undefined,
    ...timingOf(judged, around, reasons),
  };
  // A no is a no: nothing that leads around it is shown, over whatever channel.
  if (decision.verdict !== 'block' || saidNo(reasons)) return person;
  const otherChannels = channelsOpen(judged, around);
  const exceptionBy = whoMayExcept(judged, around);
  const stops = reasons.filter(({ verdict }) => verdict === 'block');
  // Asking is a message too: only where this one may be sent, or another channel is open for it.
  const mayAsk =
    otherChannels.length > 0 ||
    (stops.every(({ overridable }) => overridable) &&
      stops.some(({ remedies }) => remedies.includes('ask-to-confirm')));
  return {
    ...person,
    ...(otherChannels.length > 0 && { otherChannels }),
    ...(exceptionBy.length > 0 && { exceptionBy }),
    ...(mayAsk && { asking: () => sendMessage('asking.get', countryOf(judged, around)) }),
  };
}

function timingOf(
  { recipient: { identifier } }: JudgedRecipient,
  { site, now, knowledge }: Around,
  reasons: DialogPerson['reasons'],
): Pick<DialogPerson, 'timing'> {
  const { setting } = knowledge;
  const facts = identifier && knowledge.about(identifier);
  if (!setting || !facts || saidNo(reasons)) return {};
  const asked = { policy: setting.policy, channel: site.channel, at: now() };
  const timing = timingFor(facts, asked);
  return timing.length > 0 ? { timing } : {};
}

/** The other channels over which `decide()` lets this member write to them now. */
function channelsOpen({ recipient: { identifier } }: JudgedRecipient, around: Around): Channel[] {
  const { now, site } = around;
  const { setting } = around.knowledge;
  const facts = identifier && around.knowledge.about(identifier);
  if (!setting || !identifier || !facts) return [];
  const { policy, role } = setting;
  const ask = { purpose: defaultPurpose, at: now(), role };
  return channels.filter(
    (channel) =>
      channel !== site.channel && decide(policy, facts, { ...ask, channel }).verdict === 'allow',
  );
}

/** The roles that may override every stop, where this member's may not. */
function whoMayExcept({ decision }: JudgedRecipient, { knowledge: { setting } }: Around): Role[] {
  const stops = decision.reasons.filter(({ verdict }) => verdict === 'block');
  if (!setting || stops.every(({ overridable }) => overridable)) return [];
  return roles.filter((role) =>
    stops.every(
      ({ decidedBy, unexceptable }) =>
        decidedBy !== 'person' &&
        !unexceptable &&
        setting.policy.overrides[decidedBy].includes(role),
    ),
  );
}

function countryOf({ recipient: { identifier } }: JudgedRecipient, { knowledge }: Around) {
  const facts = identifier && knowledge.about(identifier);
  const [first] = facts?.traits?.countries ?? [];
  return first ? { country: first.country } : {};
}
