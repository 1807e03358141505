import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/*
 * Who somebody is, and how they sign in: the tables that better-auth reads and writes
 * (https://better-auth.com/docs/concepts/database). The names of the fields are the library's. A person
 * can belong to several organisations, so these rows belong to none; what somebody may do where is in
 * access.ts.
 */

const time = (name: string) => integer(name, { mode: 'timestamp_ms' });
const flag = (name: string) => integer(name, { mode: 'boolean' });

export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag('email_verified').notNull().default(false),
  image: text(),
  createdAt: time('created_at').notNull(),
  updatedAt: time('updated_at').notNull(),
  twoFactorEnabled: flag('two_factor_enabled').default(false),
});

const accountId = () =>
  text('account_id')
    .notNull()
    .references(() => accounts.id, { onDelete: 'cascade' });

/** `token` alone opens nothing: the cookie also carries its HMAC, made with a key that is not in the database. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: accountId(),
    token: text().notNull().unique(),
    /** The organisation that this session works in; one of the account's. */
    orgId: text('org_id'),
    expiresAt: time('expires_at').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
    /** Always empty: the library needs the column, Heed does not need the address. */
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
  },
  (table) => [index('sessions_account').on(table.userId)],
);

/** A password (scrypt, salted), or an identity at the organisation's OIDC provider. No tokens of the provider are kept. */
export const signInMethods = sqliteTable(
  'sign_in_methods',
  {
    id: text().primaryKey(),
    userId: accountId(),
    providerId: text('provider_id').notNull(),
    accountId: text('provider_account_id').notNull(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: time('access_token_expires_at'),
    refreshTokenExpiresAt: time('refresh_token_expires_at'),
    scope: text(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('sign_in_methods_identity').on(table.providerId, table.accountId),
    index('sign_in_methods_account').on(table.userId),
  ],
);

/** What is under way: a second factor asked for, a passkey's challenge, a round trip to the provider. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: time('expires_at').notNull(),
    createdAt: time('created_at').notNull(),
    updatedAt: time('updated_at').notNull(),
  },
  (table) => [
    index('verifications_identifier').on(table.identifier),
    index('verifications_expiry').on(table.expiresAt),
  ],
);

/** TOTP: secret and backup codes, encrypted. */
export const secondFactors = sqliteTable(
  'second_factors',
  {
    id: text().primaryKey(),
    userId: accountId(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: flag('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: time('locked_until'),
  },
  (table) => [uniqueIndex('second_factors_account').on(table.userId)],
);

export const passkeys = sqliteTable(
  'passkeys',
  {
    id: text().primaryKey(),
    userId: accountId(),
    name: text(),
    publicKey: text('public_key').notNull(),
    credentialID: text('credential_id').notNull().unique(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: flag('backed_up').notNull(),
    transports: text(),
    createdAt: time('created_at'),
    aaguid: text(),
  },
  (table) => [index('passkeys_account').on(table.userId)],
);
