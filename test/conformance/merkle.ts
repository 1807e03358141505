import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { treeHasher } from '../../shared/ledger/merkle/hasher.ts';
import { verifyConsistency, verifyInclusion } from '../../shared/ledger/merkle/verify.ts';
import type { Result } from '../../shared/result.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally, filesBelow } from './lib/suite.ts';

const hasher = treeHasher((bytes) => createHash('sha256').update(bytes).digest());

/** RFC 6962 and 9162: proofs that must be accepted, and mutations of them that must not. */
export const suite: Suite = { name: 'Merkle proofs (RFC 9162)', folder: 'merkle', run };

type Vector = {
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
  readonly [field: string]: unknown;
};

/** How each kind of vector is checked; `undefined` where it asks for something Heed does not do. */
const kinds: Record<string, (vector: Vector) => Result<undefined> | undefined> = {
  inclusion: (v) => included(v, v['treeSize']),
  consistency: (v) => grown(v, v['size1'], v['size2']),
  // A subtree that begins at the first entry is a tree of its own; others are for certificates only.
  subtreeinclusion: (v) => (isTree(v) ? included(v, v['end']) : undefined),
  subtreeconsistency: (v) => (isTree(v) ? grown(v, v['end'], v['size']) : undefined),
};

function run(folder: string): Outcome {
  const tally = createTally();
  const notes: string[] = [];
  let left = 0;
  for (const [kind, check] of Object.entries(kinds)) {
    const count = { accepted: 0, refused: 0 };
    for (const file of filesBelow(join(folder, 'testdata', kind), '.json')) {
      const vector = JSON.parse(
        readFileSync(join(folder, 'testdata', kind, file), 'utf8'),
      ) as Vector;
      const result = check(vector);
      if (!result) {
        left++;
        continue;
      }
      count[result.ok ? 'accepted' : 'refused']++;
      tally.check(
        result.ok !== vector.wantErr,
        () => `${kind}/${file}: ${result.ok ? 'accepted' : result.problem.code}`,
      );
    }
    notes.push(`${kind}: ${count.accepted} accepted, ${count.refused} refused`);
  }
  return tally.outcome({
    notes,
    skipped: [`${left} vectors of subtrees that do not begin at entry 0: Heed has no such proofs`],
  });
}

function isTree(vector: Vector): boolean {
  return vector['start'] === 0 && vector['end'] !== 0;
}

function included(vector: Vector, size: unknown): Result<undefined> {
  return verifyInclusion(
    {
      index: Number(vector['leafIdx']),
      size: Number(size),
      leafHash: decode(vector['leafHash']),
      root: decode(vector['root']),
      proof: (vector.proof ?? []).map(decode),
    },
    hasher,
  );
}

function grown(vector: Vector, size1: unknown, size2: unknown): Result<undefined> {
  return verifyConsistency(
    {
      size1: Number(size1),
      root1: decode(vector['root1']),
      size2: Number(size2),
      root2: decode(vector['root2']),
      proof: (vector.proof ?? []).map(decode),
    },
    hasher,
  );
}

function decode(text: unknown): Uint8Array {
  return Buffer.from(String(text), 'base64');
}
