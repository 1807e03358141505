import type { Entry, Member, PackedMark } from './entry.ts';
import type { Header } from './layout.ts';
import { seal } from './checksum.ts';
import { layoutOf, recordsPerStart, writeHeader } from './layout.ts';
import { ByteWriter } from './numbers.ts';
import type { Shape } from './shapes.ts';
import { ShapeTable, stored, widthOf, writeShape } from './shapes.ts';

/** The upper halves of the first and last hash that a part answers for. */
export type Range = { readonly first: number; readonly last: number };

export const wholeRange: Range = { first: 0, last: 0xffffffff };

/**
 * Packs entries, which have to come in the order of their hashes, each once and within the range. An
 * entry of the narrow layout needs a bucket for each 16-bit prefix, so the range has to begin and end
 * with one.
 */
export function packPart(
  entries: readonly Entry[],
  range: Range = wholeRange,
): Uint8Array<ArrayBuffer> {
  const table = new ShapeTable();
  const numbers: number[] = [];
  for (const { members } of entries)
    for (const { traits, marks } of members) {
      if (traits) numbers.push(table.traits(traits));
      for (const mark of marks) numbers.push(table.mark(mark));
    }
  const { shapes, places } = table.finish();
  const texts = shapes.map(writeShape);
  const recordStarts = new Uint32Array(Math.ceil(entries.length / recordsPerStart));
  const records = packRecords(entries, shapes, (at) => places[numbers[at]!]!, recordStarts);
  const header: Header = {
    ...bucketing(entries.length, range),
    entries: entries.length,
    ...range,
    shapes: shapes.length,
    textBytes: texts.reduce((sum, { length }) => sum + length, 0),
    recordBytes: records.length,
  };
  const layout = layoutOf(header);
  const bytes = new Uint8Array(layout.bytes);
  const view = new DataView(bytes.buffer);
  writeHeader(view, header, layout.bytes);
  writeKeys(view, entries, header);
  for (const [at, start] of recordStarts.entries())
    view.setUint32(layout.recordStarts + 4 * at, start, true);
  let text = 0;
  for (const [at, each] of texts.entries()) {
    bytes.set(each, layout.text + text);
    text += each.length;
    view.setUint32(layout.textStarts + 4 * (at + 1), text, true);
    bytes[layout.widths + at] = widthOf(shapes[at]!);
  }
  bytes.set(records, layout.records);
  seal(bytes.buffer);
  return bytes;
}

/** Narrow where two bytes less for each entry outweigh two for each prefix; else some sixteen to a bucket. */
function bucketing(entries: number, { first, last }: Range): Pick<Header, 'narrow' | 'shift'> {
  const prefixes = ((last - first) >>> 16) + 1;
  if (entries >= prefixes) return { narrow: true, shift: 16 };
  let shift = 31;
  while (shift > 0 && (last - first) >>> shift < entries / 16) shift--;
  return { narrow: false, shift };
}

function writeKeys(view: DataView, entries: readonly Entry[], header: Header): void {
  const { lows, mids, bucketStarts, bucketWidth, buckets } = layoutOf(header);
  const { narrow, first, last, shift } = header;
  let bucket = 0;
  const endBuckets = (upTo: number, at: number): void => {
    for (; bucket <= upTo; bucket++) {
      if (bucketWidth === 2) view.setUint16(bucketStarts + 2 * bucket, at, true);
      else view.setUint32(bucketStarts + 4 * bucket, at, true);
    }
  };
  let before = '';
  for (const [at, { hash }] of entries.entries()) {
    const high = parseInt(hash.slice(0, 8), 16);
    if (hash <= before || high < first || high > last)
      throw new RangeError('Entries have to be in the order of their hashes, each once.');
    before = hash;
    endBuckets((high - first) >>> shift, at);
    view.setUint32(lows + 4 * at, parseInt(hash.slice(8), 16), true);
    if (narrow) view.setUint16(mids + 2 * at, high & 0xffff, true);
    else view.setUint32(mids + 4 * at, high, true);
  }
  endBuckets(buckets, entries.length);
}

type ShapeAt = (at: number) => number;

function packRecords(
  entries: readonly Entry[],
  shapes: readonly Shape[],
  shapeAt: ShapeAt,
  starts: Uint32Array,
): Uint8Array {
  const out = new ByteWriter();
  let item = 0;
  for (const [at, { members }] of entries.entries()) {
    if (at % recordsPerStart === 0) starts[at / recordsPerStart] = out.length;
    const [only] = members;
    const plain = members.length === 0 || (members.length === 1 && isPlain(only!));
    const items = only ? itemsOf(only) : 0;
    if (!plain) out.varint(4 * members.length + 3);
    else if (items !== 1) out.varint(4 * items + 1);
    for (const member of members) {
      if (!plain) packMemberHead(out, member);
      const { traits, marks, events = [] } = member;
      // Where there is but one, an even number says so and which.
      const times = plain && items === 1 ? 2 : 1;
      if (traits) out.varint(times * shapeAt(item++));
      for (const mark of marks) {
        const shape = shapeAt(item++);
        out.varint(times * shape);
        packTimes(out, mark, shapes[shape]!);
      }
      for (const event of events) packHash(out, event);
    }
  }
  return out.written();
}

/** The one identifier of its contact, and its own wide form. */
const isPlain = ({ exact, events }: Member): boolean => exact === null && !events;
const itemsOf = ({ traits, marks }: Member): number => marks.length + (traits ? 1 : 0);

function packMemberHead(out: ByteWriter, { exact, events, traits, marks }: Member): void {
  const flags = (traits ? 4 : 0) + (events ? 2 : 0) + (exact === null ? 0 : 1);
  out.varint(8 * marks.length + flags);
  if (exact !== null) packHash(out, exact);
}

function packHash(out: ByteWriter, hash: string): void {
  out.integer(parseInt(hash.slice(8), 16), 4);
  out.integer(parseInt(hash.slice(0, 8), 16), 4);
}

function packTimes(out: ByteWriter, { since, until }: PackedMark, shape: Shape): void {
  if ('traits' in shape) return;
  out.integer(stored(since, shape.since), shape.since[2]);
  if (until !== undefined && shape.until)
    out.integer(stored(until - since, shape.until), shape.until[2]);
}
