import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { toBase64 } from '../text/base64.ts';
import { sameBytes } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { TreeHasher } from './merkle/hasher.ts';
import { verifyConsistency } from './merkle/verify.ts';

/**
 * Whether a log has only grown between two of its checkpoints, the older first. Two of one size need
 * no proof, and neither does growth from the empty log.
 * Errors: `ledger.growth.*`, `ledger.proof.*`.
 */
export function verifyGrowth(
  older: Checkpoint,
  newer: Checkpoint,
  proof: readonly Uint8Array[],
  hasher: TreeHasher,
): Result<undefined> {
  if (older.origin !== newer.origin)
    return fail(
      'ledger.growth.origin',
      `The checkpoints are of two logs: ${older.origin} and ${newer.origin}.`,
    );
  if (older.size > newer.size)
    return fail(
      'ledger.growth.shrunk',
      `The later checkpoint has ${newer.size} entries, the older one ${older.size}: entries are gone, or the two are in the wrong order.`,
    );
  if (older.size === newer.size && !sameBytes(older.root, newer.root))
    return fail(
      'ledger.growth.fork',
      `Two roots are signed for the same ${older.size} entries: ${toBase64(older.root)} and ${toBase64(newer.root)}. The log shows different people different histories.`,
    );
  if (older.size > 0)
    return verifyConsistency(
      {
        size1: older.size,
        root1: older.root,
        size2: newer.size,
        root2: newer.root,
        proof,
      },
      hasher,
    );
  if (!sameBytes(older.root, hasher.empty()))
    return fail(
      'ledger.growth.empty-root',
      'The root of the empty log is not the hash of nothing.',
    );
  if (proof.length > 0)
    return fail('ledger.proof.length', `The proof has ${proof.length} hashes; here it takes 0.`);
  return ok(undefined);
}
