import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { checksumOf } from './checksum.ts';
import type { Entry } from './entry.ts';
import type { Header, Layout } from './layout.ts';
import {
  checksumBytes,
  formatVersion,
  headerBytes,
  layoutOf,
  magic,
  readHeader,
} from './layout.ts';
import { RecordReader } from './record.ts';
import { hexOf } from './siphash.ts';

const damaged = fail(
  'snapshot.damaged',
  'The device’s copy of the consent facts is damaged. It is fetched again from the server.',
);

/**
 * Opens packed bytes where they lie: nothing is read but the header and, once, every byte for the
 * checksum. Problems: `snapshot.damaged` (also when cut short), `snapshot.format` (of another version).
 */
export function openPart(buffer: ArrayBuffer): Result<Part> {
  const length = buffer.byteLength;
  if (length < headerBytes + checksumBytes || length % 8 !== 0) return damaged;
  const view = new DataView(buffer);
  const { high, low } = checksumOf(buffer);
  if (view.getInt32(length - 8, true) !== low || view.getInt32(length - 4, true) !== high)
    return damaged;
  if (view.getUint32(0, true) !== magic || view.getUint16(4, true) !== formatVersion)
    return fail(
      'snapshot.format',
      'The server’s copy of the consent facts is of a form that this version cannot read. Update Heed.',
    );
  const header = readHeader(view);
  const layout = layoutOf(header);
  return layout.bytes === length ? ok(new Part(buffer, header, layout)) : damaged;
}

/** Opened bytes. A miss reads one bucket, a hit decodes one record; nothing else is touched. */
export class Part {
  readonly first: number;
  readonly last: number;
  readonly size: number;
  /** Hexadecimal. */
  readonly checksum: string;
  readonly #header: Header;
  readonly #lows: Int32Array;
  readonly #mids: Uint16Array | Int32Array;
  readonly #buckets: Uint16Array | Uint32Array;
  readonly #records: RecordReader;

  constructor(buffer: ArrayBuffer, header: Header, layout: Layout) {
    const { entries, narrow, first, last } = header;
    this.#header = header;
    this.first = first;
    this.last = last;
    this.size = entries;
    this.#lows = new Int32Array(buffer, layout.lows, entries);
    this.#mids = new (narrow ? Uint16Array : Int32Array)(buffer, layout.mids, entries);
    const Buckets = layout.bucketWidth === 2 ? Uint16Array : Uint32Array;
    this.#buckets = new Buckets(buffer, layout.bucketStarts, layout.buckets + 1);
    this.#records = new RecordReader(buffer, header, layout);
    const view = new DataView(buffer, layout.checksum);
    this.checksum = hexOf(view.getInt32(4, true), view.getInt32(0, true));
  }

  /** The entry's place, or -1. Halves as signed 32-bit numbers. Throws on a hash that another part answers for. */
  find(high: number, low: number): number {
    const { first, last, shift, narrow } = this.#header;
    const upper = high >>> 0;
    if (upper < first || upper > last) throw new RangeError('Another part answers for this hash.');
    const bucket = (upper - first) >>> shift;
    const end = this.#buckets[bucket + 1]!;
    const mid = narrow ? high & 0xffff : high;
    for (let at = this.#buckets[bucket]!; at < end; at++)
      if (this.#lows[at] === low && this.#mids[at] === mid) return at;
    return -1;
  }

  /** Decodes the entry at a place that `find` gave for this hash. Throws when it cannot be understood. */
  entry(at: number, high: number, low: number): Entry {
    return { hash: hexOf(high, low), members: this.#records.members(at) };
  }

  /** All of them, in order. */
  *entries(): Generator<Entry> {
    const { first, shift, narrow } = this.#header;
    for (let bucket = 0; bucket + 1 < this.#buckets.length; bucket++)
      for (let at = this.#buckets[bucket]!; at < this.#buckets[bucket + 1]!; at++) {
        const mid = this.#mids[at]!;
        yield this.entry(at, narrow ? first + (bucket << shift) + mid : mid, this.#lows[at]!);
      }
  }
}
