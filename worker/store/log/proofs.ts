import type { LogEvidence } from '../../../shared/consent/receipts/material.ts';
import {
  buildProof,
  nodesOf,
  planConsistency,
  planInclusion,
} from '../../../shared/ledger/merkle/prove.ts';
import type { Span } from '../../../shared/ledger/merkle/spans.ts';
import { formatLogProof } from '../../../shared/ledger/receipt.ts';
import type { Result } from '../../../shared/result.ts';
import { badInput } from '../../errors.ts';
import { entryOf, hasher, storedColumns } from '../entry.ts';
import type { StoredEvent } from '../entry.ts';
import type { Scope } from '../scope.ts';
import { checkpoint, checkpointOf } from './checkpoints.ts';
import { unknownEvent } from './entries.ts';
import { readTiles } from './read-tiles.ts';
import { nodeReader, tilesOf } from './tiles.ts';

/** Hashes are 32 bytes each, in the order of RFC 9162. */
export type Inclusion = {
  readonly index: number;
  readonly size: number;
  readonly hashes: readonly Uint8Array[];
};
export type Consistency = {
  readonly from: number;
  readonly to: number;
  readonly hashes: readonly Uint8Array[];
};

/** That the log of `size` entries has an entry at `index`. A 400 `Refusal` for places that there are not. */
export async function inclusion(scope: Scope, index: number, size: number): Promise<Inclusion> {
  await mustBeCovered(scope, size);
  return { index, size, hashes: await prove(scope, planInclusion(index, size)) };
}

/** That the first `from` entries of `to` are the log as it was then. A 400 `Refusal` for sizes that there are not. */
export async function consistency(scope: Scope, from: number, to: number): Promise<Consistency> {
  await mustBeCovered(scope, to);
  return { from, to, hashes: await prove(scope, planConsistency(from, to)) };
}

async function mustBeCovered(scope: Scope, size: number): Promise<void> {
  const newest = (await checkpointOf(scope))?.size ?? 0;
  if (size > newest)
    throw badInput('', `The newest checkpoint covers ${newest} entries, not ${size}.`, 'log.size');
}

async function prove(scope: Scope, plan: Result<Span[]>): Promise<Uint8Array[]> {
  const [proof] = await proveAll(scope, [plan]);
  return proof!;
}

/** All from one query. */
async function proveAll(scope: Scope, plans: readonly Result<Span[]>[]): Promise<Uint8Array[][]> {
  const spans = plans.map((plan) => {
    if (!plan.ok) throw badInput('', plan.problem.message, 'log.size');
    return plan.value;
  });
  const read = nodeReader(await readTiles(scope, tilesOf(nodesOf(spans.flat()))));
  return spans.map((each) => {
    const proof = buildProof(each, read, hasher);
    if (!proof.ok) throw new Error(proof.problem.message);
    return proof.value;
  });
}

type Row = StoredEvent & { readonly seq: number };

/**
 * For each of these events its entry and the proof that the log has it, by a checkpoint that covers it,
 * which is made now if there is none. A 404 `Refusal` for an event that is not on record.
 */
export async function evidence(
  scope: Scope,
  ids: readonly string[],
  now: number,
): Promise<LogEvidence[]> {
  const { size, note } = await checkpoint(scope, now);
  const { results } = await scope.db
    .prepare(
      `SELECT ${storedColumns}, e.seq FROM json_each(?2) k
         CROSS JOIN events e INDEXED BY events_id ON e.org_id = ?1 AND e.id = k.value`,
    )
    .bind(scope.orgId, JSON.stringify(ids))
    .all<Row>();
  const found = new Map(results.map((row) => [row.id, row]));
  const rows = ids.map((id) => {
    const row = found.get(id);
    if (!row || row.seq > size) throw unknownEvent;
    return row;
  });
  const proofs = await proveAll(
    scope,
    rows.map(({ seq }) => planInclusion(seq - 1, size)),
  );
  return rows.map((row, at) => {
    const proof = formatLogProof({ index: row.seq - 1, hashes: proofs[at]!, checkpoint: note });
    return { event: row.id, entry: entryOf(row), proof };
  });
}
