import lines from './country-codes.json' with { type: 'json' };

/** Every ISO 3166-1 code. */
export const countryCodes: readonly string[] = lines.flatMap((line) => line.split(' '));

const countries: ReadonlySet<string> = new Set(countryCodes);

/** Whether it is an ISO 3166-1 country (`GB`, not `UK`), a region of one (`US-CA`), or `EU`. Regions are not looked up. */
export function isCountry(code: string): boolean {
  if (code === 'EU') return true;
  const [country = '', region, ...rest] = code.split('-');
  const wellFormed = region === undefined || /^[A-Z0-9]{1,3}$/.test(region);
  return rest.length === 0 && wellFormed && countries.has(country);
}
