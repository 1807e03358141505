import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { utf8 } from '../text/utf8.ts';
import type { NoteSignature } from './note.ts';
import { formatNote, parseNote } from './note.ts';
import type { VerifierKey } from './note-key.ts';

/** Ed25519 over the bytes: 64 bytes. May be awaited, so that WebCrypto can serve. */
type Sign = (message: Uint8Array<ArrayBuffer>) => Uint8Array | Promise<Uint8Array>;

/** Whether the Ed25519 signature is true. */
export type Verify = (
  publicKey: Uint8Array,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
) => boolean | Promise<boolean>;

/** A key together with the means to sign by it. */
export type Signer = { readonly key: VerifierKey; readonly sign: Sign };

const signatureSize = 64;

/** The text as a note with a signature of each signer, in their order. Errors: `ledger.note.*`. */
export async function signNote(text: string, signers: readonly Signer[]): Promise<Result<string>> {
  const signatures: NoteSignature[] = [];
  for (const { key, sign } of signers)
    signatures.push({ name: key.name, keyId: key.keyId, signature: await sign(utf8(text)) });
  return formatNote({ text, signatures });
}

/**
 * The text of a note that at least one of `keys` signed, and which did. Signatures of other keys
 * are passed over (others may add theirs); a false one of a known key refuses the whole note.
 * Errors: `ledger.note.*`.
 */
export async function openNote(
  note: string,
  keys: readonly VerifierKey[],
  verify: Verify,
): Promise<Result<{ text: string; signedBy: VerifierKey[] }>> {
  const parsed = parseNote(note);
  if (!parsed.ok) return parsed;
  const { text, signatures } = parsed.value;
  const signedBy = new Set<VerifierKey>();
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((known) => known.name === name && known.keyId === keyId);
    if (!key) continue;
    if (!(await isTrue(verify, key, utf8(text), signature)))
      return fail(
        'ledger.note.false-signature',
        `The signature by ${name} does not belong to this text.`,
      );
    signedBy.add(key);
  }
  if (signedBy.size === 0)
    return fail(
      'ledger.note.unknown-signer',
      'None of the signatures is by a key that is trusted here. Add the log’s verifier key.',
    );
  return ok({ text, signedBy: [...signedBy] });
}

/** A verifier that throws (some do on bytes that are no point of the curve) has not said yes. */
async function isTrue(
  verify: Verify,
  key: VerifierKey,
  message: Uint8Array<ArrayBuffer>,
  signature: Uint8Array,
): Promise<boolean> {
  if (signature.length !== signatureSize) return false;
  try {
    return (await verify(key.publicKey, message, signature)) === true;
  } catch {
    return false;
  }
}
