import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';

/** E.164: a plus sign, a country code and at most 15 digits in all. Spaces, dots, hyphens and brackets fall away. */
export function normalizePhone(text: string): Result<string> {
  const digits = text.trim().replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{6,14}$/.test(digits)
    ? ok(digits)
    : fail(
        'contact.phone.not-e164',
        'Write the number with its country code, as in +44 20 7946 0000.',
      );
}
