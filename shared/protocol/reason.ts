import type { Reason, Verdict } from '../policy/decision.ts';
import type { Explained } from '../policy/explain.ts';

/** A reason as it crosses a wire: with its sentences. */
export type SpokenReason = Reason & Explained;

/** One recipient's answer from `POST /check`. `recipient` is what was asked, unchanged. */
export type CheckedRecipient = {
  readonly recipient: { readonly type: string; readonly value: string };
  readonly verdict: Verdict;
  readonly reasons: readonly SpokenReason[];
};
