/*
 * Cuts comma-separated text into records (RFC 4180), of a stream whose end may not have come yet. By
 * hand and not by a library: where a record ends has to be known to the byte for an upload to go on
 * from there, which no parser tells, and what finds the end has read the record. It differs from them
 * in one thing: a quotation mark that is not closed costs its own line, not all that follow.
 */

export const delimiters = [',', ';', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** `\n` stands for `\r\n` too; `\r` alone ended lines on old Macs. */
export type Dialect = { readonly delimiter: Delimiter; readonly newline: '\n' | '\r' };

export type RecordProblem = 'quotes' | 'too-long';
/** `end` is where the next one begins. Without `fields`, the line up to there is no record. */
export type CsvRecord = { readonly end: number } & (
  | { readonly fields: readonly string[]; readonly problem?: never }
  | { readonly fields?: never; readonly problem: RecordProblem }
);

/** Characters; beyond this it is no row of a list. */
export const longestRecord = 1_000_000;

export type ReaderOptions = {
  /** Nothing comes after this text. */
  readonly isLast: boolean;
  readonly from?: number;
  /** The text begins within a line that is too long and has been told of. */
  readonly skipping?: boolean;
};

/** The text ends before the record does, or the quotation marks do not match. */
type Unfinished = 'open' | 'broken';
type Field = { readonly value: string; readonly end: number };

/** Reads the records of one piece of text. What is left after the last of them goes before the next piece. */
export class CsvReader {
  position: number;
  /** What stands at `position` is the rest of a line that is too long. */
  skipping: boolean;
  readonly #text: string;
  readonly #dialect: Dialect;
  readonly #isLast: boolean;
  #next: (sought: '"' | 'delimiter' | 'newline', from: number) => number;

  constructor(text: string, dialect: Dialect, { isLast, from = 0, skipping }: ReaderOptions) {
    this.#text = text;
    this.#dialect = dialect;
    this.#isLast = isLast;
    this.position = from;
    this.skipping = skipping ?? false;
    this.#next = finder(text, { '"': '"', ...dialect });
  }

  /** `undefined` when the text holds no further whole record. */
  next(): CsvRecord | undefined {
    const text = this.#text;
    const from = this.position;
    if (from >= text.length) return undefined;
    const line = this.#next('newline', from);
    const isWhole = line < text.length || this.#isLast;
    if (this.skipping) return this.#skip(line);
    if (line - from > longestRecord) {
      this.skipping = line === text.length;
      return this.#failed('too-long', line);
    }
    if (this.#next('"', from) >= line) {
      if (!isWhole) return undefined;
      return this.#found(
        text.slice(from, this.#withoutReturn(line)).split(this.#dialect.delimiter),
        line + 1,
      );
    }
    const fields = this.#fieldsFrom(from);
    if (fields === 'broken' && isWhole) return this.#failed('quotes', line);
    return typeof fields === 'string' ? undefined : this.#found(fields.values, fields.end);
  }

  #found(fields: readonly string[], end: number): CsvRecord {
    this.position = Math.min(end, this.#text.length);
    return { end: this.position, fields };
  }

  #failed(problem: RecordProblem, line: number): CsvRecord {
    // What comes next was looked for from behind the end of this line.
    this.#next = finder(this.#text, { '"': '"', ...this.#dialect });
    this.position = Math.min(line + 1, this.#text.length);
    return { end: this.position, problem };
  }

  #skip(line: number): CsvRecord | undefined {
    this.skipping = line === this.#text.length;
    this.position = Math.min(line + 1, this.#text.length);
    return this.next();
  }

  #withoutReturn(line: number): number {
    return this.#dialect.newline === '\n' && this.#text[line - 1] === '\r' ? line - 1 : line;
  }

  /** A record with quotation marks. */
  #fieldsFrom(from: number): { values: string[]; end: number } | Unfinished {
    const text = this.#text;
    const values: string[] = [];
    let at = from;
    for (;;) {
      const field = text[at] === '"' ? this.#quoted(at, from) : this.#bare(at);
      if (typeof field === 'string') return field;
      values.push(field.value);
      at = field.end;
      if (text[at] !== this.#dialect.delimiter) break;
      at++;
    }
    const line = this.#next('newline', at);
    if (line - from > longestRecord) return 'broken';
    return line === text.length && !this.#isLast ? 'open' : { values, end: line + 1 };
  }

  #bare(at: number): Field {
    const line = this.#next('newline', at);
    const end = Math.min(this.#next('delimiter', at), Math.max(at, this.#withoutReturn(line)));
    return { value: this.#text.slice(at, end), end };
  }

  #quoted(at: number, from: number): Field | Unfinished {
    const text = this.#text;
    let value = '';
    for (let start = at + 1; ;) {
      const quote = text.indexOf('"', start);
      const reached = quote < 0 ? text.length : quote;
      if (reached - from > longestRecord) return 'broken';
      if (quote < 0) return this.#isLast ? 'broken' : 'open';
      value += text.slice(start, quote);
      if (text[quote + 1] !== '"') return this.#closed(value, quote + 1);
      value += '"';
      start = quote + 2;
    }
  }

  /** After the closing mark comes the next field or the next line; spaces between are no one's. */
  #closed(value: string, after: number): Field | Unfinished {
    const text = this.#text;
    let end = after;
    while (text[end] === ' ') end++;
    const isCut = end >= text.length || (text[end] === '\r' && end === text.length - 1);
    if (isCut) return this.#isLast ? { value, end } : 'open';
    const { delimiter, newline } = this.#dialect;
    const isEnd = text[end] === delimiter || text[end] === newline || text.startsWith('\r\n', end);
    return isEnd ? { value, end } : 'broken';
  }
}

/** Where each sign comes next; a sign that is far away is looked for once, and not again for every row before it. */
function finder<Name extends string>(text: string, signs: Record<Name, string>) {
  const known = new Map<Name, number>();
  return (name: Name, from: number): number => {
    const old = known.get(name) ?? -1;
    if (old >= from) return old;
    const found = text.indexOf(signs[name], from);
    const at = found < 0 ? text.length : found;
    known.set(name, at);
    return at;
  };
}
