import type { LogEvidence } from '../../../shared/consent/receipts/material.ts';
import type { VerifierKey } from '../../../shared/ledger/note-key.ts';
import type { Scope } from '../scope.ts';
import type { SignedCheckpoint } from './checkpoints.ts';
import { checkpoint, checkpointOf, checkpointsAfter } from './checkpoints.ts';
import { entriesOf, entryPages, indexOf } from './entries.ts';
import type { Consistency, Inclusion } from './proofs.ts';
import { consistency, evidence, inclusion } from './proofs.ts';
import { verifierKeys } from './signers.ts';

/** An organisation's log: all its events in the order in which they were recorded (docs/ledger.md). */
export type Log = {
  /** The newest checkpoint, made anew where there are events that none covers. */
  readonly checkpoint: (now: number, maxSteps?: number) => Promise<SignedCheckpoint>;
  /** The newest one that was made, or that of just this size. */
  readonly checkpointOf: (size?: number) => Promise<SignedCheckpoint | undefined>;
  /** Those larger than a size, the smallest first. */
  readonly checkpointsAfter: (size: number, limit: number) => Promise<SignedCheckpoint[]>;
  /** Every key that it was or is signed with, the latest first. */
  readonly keys: () => Promise<VerifierKey[]>;
  /** Entries from a place (0 is the first) up to, not including, another, a page at a time. */
  readonly entries: (from: number, to: number) => AsyncIterable<string[]>;
  /** The same of a few, at once. */
  readonly entriesOf: (from: number, to: number) => Promise<string[]>;
  /** Where an event stands. A 404 `Refusal` when there is none with this id. */
  readonly indexOf: (event: string) => Promise<number>;
  readonly inclusion: (index: number, size: number) => Promise<Inclusion>;
  readonly consistency: (from: number, to: number) => Promise<Consistency>;
  /** Entry and proof of each of these events, as receipts carry them. */
  readonly evidence: (ids: readonly string[], now: number) => Promise<LogEvidence[]>;
};

export function logOf(scope: Scope): Log {
  return {
    checkpoint: (now, maxSteps) => checkpoint(scope, now, maxSteps),
    checkpointOf: (size) => checkpointOf(scope, size),
    checkpointsAfter: (size, limit) => checkpointsAfter(scope, size, limit),
    keys: () => verifierKeys(scope),
    entries: (from, to) => entryPages(scope, from, to),
    entriesOf: (from, to) => entriesOf(scope, from, to),
    indexOf: (event) => indexOf(scope, event),
    inclusion: (index, size) => inclusion(scope, index, size),
    consistency: (from, to) => consistency(scope, from, to),
    evidence: (ids, now) => evidence(scope, ids, now),
  };
}
