import type { Delimiter, Dialect } from './csv.ts';
import { delimiters } from './csv.ts';

/** Where the first record begins: Excel may write `sep=;` before it. */
export type FoundDialect = Dialect & { readonly start: number };

/**
 * What separates fields and lines, from the beginning of a file: of comma, semicolon and tab the one that
 * the first line has most of, outside quotation marks. `undefined` until there is a whole line.
 */
export function detectDialect(
  text: string,
  isLast: boolean,
  given?: Delimiter,
): FoundDialect | undefined {
  const newline = text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
  const end = text.indexOf(newline);
  // A lone \r at the end may be half of \r\n.
  const isCut = end < 0 || (newline === '\r' && end === text.length - 1);
  if (isCut && !isLast) return undefined;
  const line = end < 0 ? text : text.slice(0, end);
  const named = /^sep=([,;\t])\r?$/i.exec(line)?.[1] as Delimiter | undefined;
  return {
    delimiter: given ?? named ?? mostFrequent(line),
    newline,
    start: named ? line.length + 1 : 0,
  };
}

function mostFrequent(line: string): Delimiter {
  const bare = line.replaceAll(/"(?:[^"]|"")*"?/g, '');
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))]!;
}
