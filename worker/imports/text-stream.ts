import type { Problem } from '../../shared/result.ts';
import { utf8 } from '../bytes.ts';

/** Few enough that a worker holds them, and many enough that what is done once a piece costs nothing. */
const pieceBytes = 512 * 1024;

/** The next text of the body. */
export type Piece = {
  readonly text: string;
  readonly isLast: boolean;
  /** What follows cannot be read. */
  readonly problem?: Problem;
  /** The body ends within a character: no problem when more is to come. */
  readonly cut?: Problem;
};

/**
 * Reads a body of UTF-8 as text, in pieces, and knows the byte at which each character stands. Nothing but
 * the piece is held.
 */
export class TextStream {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  /** The byte behind what has been given as text. */
  #offset: number;
  #received = 0;
  /** The beginning of a character whose end has not come. */
  #cut: Uint8Array = new Uint8Array(0);

  constructor(body: ReadableStream<Uint8Array> | null, offset: number) {
    this.#reader = body?.getReader();
    this.#offset = offset;
  }

  get received(): number {
    return this.#received;
  }

  async next(): Promise<Piece> {
    const { bytes, isLast } = await this.#gather();
    const encoding = this.#offset === 0 ? otherEncoding(bytes) : undefined;
    if (encoding) return { text: '', isLast: true, problem: encoding };
    const whole = wholeCharacters(bytes);
    const text = this.#decode(bytes.subarray(0, whole));
    this.#cut = bytes.slice(whole);
    if (text !== undefined) {
      this.#offset += whole;
      const isCut = isLast && whole < bytes.length;
      return { text, isLast, ...(isCut && { cut: notUtf8(this.#offset) }) };
    }
    const good = bytes.subarray(0, goodBytes(bytes));
    const problem = notUtf8(this.#offset + good.length);
    return { text: this.#decode(good)!, isLast: true, problem };
  }

  /** Leaves the rest of the body unread. */
  async cancel(): Promise<void> {
    await this.#reader?.cancel();
  }

  #decode(bytes: Uint8Array): string | undefined {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      return undefined;
    }
  }

  async #gather(): Promise<{ bytes: Uint8Array; isLast: boolean }> {
    const chunks: Uint8Array[] = [this.#cut];
    let length = this.#cut.length;
    let isLast = this.#reader === undefined;
    while (length < pieceBytes && !isLast) {
      const { value, done } = await this.#reader!.read();
      isLast = done;
      if (!value) continue;
      chunks.push(value);
      length += value.length;
      this.#received += value.length;
    }
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return { bytes, isLast };
  }
}

/** How many bytes a text takes; most are as long as they have characters. */
export function byteLength(text: string): number {
  return /^\p{ASCII}*$/u.test(text) ? text.length : utf8(text).length;
}

/** Without a character at the end that is cut. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(4, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const needs = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return needs > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

/** How many bytes at the beginning are whole characters of UTF-8. */
function goodBytes(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
      strict.decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return wholeCharacters(bytes.subarray(0, good));
}

/** UTF-16, which spreadsheets call Unicode: by its byte-order mark, or by the zeroes beside ASCII. */
function otherEncoding(bytes: Uint8Array): Problem | undefined {
  const [first, second, third, fourth] = bytes;
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const isBare = (first === 0 && third === 0) || (second === 0 && fourth === 0);
  if (!isMarked && !(isBare && bytes.length >= 4)) return undefined;
  return {
    code: 'imports.utf-16',
    message: 'The list is in UTF-16, which some programs call Unicode. Save it as UTF-8.',
  };
}

function notUtf8(offset: number): Problem {
  return {
    code: 'imports.not-utf-8',
    message:
      `Byte ${offset} is not UTF-8, so that names and addresses could be misread. The list may be in Windows-1252 ` +
      'or Latin-1: save it as UTF-8 and begin a new import. The rows before it have been taken.',
  };
}
