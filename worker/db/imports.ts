import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { organisations } from './schema.ts';

/*
 * Lists that came in, and what went out. As in schema.ts, a row's key begins with its organisation, and
 * times are milliseconds since 1970 UTC. All are WITHOUT ROWID.
 */

const orgId = () => text('org_id').notNull();

/**
 * A list that is being taken in, and how far: `offset` is the byte behind the last whole row that is in the
 * store, `reading` (JSON) what the reader knows there, and the counts are of rows. It is moved on in the
 * transaction that records the rows. `settings` and `problem` are JSON; none of it says who anybody is.
 */
export const imports = sqliteTable(
  'imports',
  {
    orgId: orgId().references(() => organisations.id),
    /** Begins with the time, so that the key's order is that of creation. */
    id: text().notNull(),
    name: text().notNull(),
    settings: text().notNull(),
    dryRun: integer('dry_run').notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    state: text({ enum: ['open', 'done', 'stopped'] }).notNull(),
    problem: text(),
    offset: integer().notNull(),
    reading: text().notNull(),
    rows: integer().notNull(),
    taken: integer().notNull(),
    refused: integer().notNull(),
    noted: integer().notNull(),
    events: integer().notNull(),
    movedAt: integer('moved_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);

/** What is to be told of rows of a list: refused, or (`taken` is 1) not taken as they stand. Holds nothing of what they say. */
export const importLines = sqliteTable(
  'import_lines',
  {
    orgId: orgId(),
    importId: text('import_id').notNull(),
    row: integer().notNull(),
    place: integer().notNull(),
    column: text(),
    code: text().notNull(),
    message: text().notNull(),
    taken: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.importId, table.row, table.place] }),
    foreignKey({
      columns: [table.orgId, table.importId],
      foreignColumns: [imports.orgId, imports.id],
    }),
  ],
);

/** Something that was taken out: what, why and for whom. It can be fetched until `expires_at`, as it was at `version`. */
export const exports = sqliteTable(
  'exports',
  {
    orgId: orgId().references(() => organisations.id),
    id: text().notNull(),
    what: text({ enum: ['contacts', 'events', 'suppressions'] }).notNull(),
    format: text({ enum: ['csv', 'ndjson'] }).notNull(),
    purpose: text().notNull(),
    recipient: text().notNull(),
    version: integer().notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    expiresAt: integer('expires_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.id] })],
);
