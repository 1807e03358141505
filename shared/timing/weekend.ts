import { weekends } from './tables.ts';

const usual: readonly number[] = [6, 7];

/** The days on which people of a country rest: 1 is Monday, 7 Sunday. */
export function weekendOf(country = ''): readonly number[] {
  const other = Object.keys(weekends).find((days) => weekends[days]!.includes(country));
  return other?.split(' ').map(Number) ?? usual;
}
