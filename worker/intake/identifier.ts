import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import type { IdentifierInput } from '../../shared/protocol/api.ts';
import { badInput } from '../errors.ts';

/** What was sent, in its canonical form; throws a 400 `Refusal` that names the field and not what it held. */
export function readIdentifier({ type, value }: IdentifierInput, path: string): Identifier {
  const read = parseIdentifier(type, value);
  if (read.ok) return read.value;
  throw badInput(path, read.problem.message, read.problem.code);
}
