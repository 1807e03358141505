import type { D1Migration } from 'cloudflare:test';
import type { Bindings } from '../../../worker/env.ts';

declare global {
  namespace Cloudflare {
    /** What vitest.config.ts and wrangler.toml bind for tests. */
    interface Env extends Bindings {
      EMPTY_DB: D1Database;
      JOBS_DB: D1Database;
      FIRST_START_DB: D1Database;
      TEST_LIMIT: RateLimit;
      TEST_MIGRATIONS: D1Migration[];
    }
  }
}
