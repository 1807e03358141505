/** D1 takes 2 MB in one parameter (2026-04), and a character is three bytes at most. */
const maxCharacters = 600_000;

/** Rows as JSON arrays for `json_each`, as few as fit into a parameter each. */
export function jsonParts(rows: readonly unknown[]): string[] {
  const parts: string[][] = [];
  let length = maxCharacters;
  for (const row of rows) {
    const text = JSON.stringify(row);
    length += text.length + 1;
    if (length > maxCharacters) {
      parts.push([]);
      length = text.length + 2;
    }
    parts.at(-1)!.push(text);
  }
  return parts.map((texts) => `[${texts.join()}]`);
}
