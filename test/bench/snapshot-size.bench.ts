import { gzipSync } from 'node:zlib';
import { packPart } from '../../shared/snapshot/pack.ts';
import type { Entry } from '../../shared/snapshot/entry.ts';
import { entriesOf, hashed, key, million, mixes, open, packBase } from './lib/million.ts';
import { hexOf, SipHasher } from '../../shared/snapshot/siphash.ts';
import type { Bench, Table } from './lib/table.ts';

export const bench: Bench = { name: 'Snapshot of a million contacts: its size', run };

/** Of a set of n numbers of 64 bits: log2 of how many such sets there are, for each. */
const keyBits = 64 - Math.log2(million) + Math.LOG2E;
/** Every twelfth has an exact hash beside its wide one. */
const exactBits = 64 / 12;

function run(): Table {
  const contacts = hashed();
  const rows = Object.entries(mixes).map(([name, mix]) => {
    const { entries, bits } = entriesOf(contacts, mix);
    const started = performance.now();
    const parts = packBase(entries);
    const packed = performance.now() - started;
    const gzip = parts.reduce((sum, part) => sum + gzipSync(part).length, 0);
    const opening = performance.now();
    for (const part of parts) open(part);
    const opened = performance.now() - opening;
    const bytes = parts.reduce((sum, { length }) => sum + length, 0) / million;
    const wire = gzip / million;
    const bound = (keyBits + exactBits + bits / million) / 8;
    const changes = changed(entries);
    return [
      name,
      bound,
      wire,
      wire / bound,
      bytes,
      bytes / bound,
      packed / 1000,
      opened,
      changes.length / 1000,
      gzipSync(changes).length / 1000,
    ];
  });
  return {
    columns: [
      'bytes a contact',
      'bound',
      'on the wire',
      'of bound',
      'in memory',
      'of bound',
      'pack, s',
      'check, ms',
      '1,000 changes, kB',
      'gzip',
    ],
    rows,
    notes: [
      `The bound: ${(keyBits / 8).toPrecision(3)} bytes for one of a million sets' 64-bit hashes, ${(exactBits / 8).toPrecision(3)} for the exact hash that every twelfth has,`,
      'and whatever of its facts could not have been known before (kind, times).',
      'On the wire: gzip, in 64 parts. Pack: all parts, in this process. Check: every byte of all parts, once.',
    ],
  };
}

/** A thousand contacts with one more opt-out than before, as a device that asks for what is new is given them. */
function changed(entries: readonly Entry[]): Uint8Array<ArrayBuffer> {
  const hasher = new SipHasher(key);
  const picked = new Set<number>();
  for (let at = 0; picked.size < 1000; at++) {
    hasher.text(`pick ${at}`);
    picked.add((hasher.high >>> 0) % million);
  }
  return packPart(
    [...picked]
      .sort((a, b) => a - b)
      .map((at) => {
        const { hash, members } = entries[at]!;
        hasher.text(hexOf(at, at));
        const since = Date.UTC(2026, 10, 21) + ((hasher.low >>> 0) % 86_400_000);
        const mark = { type: 'objected', purpose: 'all', channel: 'all', since } as const;
        const [{ marks, ...member } = { exact: null, marks: [] }] = members;
        return { hash, members: [{ ...member, marks: [...marks, mark] }] };
      }),
  );
}
