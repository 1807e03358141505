import { defineConfig } from 'drizzle-kit';

/** `drizzle-kit generate` writes the next migration from the schema; `wrangler d1 migrations apply heed` runs it. */
export default defineConfig({
  dialect: 'sqlite',
  schema: './worker/db/*.ts',
  out: './worker/db/migrations',
});
