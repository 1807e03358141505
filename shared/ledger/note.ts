import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { fromBase64, toBase64 } from '../text/base64.ts';
import { joinBytes } from './bytes.ts';

/** A text and who signed it: https://c2sp.org/signed-note */
export type Note = {
  /** Ends in a newline; what is signed is exactly its UTF-8 bytes. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
};

export type NoteSignature = {
  readonly name: string;
  /** 32 bits that tell apart the keys of one name. */
  readonly keyId: number;
  readonly signature: Uint8Array;
};

/** The specification wants at least 16 accepted and some limit kept. */
const maxSignatures = 100;
// oxlint-disable-next-line no-control-regex -- the specification forbids exactly these
const controlSigns = /[\u0000-\u0009\u000b-\u001f]/;
const signatureLine = /^— ([^\p{White_Space}+]+) ([A-Za-z0-9+/=]+)$/u;

/** Non-empty, without spaces and plus signs; best a URL without its scheme: `heed.example/log`. */
export function isKeyName(name: string): boolean {
  return /^[^\p{White_Space}+]+$/u.test(name) && name.isWellFormed() && !controlSigns.test(name);
}

/** The note as it is sent and stored. Errors: `ledger.note.text`, `ledger.note.signature`. */
export function formatNote(note: Note): Result<string> {
  const text = checkText(note.text);
  if (!text.ok) return text;
  let out = `${note.text}\n`;
  for (const { name, keyId, signature } of note.signatures) {
    if (!isKeyName(name) || signature.length === 0)
      return fail(
        'ledger.note.signature',
        'A signature needs bytes, and a key name without spaces and plus signs.',
      );
    out += `— ${name} ${toBase64(joinBytes(keyIdBytes(keyId), signature))}\n`;
  }
  return ok(out);
}

/** Reads a note strictly; says nothing yet about whether any signature is true. */
export function parseNote(note: string): Result<Note> {
  const blank = note.lastIndexOf('\n\n');
  if (blank < 0 || !note.endsWith('\n'))
    return fail(
      'ledger.note.form',
      'A signed note is a text, an empty line, and signature lines, each ended by a newline.',
    );
  const text = checkText(note.slice(0, blank + 1));
  if (!text.ok) return text;
  const lines = note
    .slice(blank + 2)
    .split('\n')
    .slice(0, -1);
  if (lines.length === 0 || lines.length > maxSignatures)
    return fail(
      'ledger.note.signature',
      `A note has 1 to ${maxSignatures} signatures, not ${lines.length}.`,
    );
  const signatures: NoteSignature[] = [];
  for (const [at, line] of lines.entries()) {
    const signature = parseSignature(line);
    if (!signature)
      return fail(
        'ledger.note.signature',
        `Signature line ${at + 1} is not "— name base64(key id, signature)".`,
      );
    signatures.push(signature);
  }
  return ok({ text: text.value, signatures });
}

function parseSignature(line: string): NoteSignature | undefined {
  const [, name = '', encoded = ''] = signatureLine.exec(line) ?? [];
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length < 5 || !isKeyName(name)) return undefined;
  return { name, keyId: readKeyId(bytes), signature: bytes.subarray(4) };
}

function checkText(text: string): Result<string> {
  if (text.endsWith('\n') && text.isWellFormed() && !controlSigns.test(text)) return ok(text);
  return fail(
    'ledger.note.text',
    'The text of a note ends in a newline, is valid Unicode and has no other control characters.',
  );
}

/** The first four bytes, big-endian, as a whole number. */
export function readKeyId(bytes: Uint8Array): number {
  return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0;
}

function keyIdBytes(keyId: number): Uint8Array {
  return Uint8Array.of(keyId >>> 24, keyId >>> 16, keyId >>> 8, keyId);
}
