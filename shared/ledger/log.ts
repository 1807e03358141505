import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { toBase64 } from '../text/base64.ts';
import { sameBytes } from './bytes.ts';
import type { Checkpoint } from './checkpoint.ts';
import { readEntry } from './entry.ts';
import { appendLeaf, emptyFrontier, frontierRoot } from './merkle/frontier.ts';
import type { TreeHasher } from './merkle/hasher.ts';

/** Checks a log as it streams by: `add` every entry in order, then `end`. */
export type LogVerifier = {
  /** Fails at the first checkpoint that the entries so far contradict. */
  readonly add: (entry: Uint8Array) => Result<undefined>;
  /** How many entries there were, once all checkpoints are met. */
  readonly end: () => Result<number>;
};

/**
 * Compares entries with checkpoints (of one log, already opened, in any order). Older checkpoints
 * besides the newest say between which entries a change lies; entries after the newest are refused.
 * Errors: `ledger.log.origin`, `.root-differs`, `.fork`, `.missing`, `.beyond`, `.no-checkpoint`.
 */
export function logVerifier(checkpoints: readonly Checkpoint[], hasher: TreeHasher): LogVerifier {
  const waiting = checkpoints.toSorted((a, b) => a.size - b.size);
  const origin = waiting[0]?.origin;
  let frontier = emptyFrontier;
  let sound = 0;
  let problem = waiting.length === 0 ? noCheckpoint() : ok(undefined);
  if (waiting.some((checkpoint) => checkpoint.origin !== origin))
    problem = fail('ledger.log.origin', 'The checkpoints are not all of one log.');

  const meet = (): Result<undefined> => {
    while (waiting[0]?.size === frontier.size) {
      const { root } = waiting.shift()!;
      const calculated = frontierRoot(frontier, hasher);
      if (!sameBytes(calculated, root)) return rootDiffers(sound, frontier.size, calculated, root);
      sound = frontier.size;
    }
    return ok(undefined);
  };
  if (problem.ok) problem = meet();

  return {
    add(entry) {
      if (!problem.ok) return problem;
      if (waiting.length === 0) return (problem = beyond(frontier.size));
      frontier = appendLeaf(frontier, hasher.leaf(entry), hasher);
      return (problem = meet());
    },
    end() {
      if (!problem.ok) return problem;
      return waiting.length === 0 ? ok(frontier.size) : missing(frontier.size, waiting.at(-1)!);
    },
  };
}

/** Checks a whole log given as the bytes of its entries; gives their number. */
export function verifyLog(
  entries: Iterable<Uint8Array>,
  checkpoints: readonly Checkpoint[],
  hasher: TreeHasher,
): Result<number> {
  const verifier = logVerifier(checkpoints, hasher);
  for (const entry of entries) {
    const added = verifier.add(entry);
    if (!added.ok) return added;
  }
  return verifier.end();
}

/**
 * Checks a whole log given as the lines of an export (no newlines in them), which must be canonical
 * JSON besides. Errors: those of `logVerifier`, and `ledger.json.*` with the entry as path.
 */
export function verifyExport(
  lines: Iterable<string>,
  checkpoints: readonly Checkpoint[],
  hasher: TreeHasher,
): Result<number> {
  const verifier = logVerifier(checkpoints, hasher);
  let at = 0;
  for (const line of lines) {
    const entry = readEntry(line);
    if (!entry.ok) {
      const inside = entry.problem.path ? `.${entry.problem.path}` : '';
      return { ok: false, problem: { ...entry.problem, path: `entries[${at}]${inside}` } };
    }
    const added = verifier.add(entry.value);
    if (!added.ok) return added;
    at++;
  }
  return verifier.end();
}

function noCheckpoint(): Result<never> {
  return fail('ledger.log.no-checkpoint', 'Give at least one checkpoint to compare the log with.');
}

function rootDiffers(
  sound: number,
  size: number,
  calculated: Uint8Array,
  root: Uint8Array,
): Result<never> {
  const roots = `the root over the first ${size} is ${toBase64(calculated)}, the checkpoint says ${toBase64(root)}`;
  if (size > 0 && sound === size)
    return fail('ledger.log.fork', `Two checkpoints of ${size} entries contradict: ${roots}.`);
  const where =
    size === 0
      ? 'The checkpoint of the empty log is false'
      : `Entries ${sound} to ${size - 1} are not those that were logged`;
  return fail('ledger.log.root-differs', `${where}: ${roots}.`);
}

function beyond(size: number): Result<never> {
  return fail(
    'ledger.log.beyond',
    `The newest checkpoint covers ${size} entries and the log has more; fetch a newer checkpoint.`,
  );
}

function missing(size: number, newest: Checkpoint): Result<never> {
  return fail(
    'ledger.log.missing',
    `The log has ${size} entries and the newest checkpoint ${newest.size}: the last ${newest.size - size} are missing.`,
  );
}
