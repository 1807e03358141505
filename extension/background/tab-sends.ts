import type { Identifier } from '../../shared/contact/identifier.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';

/**
 * What was let pass in each tab of late, by the keys of the people: a message may be written in one
 * frame and posted by another. In memory alone; lost with the background, which a send has just woken.
 */
const passed = new Map<number, Passed[]>();
type Passed = { readonly at: number; readonly keys: ReadonlySet<string>; calledAt?: number };

/** As long as a page may keep back what was sent. */
const remembered = 45_000;
/** A call that names nobody may be of anything that was let pass so long before it: milliseconds. */
const rightBefore = 15_000;
/** A page may make more than one call for one press: within so many milliseconds of the first. */
const together = 2000;

export function notePassed(tab: number, people: readonly Identifier[], now: number): void {
  const keys = new Set(people.map((one) => lookupKeys(one).exact));
  passed.set(tab, [...recentIn(tab, now), { at: now, keys }]);
}

/** Whether a send to these people was let pass in this tab. */
export function wasPassed(tab: number, people: readonly Identifier[], now: number): boolean {
  const recent = recentIn(tab, now);
  if (people.length === 0) return isCallOf(recent, now);
  if (recent.some(({ keys }) => keys.size === 0)) return true;
  const keys = people.map((one) => lookupKeys(one).exact);
  return keys.every((key) => recent.some((one) => one.keys.has(key)));
}

/** One press explains one call, and none that comes after it; what never made a call explains no later one. */
function isCallOf(recent: readonly Passed[], now: number): boolean {
  const near = recent.filter(({ at }) => now - at < rightBefore);
  const isOne = near.some(({ calledAt = now }) => now - calledAt < together);
  for (const one of near) one.calledAt ??= now;
  return isOne;
}

function recentIn(tab: number, now: number): Passed[] {
  return (passed.get(tab) ?? []).filter(({ at }) => now - at < remembered);
}
