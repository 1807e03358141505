import 'temporal-polyfill/global';
import { decide } from '../../shared/policy/decide.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { presets } from '../../shared/policy/presets/index.ts';
import type { Case } from './decide-full-cases.ts';
import { casesOf } from './decide-full-cases.ts';
import type { Spread, Work } from './lib/measure.ts';
import { measureShort } from './lib/measure.ts';

/*
 * Run by decide-full.bench.ts, with a preset's id: one policy in a process of its own, as a page and an
 * organisation's worker have one. Prints a line of JSON.
 */

export const markCounts = [1, 3, 10];
export const verdicts = ['allow', 'block'] as const;
/** `allow 3`: the verdict, and how many marks each contact has. Microseconds a decision. */
export type Alone = Readonly<Record<string, Spread>>;

const rounds = 121;

/** The decisions of some contacts, under one policy or each under a policy of its own, of which nothing is remembered. */
function deciding(policyFor: () => Policy, cases: readonly Case[]): Work {
  return {
    count: cases.length,
    run() {
      let reasons = 0;
      for (const { facts, ask } of cases) reasons += decide(policyFor(), facts, ask).reasons.length;
      return reasons;
    },
  };
}

async function measureAlone(id: string): Promise<Alone> {
  const { policy } = presets.find((preset) => preset.id === id)!;
  const found: Record<string, Spread> = {};
  for (const verdict of verdicts)
    for (const marks of markCounts) {
      const key = `${verdict} ${marks}`;
      const work = deciding(() => policy, casesOf(policy, verdict, marks));
      Object.assign(found, await measureShort({ [key]: work }, rounds));
    }
  const fresh = deciding(() => ({ ...policy }), casesOf(policy, 'allow', 3));
  return { ...found, ...(await measureShort({ cold: fresh }, rounds)) };
}

const [, , asked] = process.argv;
if (asked !== undefined && import.meta.main) console.log(JSON.stringify(await measureAlone(asked)));
