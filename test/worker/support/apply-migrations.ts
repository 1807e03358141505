import { applyD1Migrations } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll } from 'vitest';

/** Storage is each test file's own; the real migrations make its tables. */
beforeAll(() => applyD1Migrations(env.DB, env.TEST_MIGRATIONS));
