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
} from 'drizzle-orm/sqlite-core';
import { contacts, organisations } from './schema.ts';

/*
 * What is derived from events or stands beside them: the Merkle tree, its checkpoints and keys, who is
 * one person with whom, and how far a change of keys has got. As in schema.ts, a row's key begins with
 * its organisation, and times are milliseconds since 1970 UTC. All are WITHOUT ROWID.
 */

const bytes = (name: string) => blob(name, { mode: 'buffer' });
const orgId = () =>
  text('org_id')
    .notNull()
    .references(() => organisations.id);

/**
 * The tree in tiles (https://c2sp.org/tlog-tiles): up to 256 hashes of 32 bytes, one after another. Those
 * of level 0 are of events, those of level n + 1 of whole tiles of level n. By trigger a tile only grows.
 */
export const logTiles = sqliteTable(
  'log_tiles',
  {
    orgId: orgId(),
    level: integer().notNull(),
    tile: integer().notNull(),
    hashes: bytes('hashes').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.level, table.tile] }),
    check(
      'log_tiles_hashes',
      sql`length(${table.hashes}) % 32 = 0 and length(${table.hashes}) between 32 and 8192`,
    ),
  ],
);

/** Append-only by trigger, each larger than the one before. `note` is the signed text, as it is handed out. */
export const logCheckpoints = sqliteTable(
  'log_checkpoints',
  {
    orgId: orgId(),
    size: integer().notNull(),
    root: bytes('root').notNull(),
    note: text().notNull(),
    signedAt: integer('signed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.size] })],
);

/** Append-only by trigger. The Ed25519 public key (32 bytes) that goes with each generation of the master key. */
export const logKeys = sqliteTable(
  'log_keys',
  {
    orgId: orgId(),
    generation: integer().notNull(),
    publicKey: bytes('public_key').notNull(),
    since: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.generation] })],
);

/** Contacts that are one person, each with the contact that stands for them all. Who is alone has no row. */
export const persons = sqliteTable(
  'persons',
  {
    orgId: text('org_id').notNull(),
    contactId: bytes('contact_id').notNull(),
    personId: bytes('person_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.orgId, table.contactId] }),
    index('persons_person').on(table.orgId, table.personId),
    foreignKey({
      columns: [table.orgId, table.contactId],
      foreignColumns: [contacts.orgId, contacts.id],
    }),
    foreignKey({
      columns: [table.orgId, table.personId],
      foreignColumns: [contacts.orgId, contacts.id],
    }),
  ],
);

/** How far the contacts' keys have been wrapped anew for a generation: up to contact `cursor`, or all. */
export const keyRotations = sqliteTable(
  'key_rotations',
  {
    orgId: orgId(),
    generation: integer().notNull(),
    cursor: bytes('cursor').notNull(),
    finishedAt: integer('finished_at'),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.generation] })],
);
