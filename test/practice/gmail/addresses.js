/** `Jane Doe <jane@example.com>` or `jane@example.com` becomes `{ email, name }`; empty gives null. */
export function readAddress(text) {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const named = /^"?([^"<]*)"?\s*<([^>]+)>$/.exec(trimmed);
  return named ? { email: named[2].trim(), name: named[1].trim() } : { email: trimmed, name: '' };
}

/** Several at once, as people paste them: split at commas, semicolons and line ends. */
export function readAddresses(text) {
  return text
    .split(/[,;\n]/)
    .map(readAddress)
    .filter(Boolean);
}
