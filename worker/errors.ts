import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Problem } from '../shared/result.ts';

/**
 * An answer other than success, thrown from anywhere below a route; `onError` writes it out.
 * `message` is for the caller: what is wrong, where, and how to mend it, without personal data.
 */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  /** Each thing that is wrong, where there may be several. */
  readonly problems: readonly Problem[] | undefined;

  constructor(
    status: ContentfulStatusCode,
    code: string,
    message: string,
    problems?: readonly Problem[],
  ) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

/** Something wrong with what was sent, at a JSON path such as `recipients[3].value`. */
export function badInput(path: string, message: string, code = 'input.invalid'): Refusal {
  return new Refusal(400, code, path ? `${path}: ${message}` : message);
}

export const notMigrated = new Refusal(
  503,
  'setup.database-not-migrated',
  'The database has no tables yet, or old ones. Run `npx wrangler d1 migrations apply heed --remote` ' +
    '(with --local instead of --remote on your own machine), then try again.',
);

export const noMasterKey = new Refusal(
  503,
  'setup.master-key',
  'The secret MASTER_KEY is missing or is not 32 bytes in base64, with `2:` before it for generation 2. ' +
    'Make one with `openssl rand -base64 32` and set it with `npx wrangler secret put MASTER_KEY`. ' +
    'Keep a copy: without it the data cannot be read.',
);

export const noIndexKey = new Refusal(
  503,
  'setup.index-key',
  'The secret INDEX_KEY is missing or is not 32 bytes in base64. Make one with `openssl rand -base64 32` ' +
    'and set it with `npx wrangler secret put INDEX_KEY`. Keep a copy, and never change it: everybody is found by it.',
);

export const badRetiredKeys = new Refusal(
  503,
  'setup.retired-keys',
  'The secret MASTER_KEYS_RETIRED has something that is not a generation and 32 bytes in base64 (`1:...`), ' +
    'or two keys under one generation. Write each older key with its own, separated by spaces.',
);

/** Something is encrypted under a master key that this worker was not given. */
export function unknownGeneration(generation: number): Refusal {
  return new Refusal(
    503,
    'setup.retired-keys',
    `Some data is still under generation ${generation} of the master key, which this worker does not have. ` +
      `Add \`${generation}:<that key>\` to the secret MASTER_KEYS_RETIRED.`,
  );
}

/** The log would be signed by another key than before, under the same generation. */
export function otherLogKey(generation: number): Refusal {
  return new Refusal(
    503,
    'setup.master-key',
    `Generation ${generation} of the master key is not the key that this log was signed with before. ` +
      `Put the old key back, or write the new one as another generation: \`${generation + 1}:<base64>\`.`,
  );
}
