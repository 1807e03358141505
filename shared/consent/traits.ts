import type { ConsentEvent, CountrySource } from './event.ts';
import type { KnownTraits } from './facts.ts';

/** Who the contact is: of each trait, and of each source for the country, the latest that was said. Takes events in the order of time. */
export function traitsOf(events: readonly ConsentEvent[]): KnownTraits | undefined {
  const countries = new Map<CountrySource, string>();
  let rest: Omit<KnownTraits, 'countries'> = {};
  for (const { traits } of events) {
    if (!traits) continue;
    if (traits.country !== undefined) countries.set(traits.countrySource, traits.country);
    rest = {
      ...rest,
      ...(traits.class && { class: traits.class }),
      ...(traits.timeZone !== undefined && { timeZone: traits.timeZone }),
    };
  }
  if (countries.size === 0 && Object.keys(rest).length === 0) return undefined;
  return {
    countries: [...countries].map(([source, country]) => ({ country, source })),
    ...rest,
  };
}
