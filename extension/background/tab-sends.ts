import type { Identifier } from '../../shared/contact/identifier.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';

/**
 * What was let pass in each tab of late, by the keys of the people: a message may be written in one
 * frame and posted by another. In memory alone; lost with the background, which a send has just woken.
 */
const passed = new Map<number, { readonly at: number; readonly keys: ReadonlySet<string> }[]>();

/** As long as a page may keep back what was sent. */
const remembered = 45_000;
/** What names nobody may have been to anybody, but right before: milliseconds. */
const rightBefore = 15_000;

export function notePassed(tab: number, people: readonly Identifier[], now: number): void {
  const keys = new Set(people.map((one) => lookupKeys(one).exact));
  passed.set(tab, [...recentIn(tab, now), { at: now, keys }]);
}

/** Whether a send to these people was let pass in this tab. */
export function wasPassed(tab: number, people: readonly Identifier[], now: number): boolean {
  const recent = recentIn(tab, now);
  if (people.length === 0) return recent.some(({ at }) => now - at < rightBefore);
  if (recent.some(({ keys }) => keys.size === 0)) return true;
  const keys = people.map((one) => lookupKeys(one).exact);
  return keys.every((key) => recent.some((one) => one.keys.has(key)));
}

function recentIn(tab: number, now: number) {
  return (passed.get(tab) ?? []).filter(({ at }) => now - at < remembered);
}
