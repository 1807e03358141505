import type { ReaderOptions, RecordProblem } from './csv.ts';
import { longestRecord } from './csv.ts';

export type Line = { readonly end: number } & (
  | { readonly text: string; readonly problem?: never }
  | { readonly text?: never; readonly problem: RecordProblem }
);

/** Reads the lines of one piece of text, as `CsvReader` does records. */
export class LineReader {
  position: number;
  skipping: boolean;
  readonly #text: string;
  readonly #isLast: boolean;

  constructor(text: string, { isLast, from = 0, skipping = false }: ReaderOptions) {
    this.#text = text;
    this.#isLast = isLast;
    this.position = from;
    this.skipping = skipping;
  }

  /** `undefined` when the text holds no further whole line. */
  next(): Line | undefined {
    const text = this.#text;
    const from = this.position;
    if (from >= text.length) return undefined;
    const newline = text.indexOf('\n', from);
    const line = newline < 0 ? text.length : newline;
    const end = Math.min(line + 1, text.length);
    if (this.skipping) {
      this.skipping = newline < 0;
      this.position = end;
      return this.next();
    }
    const isLong = line - from > longestRecord;
    if (newline < 0 && !this.#isLast && !isLong) return undefined;
    this.position = end;
    this.skipping = isLong && newline < 0;
    return isLong ? { end, problem: 'too-long' } : { end, text: text.slice(from, line) };
  }
}
