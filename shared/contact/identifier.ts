import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { normalizeDomain } from './domain.ts';
import { normalizeEmail } from './email.ts';
import { normalizeLinkedin } from './linkedin.ts';
import { normalizePhone } from './phone.ts';

export const identifierTypes = ['email', 'linkedin', 'phone', 'domain'] as const;
export type IdentifierType = (typeof identifierTypes)[number];

/** One address at which somebody can be reached, in its canonical form. Made only by `parseIdentifier`. */
export type Identifier = { readonly type: IdentifierType; readonly value: string };

const normalizers: Record<IdentifierType, (text: string) => Result<string>> = {
  email: normalizeEmail,
  linkedin: normalizeLinkedin,
  phone: normalizePhone,
  domain: normalizeDomain,
};

/** Reads what a person, a page or a file wrote. Invalid text is an error with its reason, never a guess. */
export function parseIdentifier(type: string, text: string): Result<Identifier> {
  if (!isIdentifierType(type)) {
    return fail(
      'contact.type-unknown',
      `Identifier type must be one of ${identifierTypes.join(', ')}.`,
    );
  }
  const normal = normalizers[type](text);
  return normal.ok ? ok({ type, value: normal.value }) : normal;
}

function isIdentifierType(type: string): type is IdentifierType {
  return (identifierTypes as readonly string[]).includes(type);
}
