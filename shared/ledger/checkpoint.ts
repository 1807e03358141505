import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { fromBase64, toBase64 } from '../text/base64.ts';
import { hashSize } from './merkle/hasher.ts';
import { isSize } from './merkle/spans.ts';
import type { VerifierKey } from './note-key.ts';
import type { Signer, Verify } from './sign.ts';
import { openNote, signNote } from './sign.ts';

/** What a log says of itself at one moment: https://c2sp.org/tlog-checkpoint */
export type Checkpoint = {
  /** Which log: a URL without its scheme, `heed.example/acme`. */
  readonly origin: string;
  /** How many entries. */
  readonly size: number;
  /** The root hash over them, 32 bytes. */
  readonly root: Uint8Array;
  /** Further lines, which nothing here interprets. */
  readonly extensions?: readonly string[];
};

/** Whose checkpoints are believed, and how that is found out. */
export type CheckpointTrust = {
  readonly origin: string;
  readonly keys: readonly VerifierKey[];
  readonly verify: Verify;
};

const digits = /^(0|[1-9][0-9]{0,15})$/;

/** The text that is signed. Errors: `ledger.checkpoint.line`, `.size`, `.root`. */
export function formatCheckpoint(checkpoint: Checkpoint): Result<string> {
  const { origin, size, root, extensions = [] } = checkpoint;
  for (const line of [origin, ...extensions])
    if (line === '' || line.includes('\n'))
      return fail(
        'ledger.checkpoint.line',
        'Origin and extensions of a checkpoint are lines of text, none of them empty.',
      );
  if (!isSize(size)) return badSize();
  if (root.length !== hashSize) return badRoot();
  return ok(`${[origin, String(size), toBase64(root), ...extensions].join('\n')}\n`);
}

/** Reads the text of a checkpoint: strictly, so that reading and writing give back the same bytes. */
export function parseCheckpoint(text: string): Result<Checkpoint> {
  const lines = text.split('\n');
  if (lines.pop() !== '' || lines.length < 3 || lines.includes(''))
    return fail(
      'ledger.checkpoint.line',
      'A checkpoint is an origin, a size and a root hash on a line each, none of them empty.',
    );
  const [origin = '', digitsOfSize = '', encodedRoot = '', ...extensions] = lines;
  const size = digits.test(digitsOfSize) ? Number(digitsOfSize) : -1;
  if (!isSize(size)) return badSize();
  const root = fromBase64(encodedRoot);
  if (root?.length !== hashSize) return badRoot();
  return ok({ origin, size, root, ...(extensions.length > 0 && { extensions }) });
}

/** The checkpoint as a signed note. Errors: `ledger.checkpoint.*`, `ledger.note.*`. */
export async function signCheckpoint(
  checkpoint: Checkpoint,
  signers: readonly Signer[],
): Promise<Result<string>> {
  const text = formatCheckpoint(checkpoint);
  return text.ok ? signNote(text.value, signers) : text;
}

/**
 * The checkpoint in a signed note, once a trusted key's signature is found true and the log is the
 * one meant. Errors: `ledger.note.*`, `ledger.checkpoint.*`.
 */
export async function openCheckpoint(
  note: string,
  trust: CheckpointTrust,
): Promise<Result<Checkpoint>> {
  const opened = await openNote(note, trust.keys, trust.verify);
  if (!opened.ok) return opened;
  const checkpoint = parseCheckpoint(opened.value.text);
  if (checkpoint.ok && checkpoint.value.origin !== trust.origin)
    return fail(
      'ledger.checkpoint.origin',
      `The checkpoint is of the log ${checkpoint.value.origin}, not of ${trust.origin}.`,
    );
  return checkpoint;
}

function badSize(): Result<never> {
  return fail(
    'ledger.checkpoint.size',
    'The size of a checkpoint is a whole number from 0 to 2^53 - 1, without leading zeros.',
  );
}

function badRoot(): Result<never> {
  return fail(
    'ledger.checkpoint.root',
    `The root hash of a checkpoint is the base64 of ${hashSize} bytes.`,
  );
}
