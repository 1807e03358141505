import type { Result } from '../result.ts';
import { ok } from '../result.ts';
import { utf8 } from '../text/utf8.ts';
import { canonicalJson, parseCanonicalJson } from './canonical-json.ts';

/*
 * An entry of the log is the canonical JSON of what happened, in UTF-8. It is kept for ever, so
 * whoever makes it has already replaced what can identify a person by ciphertext under that person's
 * key or by a keyed hash: erasing the key then erases the meaning and leaves the proofs whole.
 */

/** The bytes to log for a record. Errors: `ledger.json.*`. */
export function encodeEntry(record: unknown): Result<Uint8Array<ArrayBuffer>> {
  const text = canonicalJson(record);
  return text.ok ? ok(utf8(text.value)) : text;
}

/** The bytes of an entry that comes as a line of an export. Errors: `ledger.json.*`. */
export function readEntry(line: string): Result<Uint8Array<ArrayBuffer>> {
  const record = parseCanonicalJson(line);
  return record.ok ? ok(utf8(line)) : record;
}
