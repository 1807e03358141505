import { parsePhoneNumberWithError, ParseError } from 'libphonenumber-js/min';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/min';
import { isSupportedCountry } from 'libphonenumber-js/min';
import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { stripInvisible } from './invisible.ts';
import type { Identifier } from './types.ts';

export type PhoneOptions = {
  /** ISO 3166 code of the country that a number without `+` is read in: `GB`. Without it, such a number is an error. */
  readonly defaultCountry?: string;
};

export function phoneIdentifier(text: string, options?: PhoneOptions): Result<Identifier> {
  const normal = normalizePhone(text, options);
  return normal.ok ? ok({ type: 'phone', value: normal.value }) : normal;
}

/**
 * E.164, as in `+442079460000`. A number has to have a length that its country uses, and no more:
 * plans change faster than libraries, and a no to a new number must not be refused. That needs only
 * the smallest of the library's tables (120 kB with the library; this file stays out of page scripts).
 */
export function normalizePhone(text: string, options: PhoneOptions = {}): Result<string> {
  const { defaultCountry } = options;
  if (defaultCountry !== undefined && !isSupportedCountry(defaultCountry))
    return fail(
      'contact.phone.default-country',
      'The default country must be an ISO 3166 code such as GB.',
    );
  // The full-width plus of Japanese forms; the library reads only full-width digits.
  const written = stripInvisible(text).trim().replace(/^tel:/i, '').replace('＋', '+');
  const number = parse(written, defaultCountry);
  if (!number.ok) return number;
  if (number.value.ext)
    return fail(
      'contact.phone.extension',
      'Leave the extension out, or give the direct number: one number stands for one person here.',
    );
  return number.value.isPossible() ? ok(number.value.number) : wrongLength;
}

/**
 * The countries that a number in normal form may belong to, as ISO 3166 codes; none for numbers of no
 * country (`+800`). `+1` is the United States and Canada both, whatever the area code: calls cross
 * that border freely, and the stricter of the two must hold.
 */
export function phoneCountries(value: string): string[] {
  const number = parse(value);
  if (!number.ok) return [];
  const countries: string[] = number.value.getPossibleCountries();
  return countries.includes('US') || countries.includes('CA')
    ? [...new Set(['CA', 'US', ...countries])]
    : countries;
}

function parse(text: string, defaultCountry?: CountryCode): Result<PhoneNumber> {
  try {
    const options = { extract: false, ...(defaultCountry && { defaultCountry }) };
    return ok(parsePhoneNumberWithError(text, options));
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return problems[error.message] ?? notANumber;
  }
}

const notANumber = fail(
  'contact.phone.not-a-number',
  'Write the number in digits with its country code and nothing else, as in +44 20 7946 0000.',
);
const wrongLength = fail(
  'contact.phone.length',
  'The number has too few or too many digits for its country. Compare it with where you have it from.',
);
const problems: Readonly<Record<string, Result<never>>> = {
  INVALID_COUNTRY: fail(
    'contact.phone.not-e164',
    'Write the number with its country code, as in +44 20 7946 0000.',
  ),
  TOO_SHORT: wrongLength,
  TOO_LONG: wrongLength,
};
