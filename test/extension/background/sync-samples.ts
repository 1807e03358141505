import type { Answer } from '../../../extension/background/fetch-copy.ts';
import type { Worker } from '../../../extension/background/exchange.ts';
import type { SnapshotBase, SyncResponse } from '../../../shared/protocol/api.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { Result } from '../../../shared/result.ts';
import { fail, ok } from '../../../shared/result.ts';
import { checksumOfText } from '../../../shared/snapshot/checksum.ts';
import { deviceHashes } from '../../../shared/snapshot/device-hashes.ts';
import type { Entry } from '../../../shared/snapshot/entry.ts';
import { packPart } from '../../../shared/snapshot/pack.ts';
import { openPart } from '../../../shared/snapshot/part.ts';
import { sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import { toBase64 } from '../../../shared/text/base64.ts';

export const deviceKey = '000102030405060708090a0b0c0d0e0f';
export const baseId = '1-00000000000000aa';

/** Somebody who objected, or of whom nothing is kept any more. */
export function entry(value: string, gone = false): Entry {
  const { wide, exact } = deviceHashes(sipKeyFromHex(deviceKey), { type: 'email', value });
  const mark = { type: 'objected', purpose: 'all', channel: 'all', since: 1 } as const;
  return { hash: wide, members: gone ? [] : [{ exact, marks: [mark] }] };
}

const inOrder = (entries: readonly Entry[]) =>
  [...entries].sort((a, b) => (a.hash < b.hash ? -1 : 1));

export function changes(...entries: Entry[]): string {
  return toBase64(packPart(inOrder(entries)));
}

export function answer(change: Partial<SyncResponse> = {}): Result<Answer> {
  const body: SyncResponse = {
    version: 7,
    epoch: '00000000000000ee',
    full: change.full ?? false,
    base: null,
    changes: changes(),
    more: false,
    deviceKey,
    policy: defaultPolicy,
    role: 'rep',
    ...change,
  };
  return ok({ body, etag: `"${body.version}"` });
}

/** A base of two parts, one for each half of the hashes. */
export function baseOf(...entries: Entry[]) {
  const halves = [
    { first: 0, last: 0x7fffffff },
    { first: 0x80000000, last: 0xffffffff },
  ];
  const bytes = halves.map((range) => {
    const own = inOrder(entries).filter(({ hash }) => hash < '8' === (range.first === 0));
    return packPart(own, range).buffer;
  });
  const parts = bytes.map((buffer, at) => {
    const part = openPart(buffer);
    if (!part.ok) throw new Error(part.problem.message);
    const { checksum } = part.value;
    return { first: halves[at]!.first / 0x10000, size: buffer.byteLength, checksum };
  });
  const described = { id: baseId, version: 5, entries: entries.length, parts };
  const base: SnapshotBase = {
    ...described,
    checksum: checksumOfText(JSON.stringify(described)),
  };
  return { base, bytes };
}

const unreachable = async () => fail('worker.unreachable', 'The server did not answer.');

export function worker(change: Partial<Worker> = {}): Worker {
  return {
    post: async () => ok({}),
    fetchSince: async () => answer(),
    fetchBase: unreachable,
    fetchPart: unreachable,
    ...change,
  };
}

/** Parts kept in memory: there is no IndexedDB here; the end-to-end tests run with it. */
export function memoryParts() {
  const kept = new Map<string, ArrayBuffer>();
  return {
    kept,
    names: async () => [...kept.keys()],
    get: async (name: string) => kept.get(name),
    set: async (name: string, bytes: ArrayBuffer) => void kept.set(name, bytes),
    drop: async (names: string[]) => names.forEach((name) => kept.delete(name)),
    clear: async () => kept.clear(),
  };
}
