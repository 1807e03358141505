import { sql } from 'drizzle-orm';
import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';
import { organisations } from './schema.ts';

/* The tables of webhooks in and out; schema.ts says what holds for every table. */

const bytes = (name: string) => blob(name, { mode: 'buffer' });

/**
 * WITHOUT ROWID. An e-mail provider or CRM that reports here. `path` is the unguessable part of its
 * address; it names the connection and proves nothing where the provider signs. `settings` is JSON of
 * what is no secret (lists by purpose, topic); `sealed` the provider's keys under the organisation's.
 */
export const providerConnections = sqliteTable(
  'provider_connections',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    id: text().notNull(),
    provider: text().notNull(),
    name: text().notNull(),
    path: text().notNull().unique(),
    settings: text().notNull(),
    sealed: bytes('sealed'),
    createdAt: integer('created_at').notNull(),
    /** Kept after removal, since events name it as who recorded them. */
    removedAt: integer('removed_at'),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/** WITHOUT ROWID. What a connection was sent, by what became of it and the provider's name for it. */
export const hookCounts = sqliteTable(
  'hook_counts',
  {
    orgId: text('org_id').notNull(),
    connectionId: text('connection_id').notNull(),
    outcome: text().notNull(),
    event: text().notNull(),
    count: integer().notNull(),
    lastAt: integer('last_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.connectionId, table.outcome, table.event] }),
    foreignKey({
      columns: [table.orgId, table.connectionId],
      foreignColumns: [providerConnections.orgId, providerConnections.id],
    }),
  ],
);

/** WITHOUT ROWID. A report that may carry a no and could not be read; `id` is a keyed hash of it, and none of its text is kept. */
export const hookUnread = sqliteTable(
  'hook_unread',
  {
    orgId: text('org_id').notNull(),
    connectionId: text('connection_id').notNull(),
    id: text().notNull(),
    receivedAt: integer('received_at').notNull(),
    event: text().notNull(),
    reason: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.connectionId, table.id] }),
    foreignKey({
      columns: [table.orgId, table.connectionId],
      foreignColumns: [providerConnections.orgId, providerConnections.id],
    }),
  ],
);

/** WITHOUT ROWID. One-time tokens of providers whose signature leaves the body out, with a hash of the body they came with. */
export const hookTokens = sqliteTable(
  'hook_tokens',
  {
    orgId: text('org_id').notNull(),
    connectionId: text('connection_id').notNull(),
    token: bytes('token').notNull(),
    body: bytes('body').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.connectionId, table.token] }),
    index('hook_tokens_expiry').on(table.expiresAt),
    foreignKey({
      columns: [table.orgId, table.connectionId],
      foreignColumns: [providerConnections.orgId, providerConnections.id],
    }),
  ],
);

/** WITHOUT ROWID. Somebody's address to tell what happens; `types` is JSON of what they asked for, `sealed` the signing secrets. */
export const webhookEndpoints = sqliteTable(
  'webhook_endpoints',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    id: text().notNull(),
    url: text().notNull(),
    description: text().notNull(),
    types: text().notNull(),
    /** 1: messages name the identifier that an event was about, in the clear. */
    identifiers: integer().notNull(),
    sealed: bytes('sealed').notNull(),
    createdAt: integer('created_at').notNull(),
    /** Since when every attempt has failed. */
    failingSince: integer('failing_since'),
    disabledAt: integer('disabled_at'),
    disabledBecause: text('disabled_because'),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/**
 * WITHOUT ROWID. What triggers look up as rows are written: whom to tell of an `event`. One row for
 * each, as long as the endpoint is on. `type` is what it is called in the message.
 */
export const webhookSubscriptions = sqliteTable(
  'webhook_subscriptions',
  {
    orgId: text('org_id').notNull(),
    event: text().notNull(),
    endpointId: text('endpoint_id').notNull(),
    type: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.event, table.endpointId] }),
    foreignKey({
      columns: [table.orgId, table.endpointId],
      foreignColumns: [webhookEndpoints.orgId, webhookEndpoints.id],
    }),
  ],
);

/**
 * WITHOUT ROWID. The outbox: written by triggers, in the transaction of what it tells of. `seq` is the
 * event's where it is about a contact; otherwise `data` is what to say. `due_at` is when to try (again),
 * null when it is over; while an attempt is under way it lies ahead, so that nobody else takes it.
 */
export const webhookMessages = sqliteTable(
  'webhook_messages',
  {
    orgId: text('org_id').notNull(),
    id: text().notNull(),
    endpointId: text('endpoint_id').notNull(),
    type: text().notNull(),
    seq: integer(),
    data: text(),
    createdAt: integer('created_at').notNull(),
    state: text({ enum: ['pending', 'delivered', 'dead'] }).notNull(),
    attempts: integer().notNull(),
    dueAt: integer('due_at'),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.id] }),
    index('webhook_messages_due')
      .on(table.orgId, table.endpointId, table.dueAt)
      .where(sql`${table.dueAt} is not null`),
    index('webhook_messages_endpoint').on(
      table.orgId,
      table.endpointId,
      table.state,
      table.createdAt,
    ),
    foreignKey({
      columns: [table.orgId, table.endpointId],
      foreignColumns: [webhookEndpoints.orgId, webhookEndpoints.id],
    }),
  ],
);

/** WITHOUT ROWID. Each attempt to deliver a message: the answer's status, or why there was none. */
export const webhookAttempts = sqliteTable(
  'webhook_attempts',
  {
    orgId: text('org_id').notNull(),
    messageId: text('message_id').notNull(),
    attempt: integer().notNull(),
    at: integer().notNull(),
    status: integer(),
    failure: text(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.messageId, table.attempt] })],
);
