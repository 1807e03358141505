import { sql } from 'drizzle-orm';
import {
  blob,
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core';
import { accounts } from './accounts.ts';
import { organisations } from './schema.ts';

/*
 * Who may do what in an organisation. As in schema.ts, a row's key begins with its organisation, and times
 * are milliseconds since 1970 UTC. A secret is never stored, only its SHA-256: each is 256 random bits, so
 * that a slow hash would add nothing. `used_at` is the day, not the moment, of the last use.
 */

const role = () => text({ enum: ['admin', 'dpo', 'marketer', 'rep', 'auditor'] }).notNull();
const orgId = () => text('org_id').notNull();
const secretHash = () => blob('hash', { mode: 'buffer' }).notNull().unique();
const knownRole = (name: string, column: unknown) =>
  check(name, sql`${column} in ('admin', 'dpo', 'marketer', 'rep', 'auditor')`);

/** WITHOUT ROWID. A person in an organisation. `id` is what events and the audit name them by. */
export const members = sqliteTable(
  'members',
  {
    orgId: orgId().references(() => organisations.id),
    id: text().notNull(),
    accountId: text('account_id')
      .notNull()
      .references(() => accounts.id),
    role: role(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    unique('members_account').on(table.accountId, table.orgId),
    knownRole('members_role', table.role),
  ],
);

/** WITHOUT ROWID. A browser that a member connected. It may what its member may, and ends with them. */
export const devices = sqliteTable(
  'devices',
  {
    orgId: orgId(),
    id: text().notNull(),
    memberId: text('member_id').notNull(),
    name: text().notNull(),
    hash: secretHash(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    foreignKey({
      columns: [table.orgId, table.memberId],
      foreignColumns: [members.orgId, members.id],
    }).onDelete('cascade'),
    index('devices_member').on(table.orgId, table.memberId),
    check('devices_hash', sql`length(${table.hash}) = 32`),
  ],
);

/** WITHOUT ROWID. `scopes` is a JSON list of actions (shared/access/permissions.json), never more than the role may. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    orgId: orgId().references(() => organisations.id),
    id: text().notNull(),
    name: text().notNull(),
    role: role(),
    scopes: text().notNull(),
    hash: secretHash(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    usedAt: integer('used_at'),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    knownRole('api_keys_role', table.role),
    check('api_keys_hash', sql`length(${table.hash}) = 32`),
  ],
);

/**
 * WITHOUT ROWID. A one-time link: `join` makes its reader a member with this role (for `email` alone, when
 * that is set); `reset` lets the member `member_id` sign in anew. Deleted when used.
 */
export const links = sqliteTable(
  'links',
  {
    orgId: orgId().references(() => organisations.id),
    id: text().notNull(),
    kind: text({ enum: ['join', 'reset'] }).notNull(),
    hash: secretHash(),
    role: role(),
    email: text(),
    memberId: text('member_id'),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    knownRole('links_role', table.role),
    check('links_hash', sql`length(${table.hash}) = 32`),
  ],
);

/**
 * A browser that asks to be connected (RFC 8628), for some minutes: which organisation it will belong to is
 * known once a member approves, who is then in `org_id` and `member_id`.
 */
export const deviceRequests = sqliteTable(
  'device_requests',
  {
    hash: blob('hash', { mode: 'buffer' }).primaryKey(),
    userCode: text('user_code').notNull().unique(),
    name: text().notNull(),
    status: text({ enum: ['pending', 'approved', 'denied'] }).notNull(),
    orgId: text('org_id'),
    memberId: text('member_id'),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    polledAt: integer('polled_at'),
  },
  (table) => [
    index('device_requests_expiry').on(table.expiresAt),
    check('device_requests_hash', sql`length(${table.hash}) = 32`),
  ],
);

/** WITHOUT ROWID, and append-only by trigger. Who did what; `details` is JSON without personal data. */
export const audit = sqliteTable(
  'audit',
  {
    orgId: orgId(),
    at: integer().notNull(),
    id: text().notNull(),
    actor: text().notNull(),
    action: text().notNull(),
    target: text(),
    details: text(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.at, table.id] }),
    unique('audit_id').on(table.orgId, table.id),
  ],
);
