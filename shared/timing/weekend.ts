import data from './weekend.json' with { type: 'json' };

const byCountry = new Map(
  Object.entries(data.days).flatMap(([days, countries]) =>
    countries.map((country) => [country, days.split(' ').map(Number)] as const),
  ),
);
const usual: readonly number[] = [6, 7];

/** The days on which people of a country rest: 1 is Monday, 7 Sunday. */
export function weekendOf(country: string | undefined): readonly number[] {
  return byCountry.get(country ?? '') ?? usual;
}
