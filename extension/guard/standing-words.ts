import { explain } from '../../shared/policy/explain.ts';
import type { Reason } from '../../shared/policy/decision.ts';
import type { SpokenReason } from '../../shared/protocol/reason.ts';
import type { BadgeState } from '../overlay/badge.tsx';
import { reasonWords, say } from '../ui/say.ts';
import { statusOf, statusSentence } from '../ui/status.ts';
import type { Standing } from './watch.ts';

/** A reason with its sentences, in the language chosen. */
export function speakReason(reason: Reason): SpokenReason {
  return { ...reason, ...explain(reason, reasonWords()) };
}

/** What stands against writing to somebody, or is to be looked at first. */
export function spoken(standing: Standing): readonly SpokenReason[] {
  if (typeof standing !== 'object') return [];
  return standing.reasons.filter(({ verdict }) => verdict !== 'allow').map(speakReason);
}

export function stateFor(who: string, standing: Standing): BadgeState {
  if (standing === 'not-connected')
    return { status: 'unchecked', who, sentence: say('status.off') };
  if (standing === 'unchecked')
    return { status: 'unchecked', who, sentence: say('status.checking') };
  const { verdict } = standing;
  const said = { verdict, reasons: standing.reasons.map(speakReason) };
  return { status: statusOf(said), who, sentence: statusSentence(said) };
}
