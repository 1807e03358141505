import type { Result } from '../result.ts';
import { fail } from '../result.ts';
import { domainIdentifier } from './domain.ts';
import { emailIdentifier } from './email.ts';
import { linkedinIdentifier } from './linkedin.ts';
import type { PhoneOptions } from './phone.ts';
import { phoneIdentifier } from './phone.ts';
import type { Identifier, IdentifierType } from './types.ts';
import { identifierTypes } from './types.ts';

export type { Identifier, IdentifierType } from './types.ts';
export { identifierTypes } from './types.ts';

export type ParseOptions = PhoneOptions;

const readers: Record<
  IdentifierType,
  (text: string, options?: ParseOptions) => Result<Identifier>
> = {
  email: emailIdentifier,
  linkedin: linkedinIdentifier,
  phone: phoneIdentifier,
  domain: domainIdentifier,
};

/**
 * Reads what a person, a page or a file wrote. Invalid text is an error with its reason, never a guess.
 * Carries the tables of phone numbers and public suffixes: where every byte counts, as in a page's
 * script, call `emailIdentifier` and `linkedinIdentifier` instead.
 */
export function parseIdentifier(
  type: string,
  text: string,
  options?: ParseOptions,
): Result<Identifier> {
  return isIdentifierType(type)
    ? readers[type](text, options)
    : fail('contact.type-unknown', `Identifier type must be one of ${identifierTypes.join(', ')}.`);
}

function isIdentifierType(type: string): type is IdentifierType {
  return (identifierTypes as readonly string[]).includes(type);
}
