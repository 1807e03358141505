import { may } from '../../shared/access/permissions.ts';
import type { ApiKeyRequest } from '../../shared/protocol/access.ts';
import type { Member } from '../env.ts';
import { badInput } from '../errors.ts';
import { isAllowed } from '../http/auth.ts';
import type { ApiKeyEntry } from '../store/access/api-keys.ts';
import { makeApiKey } from '../store/access/api-keys.ts';
import type { Place } from '../store/access/audit.ts';

const day = 86_400_000;

/**
 * A key that may no more than its role, and no more than who makes it: else a key that may only make keys
 * could make one that may everything. Throws a 400 `Refusal` that names what is too much.
 */
export async function makeKeyFor(
  place: Place,
  maker: Member,
  { name, role, scopes, expiresInDays }: ApiKeyRequest,
  now: number,
): Promise<{ entry: ApiKeyEntry; secret: string }> {
  if (maker.role !== 'admin' && role !== maker.role)
    throw badInput('role', `must be your own (${maker.role}).`);
  const tooMuch = scopes.findIndex((scope) => !may(role, scope) || !isAllowed(maker, scope));
  if (tooMuch !== -1)
    throw badInput(
      `scopes[${tooMuch}]`,
      may(role, scopes[tooMuch]!)
        ? 'is more than you may yourself.'
        : `is more than the role ${role} may; see the table in docs/access.md.`,
    );
  const unique = [...new Set(scopes)];
  return makeApiKey(
    place,
    { name, role, scopes: unique, expiresAt: now + expiresInDays * day },
    { actor: maker.actor, now },
  );
}
