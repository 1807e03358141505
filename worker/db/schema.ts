import {
  blob,
  foreignKey,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core';

/*
 * Every table, in one file: split over several, foreign keys make them import each other.
 *
 * Each row belongs to one organisation, and its key starts with it. Times are milliseconds since
 * 1970 UTC. Blind-index keys, contact ids and digests are 16 bytes; nothing that says who a contact
 * is, is stored in the clear. Tables marked WITHOUT ROWID are so by hand in the migration, since
 * drizzle-kit cannot write it: the row then lives in its key, with no second tree beside it.
 */

const bytes = (name: string) => blob(name, { mode: 'buffer' });

export const organisations = sqliteTable('organisations', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

/** WITHOUT ROWID. `wrapped_key` is the contact's own key, encrypted under the organisation's; empty once erased. */
export const contacts = sqliteTable(
  'contacts',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    id: bytes('id').notNull(),
    wrappedKey: bytes('wrapped_key').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/** WITHOUT ROWID. One address of a contact, found by keyed hash and readable only with the contact's key. */
export const identifiers = sqliteTable(
  'identifiers',
  {
    orgId: text('org_id').notNull(),
    exactKey: bytes('exact_key').notNull(),
    contactId: bytes('contact_id').notNull(),
    type: text().notNull(),
    wideKey: bytes('wide_key').notNull(),
    sealed: bytes('sealed').notNull(),
    /** What devices know it by (shared/snapshot/device-hashes.ts); `device_exact` is null where it is its own wide form. */
    deviceWide: bytes('device_wide'),
    deviceExact: bytes('device_exact'),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.exactKey] }),
    index('identifiers_wide').on(table.orgId, table.wideKey, table.contactId),
    index('identifiers_device').on(table.orgId, table.deviceWide),
    index('identifiers_contact').on(table.orgId, table.contactId),
    foreignKey({
      columns: [table.orgId, table.contactId],
      foreignColumns: [contacts.orgId, contacts.id],
    }),
  ],
);

/**
 * WITHOUT ROWID, and append-only by trigger. `seq` counts an organisation's events: its largest is
 * the organisation's version. A contact's events lie side by side, since a check reads them together.
 * `digest` is a keyed hash of what was said, to tell a repeated event from a different one under the
 * same id. `excepts` is a comma-separated list of deciders. `details` is JSON of what only some types
 * carry (ground, registry, traits, corrects), none of which says who anybody is. `sealed` holds the free text (source,
 * evidence) under the contact's key. `leaf` is the hash of the event's entry in the organisation's log
 * (RFC 9162, 32 bytes): writing the row is appending to the log, whose order is that of `seq`.
 */
export const events = sqliteTable(
  'events',
  {
    orgId: text('org_id').notNull(),
    contactId: bytes('contact_id').notNull(),
    seq: integer().notNull(),
    id: text().notNull(),
    type: text().notNull(),
    purpose: text().notNull(),
    channel: text().notNull(),
    occurredAt: integer('occurred_at').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    recordedBy: text('recorded_by').notNull(),
    method: text().notNull(),
    language: text(),
    noticeVersion: text('notice_version'),
    until: integer(),
    excepts: text(),
    identifierKey: bytes('identifier_key').notNull(),
    digest: bytes('digest').notNull(),
    sealed: bytes('sealed'),
    details: text(),
    leaf: bytes('leaf').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.contactId, table.seq] }),
    unique('events_seq').on(table.orgId, table.seq),
    unique('events_id').on(table.orgId, table.id),
    foreignKey({
      columns: [table.orgId, table.contactId],
      foreignColumns: [contacts.orgId, contacts.id],
    }),
  ],
);

/**
 * Append-only by trigger. What an organisation published, each version whole. Version 1 is what held
 * before: the preset as it was on the day of the first publication.
 */
export const policyVersions = sqliteTable(
  'policy_versions',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    version: integer().notNull(),
    document: text().notNull(),
    publishedAt: integer('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
    note: text(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.version] })],
);

/** WITHOUT ROWID. That a page could not be protected: `structure` is JSON of counts by known names, no text. */
export const guardReports = sqliteTable(
  'guard_reports',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    /** Begins with the time, so that the key's order is that of arrival. */
    id: text().notNull(),
    reportedAt: integer('reported_at').notNull(),
    reportedBy: text('reported_by').notNull(),
    site: text().notNull(),
    problem: text().notNull(),
    structure: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/** WITHOUT ROWID. What an organisation's devices look for in pages before what they were built with: JSON. */
export const selectorSets = sqliteTable('selector_sets', {
  orgId: text('org_id')
    .primaryKey()
    .references(() => organisations.id),
  document: text().notNull(),
  setAt: integer('set_at').notNull(),
  setBy: text('set_by').notNull(),
});

/**
 * WITHOUT ROWID. The whole of an organisation's facts as devices fetch it, as they stood when it had
 * `version` events. Made part by part in the order of device hashes; `next_prefix` is where the next
 * part begins (the hash's first 16 bits), 65536 when it is complete. `entries` counts those so far.
 */
export const snapshotBuilds = sqliteTable(
  'snapshot_builds',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    id: text().notNull(),
    version: integer().notNull(),
    startedAt: integer('started_at').notNull(),
    nextPrefix: integer('next_prefix').notNull(),
    parts: integer().notNull(),
    entries: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/** One part of a build, below 2 MB: gzip of what docs/snapshot.md describes, `digest` and `size` being of the plain bytes. */
export const snapshotParts = sqliteTable(
  'snapshot_parts',
  {
    orgId: text('org_id').notNull(),
    buildId: text('build_id').notNull(),
    part: integer().notNull(),
    firstPrefix: integer('first_prefix').notNull(),
    size: integer().notNull(),
    digest: bytes('digest').notNull(),
    packed: bytes('packed').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.buildId, table.part] }),
    foreignKey({
      columns: [table.orgId, table.buildId],
      foreignColumns: [snapshotBuilds.orgId, snapshotBuilds.id],
    }),
  ],
);
