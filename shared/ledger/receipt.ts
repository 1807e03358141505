import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { fromBase64, toBase64 } from '../text/base64.ts';
import type { Checkpoint, CheckpointTrust } from './checkpoint.ts';
import { openCheckpoint } from './checkpoint.ts';
import type { TreeHasher } from './merkle/hasher.ts';
import { hashSize } from './merkle/hasher.ts';
import { isSize } from './merkle/spans.ts';
import { verifyInclusion } from './merkle/verify.ts';

/** That an entry is in a log, in a form that stands by itself: https://c2sp.org/tlog-proof */
export type LogProof = {
  /** The entry's place, from 0. */
  readonly index: number;
  /** The inclusion proof, the hash beside the entry first. */
  readonly hashes: readonly Uint8Array[];
  /** The signed note, as the log gave it. */
  readonly checkpoint: string;
  /** Anything else; not covered by any signature. */
  readonly extra?: Uint8Array;
};

const firstLine = 'c2sp.org/tlog-proof@v1';
/** A tree of 2^53 entries is 53 levels high. */
const maxHashes = 53;

export function formatLogProof({ index, hashes, checkpoint, extra }: LogProof): string {
  const lines = [firstLine, ...(extra ? [`extra ${toBase64(extra)}`] : []), `index ${index}`];
  return `${[...lines, ...hashes.map(toBase64)].join('\n')}\n\n${checkpoint}`;
}

/** Reads a proof strictly; its checkpoint is not looked into. Errors: `ledger.receipt.*`. */
export function parseLogProof(text: string): Result<LogProof> {
  const blank = text.indexOf('\n\n');
  const [first, ...lines] = text.slice(0, Math.max(blank, 0)).split('\n');
  if (first !== firstLine)
    return fail(
      'ledger.receipt.form',
      `A proof begins with the line "${firstLine}", and an empty line parts it from its checkpoint.`,
    );
  const extra = lines[0]?.startsWith('extra ') ? fromBase64(lines.shift()!.slice(6)) : null;
  if (extra === undefined)
    return fail('ledger.receipt.extra', 'The extra line of the proof is not base64.');
  const [, digits] = /^index (0|[1-9][0-9]{0,15})$/.exec(lines.shift() ?? '') ?? [];
  const index = Number(digits ?? -1);
  if (!isSize(index))
    return fail('ledger.receipt.index', 'The proof does not say "index" and a whole number.');
  if (lines.length > maxHashes)
    return fail('ledger.receipt.hashes', `A proof has at most ${maxHashes} hashes.`);
  const hashes: Uint8Array[] = [];
  for (const [at, line] of lines.entries()) {
    const hash = fromBase64(line);
    if (hash?.length !== hashSize)
      return fail(
        'ledger.receipt.hashes',
        `Hash ${at + 1} of the proof is not the base64 of ${hashSize} bytes.`,
      );
    hashes.push(hash);
  }
  return ok({ index, hashes, checkpoint: text.slice(blank + 2), ...(extra && { extra }) });
}

/** An entry and the proof (as text) that a log holds it. */
export type LogReceipt = { readonly entry: Uint8Array; readonly proof: string };

/**
 * Where the entry stands in the log, and the checkpoint that says so, once signature and proof are
 * found true. Errors: `ledger.receipt.*`, `ledger.note.*`, `ledger.checkpoint.*`, `ledger.proof.*`.
 */
export async function verifyReceipt(
  receipt: LogReceipt,
  trust: CheckpointTrust,
  hasher: TreeHasher,
): Promise<Result<{ index: number; checkpoint: Checkpoint }>> {
  const proof = parseLogProof(receipt.proof);
  if (!proof.ok) return proof;
  const { index, hashes } = proof.value;
  const checkpoint = await openCheckpoint(proof.value.checkpoint, trust);
  if (!checkpoint.ok) return checkpoint;
  const { size, root } = checkpoint.value;
  const leafHash = hasher.leaf(receipt.entry);
  const included = verifyInclusion({ index, leafHash, size, root, proof: hashes }, hasher);
  return included.ok ? ok({ index, checkpoint: checkpoint.value }) : included;
}
