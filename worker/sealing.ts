import { fromHex, fromUtf8, randomBytes, toHex, utf8 } from './bytes.ts';
import { unknownGeneration } from './errors.ts';
import type { OrgKeys } from './keys.ts';

/**
 * Encryption of what identifies a contact. Sealed bytes are a version (1), a nonce of 12 bytes and
 * AES-256-GCM's ciphertext with its tag, as hexadecimal digits. What they belong to is bound in as
 * additional data, so that bytes moved to another contact or organisation do not open. Before a wrapped
 * contact key stands the generation of the master key that opens it, in two bytes: whoever has the bytes
 * knows which key they need.
 */
const version = '01';
const nonceBytes = 12;
const generationDigits = 4;

/** Whose, and which part of it. */
type Place = { readonly orgId: string; readonly contactId: string };
type Part = 'contact-key' | 'identifier' | 'event-text' | 'secret';

/**
 * A new contact's own key, and the contact's identifier sealed with it; destroying `wrapped` makes everything
 * sealed with it unreadable for good. The two encryptions and the import are all that is awaited: a thousand
 * contacts one after another take half the time of all at once in functions that each do one thing,
 * whose promises outweigh the work (40 and 80 µs, 2026-11-21).
 */
export async function newSealedContact(
  keys: OrgKeys,
  place: Place,
  identifier: string,
): Promise<{ key: CryptoKey; wrapped: string; sealed: string }> {
  const raw = randomBytes(32);
  const [wrapIv, sealIv] = [randomBytes(nonceBytes), randomBytes(nonceBytes)];
  const kek = keys.wrapping.get(keys.generation)!;
  const wrapping = crypto.subtle.encrypt(algorithm(wrapIv, place, 'contact-key'), kek, raw);
  const key = await importContactKey(raw);
  const text = utf8(identifier);
  const sealed = await crypto.subtle.encrypt(algorithm(sealIv, place, 'identifier'), key, text);
  return {
    key,
    wrapped: generationPrefix(keys.generation) + toSealed(wrapIv, await wrapping),
    sealed: toSealed(sealIv, sealed),
  };
}

/** Throws a 503 `Refusal` when the generation that wrapped it is not among the secrets. */
export async function openContactKey(
  keys: OrgKeys,
  place: Place,
  wrapped: string,
): Promise<CryptoKey> {
  return importContactKey(await unwrap(keys, place, 'contact-key', wrapped));
}

/** The same contact key, wrapped by the current generation. Throws as `openContactKey` does. */
export async function wrapAnew(keys: OrgKeys, place: Place, wrapped: string): Promise<string> {
  const raw = await unwrap(keys, place, 'contact-key', wrapped);
  return wrap(keys, place, 'contact-key', new Uint8Array(raw));
}

/** Seals what belongs to no contact but to `id`: a provider's keys, a webhook's. As hard to open as a contact's key. */
export function sealSecret(
  keys: OrgKeys,
  orgId: string,
  id: string,
  text: string,
): Promise<string> {
  return wrap(keys, { orgId, contactId: id }, 'secret', utf8(text));
}

/** Throws as `openContactKey` does. */
export async function openSecret(
  keys: OrgKeys,
  orgId: string,
  id: string,
  sealed: string,
): Promise<string> {
  return fromUtf8(await unwrap(keys, { orgId, contactId: id }, 'secret', sealed));
}

/** What the wrapped keys of a generation begin with. */
export function generationPrefix(generation: number): string {
  return generation.toString(16).padStart(generationDigits, '0');
}

async function wrap(
  keys: OrgKeys,
  place: Place,
  part: Part,
  raw: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const { generation } = keys;
  const sealed = await encrypt(keys.wrapping.get(generation)!, place, part, raw);
  return generationPrefix(generation) + sealed;
}

async function unwrap(
  keys: OrgKeys,
  place: Place,
  part: Part,
  wrapped: string,
): Promise<ArrayBuffer> {
  const generation = Number.parseInt(wrapped.slice(0, generationDigits), 16);
  if (Number.isNaN(generation)) throw new Error('The contact has no key: it was erased.');
  const key = keys.wrapping.get(generation);
  if (!key) throw unknownGeneration(generation);
  return decrypt(key, place, part, wrapped.slice(generationDigits));
}

export function sealText(key: CryptoKey, place: Place, part: Part, text: string): Promise<string> {
  return encrypt(key, place, part, utf8(text));
}

export async function openText(
  key: CryptoKey,
  place: Place,
  part: Part,
  sealed: string,
): Promise<string> {
  return fromUtf8(await decrypt(key, place, part, sealed));
}

function importContactKey(raw: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

async function encrypt(
  key: CryptoKey,
  place: Place,
  part: Part,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<string> {
  const iv = randomBytes(nonceBytes);
  const sealed = await crypto.subtle.encrypt(algorithm(iv, place, part), key, bytes);
  return toSealed(iv, sealed);
}

function toSealed(iv: Uint8Array, sealed: ArrayBuffer): string {
  return version + toHex(iv) + toHex(new Uint8Array(sealed));
}

async function decrypt(
  key: CryptoKey,
  place: Place,
  part: Part,
  sealed: string,
): Promise<ArrayBuffer> {
  if (!sealed.startsWith(version)) throw new Error('Sealed bytes of an unknown version.');
  const bytes = fromHex(sealed);
  const iv = bytes.slice(1, 1 + nonceBytes);
  return crypto.subtle.decrypt(algorithm(iv, place, part), key, bytes.slice(1 + nonceBytes));
}

function algorithm(iv: Uint8Array<ArrayBuffer>, { orgId, contactId }: Place, part: Part) {
  return {
    name: 'AES-GCM',
    iv,
    additionalData: utf8(`heed/v1\0${part}\0${orgId}\0${contactId}`),
  };
}
