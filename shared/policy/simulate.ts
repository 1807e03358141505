import type { ConsentFacts } from '../consent/facts.ts';
import { decide } from './decide.ts';
import type { Ask, Verdict } from './decision.ts';
import { verdicts } from './decision.ts';
import type { Policy } from './policy.ts';

/** Somebody who may be written to, and the question to put about them. */
export type SimulatedContact = {
  readonly id: string;
  readonly facts: ConsentFacts;
  readonly ask: Ask;
};

export type Change = {
  readonly id: string;
  readonly from: Verdict;
  readonly to: Verdict;
  /** Rules that begin to speak, and that fall silent. */
  readonly gained: readonly string[];
  readonly lost: readonly string[];
};

export type Simulation = {
  readonly contacts: number;
  /** How many go from each verdict to each: `moves.block.allow`. */
  readonly moves: Readonly<Record<Verdict, Readonly<Record<Verdict, number>>>>;
  /** For each rule, how many contacts it begins to stop or warn about, and how many it lets go. */
  readonly byRule: Readonly<Record<string, { readonly gained: number; readonly lost: number }>>;
  /** Those whose verdict or reasons change. */
  readonly changes: readonly Change[];
};

/** What changes if `after` were to hold instead of `before`. Nothing is kept or sent. */
export function simulate(
  before: Policy,
  after: Policy,
  contacts: readonly SimulatedContact[],
): Simulation {
  const moves = Object.fromEntries(
    verdicts.map((from) => [from, Object.fromEntries(verdicts.map((to) => [to, 0]))]),
  ) as Record<Verdict, Record<Verdict, number>>;
  const byRule: Record<string, { gained: number; lost: number }> = {};
  const changes: Change[] = [];
  for (const { id, facts, ask } of contacts) {
    const [old, fresh] = [before, after].map((policy) => decide(policy, facts, ask)) as [
      ReturnType<typeof decide>,
      ReturnType<typeof decide>,
    ];
    moves[old.verdict][fresh.verdict]++;
    const [oldRules, freshRules] = [speaking(old), speaking(fresh)];
    const gained = [...freshRules].filter((rule) => !oldRules.has(rule));
    const lost = [...oldRules].filter((rule) => !freshRules.has(rule));
    for (const rule of gained) (byRule[rule] ??= { gained: 0, lost: 0 }).gained++;
    for (const rule of lost) (byRule[rule] ??= { gained: 0, lost: 0 }).lost++;
    if (old.verdict !== fresh.verdict || gained.length + lost.length > 0)
      changes.push({ id, from: old.verdict, to: fresh.verdict, gained, lost });
  }
  return { contacts: contacts.length, moves, byRule, changes };
}

function speaking({ reasons }: ReturnType<typeof decide>): Set<string> {
  return new Set(reasons.filter(({ verdict }) => verdict !== 'allow').map(({ rule }) => rule));
}
