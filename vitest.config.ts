import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin';
import { preact } from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';
import { outside } from './test/worker/support/outside.ts';

const limit = (most: number) => ({
  namespace_id: `test-${most}`,
  simple: { limit: most, period: 60 as const },
});

/** Ends what hangs, and nothing else: a busy machine has taken thirty times what a quiet one does. Milliseconds. */
const patience = 600_000;

/** Half of what runs in browsers, by time. */
const besideTheOthers = ['*firefox*', 'base', 'passkeys'].map((name) => `test/e2e/${name}.test.ts`);

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'shared',
          setupFiles: ['test/shared/setup.ts'],
          testTimeout: patience,
          hookTimeout: patience,
          environment: 'node',
          // What is pure has nothing to be kept apart; a process for each file took three times as long.
          isolate: false,
          include: [
            'test/shared/**/*.test.ts',
            'test/structure.test.ts',
            'test/scripts/**/*.test.ts',
          ],
        },
      },
      {
        plugins: [preact()],
        test: {
          name: 'extension',
          setupFiles: ['test/shared/setup.ts'],
          environment: 'happy-dom',
          // A page for each file, but not a process: that halves what the suite takes.
          pool: 'vmThreads',
          testTimeout: patience,
          hookTimeout: patience,
          include: ['test/extension/**/*.test.{ts,tsx}'],
        },
      },
      {
        plugins: [
          cloudflareTest(async () => ({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              // Nothing that a test fetches leaves the machine.
              outboundService: outside,
              // One that no migration is applied to, and one for jobs, which go through every organisation.
              d1Databases: ['EMPTY_DB', 'JOBS_DB', 'FIRST_START_DB'],
              // A suite asks more in a minute than anybody may; what is refused is tested with TEST_LIMIT.
              ratelimits: {
                API_LIMIT: limit(1_000_000),
                GUEST_LIMIT: limit(1_000_000),
                ATTEMPT_LIMIT: limit(1_000_000),
                SIGN_IN_LIMIT: limit(1_000_000),
                TEST_LIMIT: limit(2),
              },
              bindings: {
                MASTER_KEY: 'dGVzdC1tYXN0ZXIta2V5LW9mLTMyLWJ5dGVzLTAwMDA=',
                INDEX_KEY: 'dGVzdC1pbmRleC1rZXktb2YtMzItYnl0ZXMtMDAwMDA=',
                TEST_MIGRATIONS: await readD1Migrations('worker/db/migrations'),
              },
            },
          })),
        ],
        test: {
          name: 'worker',
          testTimeout: patience,
          hookTimeout: patience,
          // One file instead of a thousand, each of which would be fetched into workerd by itself.
          deps: {
            optimizer: {
              ssr: {
                enabled: true,
                rolldownOptions: { external: [/^(node|cloudflare):/] },
                include: [
                  '@better-auth/passkey',
                  'better-auth/adapters/drizzle',
                  'better-auth/api',
                  'better-auth/crypto',
                  'better-auth/minimal',
                  'better-auth/plugins/generic-oauth',
                  'better-auth/plugins/two-factor',
                ],
              },
            },
          },
          include: ['test/worker/**/*.test.ts'],
          isolate: false,
          setupFiles: ['test/shared/setup.ts', 'test/worker/support/apply-migrations.ts'],
        },
      },
      {
        test: {
          // The worker in a process of its own, killed and started again: no browser.
          name: 'process',
          environment: 'node',
          include: ['test/process/**/*.test.ts'],
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          exclude: besideTheOthers,
          fileParallelism: false,
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
      {
        test: {
          name: 'e2e-beside',
          environment: 'node',
          include: besideTheOthers,
          fileParallelism: false,
          testTimeout: patience,
          hookTimeout: patience,
        },
      },
    ],
  },
});
