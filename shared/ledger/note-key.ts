import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { fromBase64, toBase64 } from '../text/base64.ts';
import { utf8 } from '../text/utf8.ts';
import { joinBytes } from './bytes.ts';
import type { Hash } from './merkle/hasher.ts';
import { isKeyName, readKeyId } from './note.ts';

/** An Ed25519 key whose signatures are believed. */
export type VerifierKey = {
  readonly name: string;
  readonly keyId: number;
  /** 32 bytes (RFC 8032). */
  readonly publicKey: Uint8Array;
};

/** Signature type of Ed25519 in https://c2sp.org/signed-note */
const ed25519 = 1;
const publicKeySize = 32;

/** Errors: `ledger.key.name`, `ledger.key.size`. */
export function verifierKey(name: string, publicKey: Uint8Array, hash: Hash): Result<VerifierKey> {
  if (!isKeyName(name))
    return fail('ledger.key.name', 'A key name is not empty and has no spaces and plus signs.');
  if (publicKey.length !== publicKeySize)
    return fail('ledger.key.size', `An Ed25519 public key has ${publicKeySize} bytes.`);
  const digest = hash(joinBytes(utf8(`${name}\n`), Uint8Array.of(ed25519), publicKey));
  return ok({ name, keyId: readKeyId(digest), publicKey });
}

/** One line to publish a key by: `name+key id in hexadecimal+base64(1, public key)`. */
export function formatVerifierKey({ name, keyId, publicKey }: VerifierKey): string {
  const encoded = toBase64(joinBytes(Uint8Array.of(ed25519), publicKey));
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${encoded}`;
}

/** Reads what `formatVerifierKey` wrote. Errors: `ledger.key.form`, `.kind`, `.id`, `.name`, `.size`. */
export function parseVerifierKey(text: string, hash: Hash): Result<VerifierKey> {
  const [, name = '', id = '', encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text) ?? [];
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length === 0)
    return fail('ledger.key.form', 'A verifier key is "name+key id+base64 of type and key".');
  if (bytes[0] !== ed25519)
    return fail('ledger.key.kind', 'Only Ed25519 keys (type 1) are supported here.');
  const key = verifierKey(name, bytes.subarray(1), hash);
  if (key.ok && key.value.keyId !== parseInt(id, 16))
    return fail('ledger.key.id', 'The key id does not belong to this name and key.');
  return key;
}
