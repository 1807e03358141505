/** Bytes written one after another, growing as needed. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  length = 0;

  /** Seven bits a byte, the lowest first; the highest bit says that more follow. */
  varint(value: number): void {
    let rest = value;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** An integer of up to seven bytes, below 2^53, the lowest byte first. */
  integer(value: number, width: number): void {
    let rest = value;
    for (let at = 0; at < width; at++) {
      this.byte(rest % 256);
      rest = Math.floor(rest / 256);
    }
  }

  byte(value: number): void {
    if (this.length === this.#bytes.length) {
      const more = new Uint8Array(2 * this.#bytes.length);
      more.set(this.#bytes);
      this.#bytes = more;
    }
    this.#bytes[this.length++] = value;
  }

  written(): Uint8Array {
    return this.#bytes.subarray(0, this.length);
  }
}

/** Reads what `ByteWriter` wrote. `at` may be set to anywhere. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value;
    }
  }

  integer(width: number): number {
    let value = 0;
    for (let at = this.at + width - 1; at >= this.at; at--) value = value * 256 + this.#bytes[at]!;
    this.at += width;
    return value;
  }
}

/**
 * How a column of whole numbers is kept: each as `(value - base) / unit` in `width` bytes. Exact, and
 * short where the numbers are: dates take two bytes where the time of day is always the same.
 */
export type Column = readonly [base: number, unit: number, width: number];

/** Finds the column for numbers that come one by one. */
export class ColumnMeasure {
  #least = Infinity;
  #most = -Infinity;
  #unit = 0;

  add(value: number): void {
    if (this.#least !== Infinity)
      this.#unit = commonDivisor(this.#unit, Math.abs(value - this.#least));
    if (value < this.#least) this.#least = value;
    if (value > this.#most) this.#most = value;
  }

  column(): Column {
    const unit = this.#unit || 1;
    const largest = (this.#most - this.#least) / unit;
    let width = 0;
    while (largest >= 256 ** width) width++;
    return [this.#least, unit, width];
  }
}

function commonDivisor(a: number, b: number): number {
  let [greater, less] = [a, b];
  while (less > 0) [greater, less] = [less, greater % less];
  return greater;
}
