import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { EventInput, SnapshotBase } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { checksumOfText } from '../../shared/snapshot/checksum.ts';
import { openPart } from '../../shared/snapshot/part.ts';
import type { Part } from '../../shared/snapshot/part.ts';
import { sipKeyFromHex } from '../../shared/snapshot/siphash.ts';
import type { Snapshot } from '../../shared/snapshot/snapshot.ts';
import { lookUp, makeSnapshot, partsFor } from '../../shared/snapshot/snapshot.ts';
import type { Kept, PartStore } from './kept.ts';
import { withPending } from './pending.ts';

/** The kept copy, opened for look-ups. */
export type Copy = { readonly kept: Kept['snapshot']; readonly snapshot: Snapshot };

/** Opens what is kept without its base's parts. A problem means that it cannot be trusted, and has to be fetched anew. */
export function openCopy(kept: Kept['snapshot']): Result<Copy> {
  const { base, changes, deviceKey } = kept;
  // Also what an earlier version of the extension kept, in another form.
  if (!(changes instanceof ArrayBuffer) || (base && !isUnharmed(base))) return damaged;
  const opened = openPart(changes);
  if (!opened.ok) return opened;
  const parts = base?.parts.map(() => undefined) ?? [];
  const firsts = base?.parts.map(({ first }) => first * 0x10000) ?? [];
  const key = sipKeyFromHex(deviceKey);
  return ok({
    kept,
    snapshot: makeSnapshot(key, opened.value, base ? { firsts, parts } : undefined),
  });
}

const damaged = fail('snapshot.damaged', 'The device’s copy is damaged. It is fetched again.');

/** Whether a base's description is as the worker wrote it, and its parts answer for every hash. */
export function isUnharmed({ checksum, ...described }: SnapshotBase): boolean {
  return described.parts[0]?.first === 0 && checksumOfText(JSON.stringify(described)) === checksum;
}

/**
 * What is known of each identifier: the worker's facts, and those recorded here that it has not taken
 * yet. Undefined when what they need of the copy is missing or damaged.
 */
export async function factsFrom(
  { kept, snapshot }: Copy,
  parts: PartStore,
  queue: readonly EventInput[],
  identifiers: readonly Identifier[],
): Promise<ConsentFacts[] | undefined> {
  const { base } = snapshot;
  let isWhole = true;
  for (const at of partsFor(snapshot, identifiers)) {
    const name = partName(kept.base!, at);
    const part = base!.parts[at] ?? openedPart(kept.base!, at, await parts.get(name));
    if (!part) await parts.drop([name]);
    isWhole &&= part !== undefined;
    base!.parts[at] = part;
  }
  if (!isWhole) return undefined;
  return identifiers.map((one) => withPending(lookUp(snapshot, one), queue, one));
}

export function partName({ id }: SnapshotBase, at: number): string {
  return `${id}/${at}`;
}

/** The part, if the bytes are all of it and unharmed. */
export function openedPart(
  { parts }: SnapshotBase,
  at: number,
  bytes: ArrayBuffer | undefined,
): Part | undefined {
  const part = bytes && openPart(bytes);
  return part?.ok && part.value.checksum === parts[at]!.checksum ? part.value : undefined;
}
