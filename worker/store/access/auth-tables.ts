import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { drizzle } from 'drizzle-orm/d1';
import * as tables from '../../db/accounts.ts';
import type { Bindings } from '../../env.ts';

/** What better-auth calls its tables, and ours. */
const schema = {
  user: tables.accounts,
  session: tables.sessions,
  account: tables.signInMethods,
  verification: tables.verifications,
  twoFactor: tables.secondFactors,
  passkey: tables.passkeys,
};

export function authTables({ DB }: Pick<Bindings, 'DB'>) {
  return drizzleAdapter(drizzle(DB), { provider: 'sqlite', schema });
}
