/*
 * A spreadsheet runs what begins with one of these as a formula, whatever stands in quotes around it
 * (https://owasp.org/www-community/attacks/CSV_Injection, seen 2026-11). An apostrophe makes it text.
 */
const formula = /^'*[=+\-@\t\r\n|＝＋－＠]/;
const guarded = /^''*[=+\-@\t\r\n|＝＋－＠]/;

/** Text that no spreadsheet runs; `unguard` gives it back. */
export function guardFormula(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

/** What was written by `guardFormula`, or by a person who keeps `+44…` from becoming a number. */
export function unguard(text: string): string {
  return text.startsWith("'") && guarded.test(text) ? text.slice(1) : text;
}

/** One line of RFC 4180 with its line break. */
export function csvLine(values: readonly (string | number | boolean | null | undefined)[]): string {
  return `${values.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | boolean | null | undefined): string {
  if (typeof value !== 'string') return value === null || value === undefined ? '' : String(value);
  const text = guardFormula(value);
  return /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
