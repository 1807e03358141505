import { countryCodes } from '../country.ts';
import table from './country-domains.json' with { type: 'json' };
import { labelToUnicode } from './idna.ts';
import type { Identifier } from './types.ts';

/** Where an identifier hints that its owner is: an ISO 3166 code, or `EU`, and what the hint rests on. */
export type CountryEvidence = {
  readonly country: string;
  readonly source: 'domain' | 'phone-prefix';
};

const silent = new Set(Object.values(table.saysNothing).flatMap(({ domains }) => domains));
const otherScripts: ReadonlyMap<string, string> = new Map(
  Object.entries(table.inOtherScripts.domains),
);
const byDomain: ReadonlyMap<string, string> = new Map([
  ...countryCodes.map((code) => [code.toLowerCase(), code] as const),
  ...Object.entries(table.otherwise),
]);

/**
 * What the country domain of an e-mail address or a domain says: `.uk` gives GB, `.eu` gives EU. The
 * likes of `.io` and `.me` are bought for their letters and say nothing, nor does `.com`.
 */
export function domainEvidence({ type, value }: Identifier): CountryEvidence[] {
  if (type !== 'email' && type !== 'domain') return [];
  const top = value.slice(Math.max(value.lastIndexOf('.'), value.lastIndexOf('@')) + 1);
  if (silent.has(top)) return [];
  const country = byDomain.get(top) ?? otherScripts.get(labelToUnicode(top));
  return country ? [{ country, source: 'domain' }] : [];
}
