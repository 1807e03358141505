import type { CountryEvidence } from './locate-domain.ts';
import { domainEvidence } from './locate-domain.ts';
import { phoneCountries } from './phone.ts';
import type { Identifier } from './types.ts';

export type { CountryEvidence } from './locate-domain.ts';

/**
 * Every country that an identifier hints at; none where it says nothing, as with LinkedIn. Hints, not
 * facts: what somebody declared beats them, and where they differ the strictest holds. Carries the
 * phone tables; a page's script calls `domainEvidence`.
 */
export function locateIdentifier(identifier: Identifier): CountryEvidence[] {
  return identifier.type === 'phone'
    ? phoneCountries(identifier.value).map((country) => ({ country, source: 'phone-prefix' }))
    : domainEvidence(identifier);
}
