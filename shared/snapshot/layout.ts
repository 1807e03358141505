/*
 * The bytes of a part, as docs/snapshot.md describes them. Everything is little-endian, as are all
 * machines that browsers and workerd run on, so that the columns are used where they lie.
 */
export const magic = 0x44454548; // "HEED"
export const formatVersion = 1;
export const headerBytes = 40;
export const checksumBytes = 8;

/** So many records lie between two that can be gone to directly. */
export const recordsPerStart = 32;

export type Header = {
  /** Entries are kept with 48 bits of their hash instead of 64; the bucket tells the other 16. */
  readonly narrow: boolean;
  readonly entries: number;
  /** The upper halves of the first and the last hash that the part answers for. */
  readonly first: number;
  readonly last: number;
  /** An entry's bucket is the upper half of its hash, less `first`, without its last `shift` bits. */
  readonly shift: number;
  readonly shapes: number;
  readonly textBytes: number;
  readonly recordBytes: number;
};

export type Layout = {
  readonly lows: number;
  readonly mids: number;
  readonly bucketStarts: number;
  readonly recordStarts: number;
  readonly textStarts: number;
  readonly widths: number;
  readonly text: number;
  readonly records: number;
  readonly checksum: number;
  readonly bytes: number;
  readonly buckets: number;
  /** 2 where all places fit into 16 bits, else 4. */
  readonly bucketWidth: 2 | 4;
};

/** Where each column begins; follows from the counts in the header. */
export function layoutOf(header: Header): Layout {
  const { entries, narrow, shapes, first, last, shift } = header;
  const buckets = ((last - first) >>> shift) + 1;
  const bucketWidth = entries < 0x10000 ? 2 : 4;
  const lows = headerBytes;
  const mids = lows + 4 * entries;
  const bucketStarts = toMultiple(mids + (narrow ? 2 : 4) * entries, 4);
  const recordStarts = toMultiple(bucketStarts + bucketWidth * (buckets + 1), 4);
  const textStarts = recordStarts + 4 * Math.ceil(entries / recordsPerStart);
  const widths = textStarts + 4 * (shapes + 1);
  const text = widths + shapes;
  const records = text + header.textBytes;
  const checksum = toMultiple(records + header.recordBytes, 8);
  const bytes = checksum + checksumBytes;
  return {
    lows,
    mids,
    bucketStarts,
    recordStarts,
    textStarts,
    widths,
    text,
    records,
    checksum,
    bytes,
    buckets,
    bucketWidth,
  };
}

const toMultiple = (value: number, of: number): number => Math.ceil(value / of) * of;

export function writeHeader(view: DataView, header: Header, bytes: number): void {
  const { narrow, entries, first, last, shift, shapes, textBytes, recordBytes } = header;
  view.setUint32(0, magic, true);
  view.setUint16(4, formatVersion, true);
  view.setUint16(6, narrow ? 1 : 0, true);
  const words = [bytes, entries, first, last, shift, shapes, textBytes, recordBytes];
  for (const [at, word] of words.entries()) view.setUint32(8 + 4 * at, word, true);
}

export function readHeader(view: DataView): Header {
  const word = (at: number): number => view.getUint32(at, true);
  return {
    narrow: view.getUint16(6, true) === 1,
    entries: word(12),
    first: word(16),
    last: word(20),
    shift: word(24),
    shapes: word(28),
    textBytes: word(32),
    recordBytes: word(36),
  };
}
