import type { Jurisdiction } from '../../shared/policy/jurisdiction.ts';
import type { Tables } from '../../shared/protocol/messages.ts';
import type { Holidays, Observance } from '../../shared/timing/tables.ts';

/*
 * The law of 26 places and the holidays of 46 countries, which no page's script carries (15 kB gzipped):
 * it is given them with the first facts, so that nothing is ever decided without them. At build this
 * stands in place of `tables.ts` of `shared/contact`, `shared/policy/jurisdictions` and `shared/timing`.
 */

export const jurisdictions: Jurisdiction[] = [];
export const countryCodes: string[] = [];
export const eea: Record<string, string> = {};
export const observances: Observance[] = [];
export const weekends: Record<string, readonly string[]> = {};
export const holidays: { -readonly [Part in keyof Holidays]: Holidays[Part] } = {
  from: 0,
  to: 0,
  countries: {},
};

export function hasTables(): boolean {
  return jurisdictions.length > 0;
}

/** What reads them keeps what it made of them, so the first ones stay for as long as the page is open. */
export function giveTables(given: Tables): void {
  if (hasTables()) return;
  jurisdictions.push(...given.jurisdictions);
  countryCodes.push(...given.countryCodes);
  observances.push(...given.observances);
  Object.assign(eea, given.eea);
  Object.assign(weekends, given.weekends);
  Object.assign(holidays, given.holidays);
}
