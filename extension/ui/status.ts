import type { Verdict } from '../../shared/policy/decision.ts';
import type { SpokenReason } from '../../shared/protocol/reason.ts';
import { say } from './say.ts';

/** How somebody stands, as it is shown. `unchecked`: Heed could not look, so it does not say. */
export type Status = 'allowed' | 'warned' | 'blocked' | 'unknown' | 'unchecked';

type Standing = { readonly verdict: Verdict; readonly reasons: readonly SpokenReason[] };

/** Nothing on record is not a no, and must not look like one; nor is a group that cannot be looked up. */
export function statusOf({ verdict, reasons }: Standing): Status {
  if (verdict === 'allow') return 'allowed';
  if (verdict === 'warn') return 'warned';
  const rules = new Set(reasons.filter((r) => r.verdict === 'block').map(({ rule }) => rule));
  if (rules.size > 1) return 'blocked';
  if (rules.has('unknown')) return 'unknown';
  return rules.size === 0 || rules.has('uncheckable') ? 'unchecked' : 'blocked';
}

/** Whether the person themself said no: final, whoever asks. */
export function saidNo(reasons: readonly SpokenReason[]): boolean {
  return reasons.some(({ decidedBy, verdict }) => decidedBy === 'person' && verdict === 'block');
}

/** The whole of a status in one sentence, for a tooltip or a screen reader. */
export function statusSentence(standing: Standing): string {
  const first =
    standing.reasons.find(({ verdict }) => verdict === standing.verdict) ?? standing.reasons[0];
  return first?.message ?? `${say(`status.${statusOf(standing)}`)}.`;
}
