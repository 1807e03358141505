import { countryCodes } from './contact/tables.ts';

export { countryCodes } from './contact/tables.ts';

/** Whether it is an ISO 3166-1 country (`GB`, not `UK`), a region of one (`US-CA`), or `EU`. Regions are not looked up. */
export function isCountry(code: string): boolean {
  if (code === 'EU') return true;
  const [country = '', region, ...rest] = code.split('-');
  const wellFormed = region === undefined || /^[A-Z0-9]{1,3}$/.test(region);
  return rest.length === 0 && wellFormed && countryCodes.includes(country);
}
