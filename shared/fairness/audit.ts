import type { Group } from './groups.ts';
import type { Interval, Share } from './proportions.ts';
import { chanceOf, holm, koopman, newcombe, rateOf } from './proportions.ts';

/**
 * `clear-gap`: even the upper end of the interval is below four fifths. `possible-gap`: the ratio is, the
 * interval is not. `small-but-real`: above four fifths, and not chance. `too-few`: nothing can be told.
 */
export type GapVerdict =
  | 'highest'
  | 'clear-gap'
  | 'possible-gap'
  | 'small-but-real'
  | 'no-evidence'
  | 'too-few';

export type Comparison = {
  readonly ratio: number;
  readonly ratioInterval: Interval;
  /** Rates, this group's less the other's. */
  readonly difference: number;
  readonly differenceInterval: Interval;
  /** That so large a difference is chance, adjusted for how many groups were compared. */
  readonly chance: number;
};

export type AuditedGroup = Group & {
  readonly verdict: GapVerdict;
  /** Missing for a group too small to be told of: its rate would tell of the people in it. */
  readonly rate?: number;
  /** To the group with the highest rate; missing for that one. */
  readonly toHighest?: Comparison;
  /** To all others together. */
  readonly toRest?: Comparison;
};

export type Audit = {
  readonly total: Share;
  /** Which groups the others are compared with; missing where no group is large enough. */
  readonly highest?: readonly (string | null)[];
  readonly groups: readonly AuditedGroup[];
};

export type AuditOptions = {
  /** A group of fewer people is counted, and nothing else is said of it. */
  readonly smallestGroup: number;
  readonly confidence: number;
};

const usual: AuditOptions = { smallestGroup: 10, confidence: 0.95 };
/** 29 CFR 1607.4(D), for hiring. Here a way to sort findings, not a limit that any law draws. */
const fourFifths = 0.8;

/** Compares how often people of each group were chosen. The groups share nobody, and are all of the list. */
export function audit(groups: readonly Group[], options: Partial<AuditOptions> = {}): Audit {
  const { smallestGroup, confidence } = { ...usual, ...options };
  const total = sum(groups);
  const large = groups.filter(({ size }) => size >= smallestGroup);
  const highest = large.toSorted((a, b) => rateOf(b) - rateOf(a) || b.size - a.size)[0];
  const others = large.filter((group) => group !== highest);
  const rests = large.map((group) => restOf(total, group));
  const chances = {
    toHighest: holm(others.map((group) => chanceOf(group, highest!, 1))),
    below: holm(others.map((group) => chanceOf(group, highest!, fourFifths))),
    toRest: holm(large.map((group, at) => chanceBetween(group, rests[at]!))),
  };
  const audited = groups.map((group): AuditedGroup => {
    const at = large.indexOf(group);
    if (at < 0 || !highest) return { ...group, verdict: 'too-few' };
    const rest = rests[at]!;
    const other = others.indexOf(group);
    const toHighest =
      other < 0 ? undefined : comparison(group, highest, confidence, chances.toHighest[other]!);
    return {
      ...group,
      rate: rateOf(group),
      verdict: toHighest ? verdictOn(toHighest, chances.below[other]!, 1 - confidence) : 'highest',
      ...(toHighest && { toHighest }),
      ...(rest.size > 0 && {
        toRest: comparison(group, rest, confidence, chances.toRest[at]!),
      }),
    };
  });
  return { total, ...(highest && { highest: highest.values }), groups: audited };
}

function verdictOn(
  { ratio, ratioInterval, chance }: Comparison,
  chanceBelow: number,
  limit: number,
): GapVerdict {
  if (ratio < fourFifths && chanceBelow < limit) return 'clear-gap';
  if (!(ratioInterval.low >= 0.5 || ratioInterval.high <= 2)) return 'too-few';
  if (ratio < fourFifths) return 'possible-gap';
  return chance < limit ? 'small-but-real' : 'no-evidence';
}

function comparison(of: Share, to: Share, confidence: number, chance: number): Comparison {
  return {
    ratio: rateOf(of) / rateOf(to),
    ratioInterval: koopman(of, to, confidence),
    difference: rateOf(of) - rateOf(to),
    differenceInterval: newcombe(of, to, confidence),
    chance,
  };
}

function chanceBetween(group: Share, rest: Share): number {
  return rest.size === 0 ? 1 : chanceOf(group, rest, 1);
}

function restOf(total: Share, { chosen, size }: Share): Share {
  return { chosen: total.chosen - chosen, size: total.size - size };
}

function sum(groups: readonly Share[]): Share {
  const of = (pick: (group: Share) => number) => groups.reduce((all, one) => all + pick(one), 0);
  return { chosen: of(({ chosen }) => chosen), size: of(({ size }) => size) };
}
