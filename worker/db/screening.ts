import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { organisations } from './schema.ts';

/** WITHOUT ROWID. How often members dismissed what a rule of screening found: a count, and nothing else. */
export const screeningDismissals = sqliteTable(
  'screening_dismissals',
  {
    orgId: text('org_id')
      .notNull()
      .references(() => organisations.id),
    category: text().notNull(),
    binder: text().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.orgId, table.category, table.binder] })],
);
