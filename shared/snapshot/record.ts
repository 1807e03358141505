import type { Member, PackedMark } from './entry.ts';
import type { Header, Layout } from './layout.ts';
import { recordsPerStart } from './layout.ts';
import { ByteReader } from './numbers.ts';
import type { Shape } from './shapes.ts';
import { readShape, restored } from './shapes.ts';
import { hexOf } from './siphash.ts';

/** Decodes what is kept about entries, one at a time. Each shape is read when it is first met. */
export class RecordReader {
  readonly #starts: Uint32Array;
  readonly #widths: Uint8Array;
  readonly #texts: Uint8Array;
  readonly #textStarts: Uint32Array;
  readonly #shapes: (Shape | undefined)[];
  readonly #in: ByteReader;

  constructor(buffer: ArrayBuffer, header: Header, layout: Layout) {
    const starts = Math.ceil(header.entries / recordsPerStart);
    this.#starts = new Uint32Array(buffer, layout.recordStarts, starts);
    this.#widths = new Uint8Array(buffer, layout.widths, header.shapes);
    this.#texts = new Uint8Array(buffer, layout.text, header.textBytes);
    this.#textStarts = new Uint32Array(buffer, layout.textStarts, header.shapes + 1);
    this.#shapes = Array.from({ length: header.shapes });
    this.#in = new ByteReader(new Uint8Array(buffer, layout.records, header.recordBytes));
  }

  /** Of the entry with this place. */
  members(at: number): Member[] {
    this.#in.at = this.#starts[Math.floor(at / recordsPerStart)]!;
    for (let skipped = at % recordsPerStart; skipped > 0; skipped--) this.#skip();
    const head = this.#in.varint();
    if ((head & 1) === 0) return [{ exact: null, ...this.#items(1, head >>> 1) }];
    if ((head & 2) === 0) return head === 1 ? [] : [{ exact: null, ...this.#items(head >>> 2) }];
    return Array.from({ length: head >>> 2 }, () => this.#member());
  }

  #member(): Member {
    const head = this.#in.varint();
    const exact = (head & 1) === 0 ? null : this.#hash();
    const marks = head >>> 3;
    const items = this.#items(marks + ((head >>> 2) & 1));
    if ((head & 2) === 0) return { exact, ...items };
    return { exact, ...items, events: Array.from({ length: marks }, () => this.#hash()) };
  }

  /** Where there is but one, its shape may be known already. */
  #items(count: number, only?: number): Pick<Member, 'marks' | 'traits'> {
    const marks: PackedMark[] = [];
    let traits: Member['traits'];
    for (let item = 0; item < count; item++) {
      const shape = this.#shape(only ?? this.#in.varint());
      if ('traits' in shape) ({ traits } = shape);
      else marks.push(this.#mark(shape));
    }
    return traits ? { marks, traits } : { marks };
  }

  #mark({ mark, since, until }: Extract<Shape, { mark: unknown }>): PackedMark {
    const began = restored(this.#in.integer(since[2]), since);
    const lasted = until && restored(this.#in.integer(until[2]), until);
    return { ...mark, since: began, ...(lasted !== undefined && { until: began + lasted }) };
  }

  #hash(): string {
    const low = this.#in.integer(4);
    return hexOf(this.#in.integer(4), low);
  }

  #shape(at: number): Shape {
    const known = this.#shapes[at];
    if (known) return known;
    const shape = readShape(this.#texts.subarray(this.#textStarts[at], this.#textStarts[at + 1]));
    this.#shapes[at] = shape;
    return shape;
  }

  #skip(): void {
    const head = this.#in.varint();
    if ((head & 1) === 0) this.#in.at += this.#widths[head >>> 1]!;
    else if ((head & 2) === 0) this.#skipItems(head >>> 2);
    else
      for (let members = head >>> 2; members > 0; members--) {
        const inner = this.#in.varint();
        if ((inner & 1) !== 0) this.#in.at += 8;
        this.#skipItems((inner >>> 3) + ((inner >>> 2) & 1));
        if ((inner & 2) !== 0) this.#in.at += 8 * (inner >>> 3);
      }
  }

  #skipItems(count: number): void {
    for (let item = 0; item < count; item++) {
      // Read first: `at +=` would take `at` as it was before the number.
      const shape = this.#in.varint();
      this.#in.at += this.#widths[shape]!;
    }
  }
}
