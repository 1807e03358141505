import { decide } from '../../shared/policy/decide.ts';
import { jurisdictions } from '../../shared/policy/jurisdictions/index.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { presets } from '../../shared/policy/presets/index.ts';
import type { Case } from './decide-full-cases.ts';
import { casesOf, contacts } from './decide-full-cases.ts';
import type { Work } from './lib/measure.ts';
import { measureShort } from './lib/measure.ts';
import type { Bench, Table } from './lib/table.ts';

/** Every rule and every jurisdiction, under each preset. */
export const bench: Bench = { name: 'Decide: the whole rule set', run };

const markCounts = [1, 3, 10];
const rounds = 61;

async function run(): Promise<Table> {
  const works: Record<string, Work> = {};
  const cells: Record<string, string[]> = {};
  for (const { id, policy } of presets)
    for (const verdict of ['allow', 'block'] as const) {
      const key = `${id}, ${verdict}`;
      cells[key] = markCounts.map((marks) => `${key} ${marks}`);
      for (const marks of markCounts)
        works[`${key} ${marks}`] = warm(policy, casesOf(policy, verdict, marks));
    }
  const strict = presets.find(({ id }) => id === 'global-strict')!.policy;
  works['cold'] = cold(strict, casesOf(strict, 'allow', 3));
  const times = await measureShort(works, rounds);
  return {
    columns: ['ns a decision, all reasons', ...markCounts.map((marks) => `${marks} marks`)],
    rows: Object.entries(cells).map(([name, keys]) => [
      name,
      ...keys.map((key) => times[key]!.middle * 1000),
    ]),
    notes: [
      `${contacts} contacts in ${jurisdictions.length} jurisdictions, of all classes; facts read from JSON; message facts given.`,
      'allow: a confirmed consent; block: an objection beside it. Further marks: messages sent, notices, purchases.',
      `The first decision under a policy never seen before: ${Math.round(times['cold']!.middle * 1000)} ns.`,
    ],
  };
}

function warm(policy: Policy, cases: readonly Case[]): Work {
  return {
    count: cases.length,
    run() {
      let reasons = 0;
      for (const { facts, ask } of cases) reasons += decide(policy, facts, ask).reasons.length;
      return reasons;
    },
  };
}

/** A policy of its own for each decision, so that nothing about it is remembered. */
function cold(policy: Policy, cases: readonly Case[]): Work {
  return {
    count: cases.length,
    run() {
      let reasons = 0;
      for (const { facts, ask } of cases)
        reasons += decide({ ...policy }, facts, ask).reasons.length;
      return reasons;
    },
  };
}
