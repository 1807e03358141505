import { toHex, utf8 } from './bytes.ts';
import type { Secrets } from './secrets.ts';
import { readSecrets } from './secrets.ts';
import { keyedHash } from './sha256.ts';

/** What one organisation's data is found and protected with. Nothing of it is stored. */
export type OrgKeys = {
  /** Blind-index key of a lookup key: 16 bytes as 32 hexadecimal digits. */
  readonly blind: (lookupKey: string) => string;
  /** Keyed hash of what an event said, in the same form. */
  readonly digest: (content: string) => string;
  /** 32 hexadecimal digits for SipHash, given to enrolled devices. */
  readonly deviceKey: string;
  /** The generation of the master key that new things are protected with. */
  readonly generation: number;
  /** Encrypts the contacts' own keys (AES-256-GCM), by generation: the current one and those retired. */
  readonly wrapping: ReadonlyMap<number, CryptoKey>;
  /** The 32 bytes that a generation's Ed25519 key for the log is made from. */
  readonly logSeed: (generation: number) => Promise<Uint8Array<ArrayBuffer>>;
};

/** Not a secret: says that the keys are ours, and of which kind. */
const salt = utf8('heed/v1');

/**
 * Each key has its own label and organisation, so that none tells anything of another (RFC 5869 3.2).
 * What events refer to for ever comes from INDEX_KEY, what can be made anew from MASTER_KEY. Throws a
 * 503 `Refusal` when one of the secrets is missing or unusable.
 */
export async function orgKeys(secrets: Secrets, orgId: string): Promise<OrgKeys> {
  const { index, masters, generation } = readSecrets(secrets);
  const stable = await deriver(index, orgId);
  const rooms = await Promise.all(
    [...masters].map(async ([each, master]) => [each, await deriver(master, orgId)] as const),
  );
  const byGeneration = new Map(rooms);
  const [blind, digest, device, ...wrapping] = await Promise.all([
    stable('blind-index', 32),
    stable('event-digest', 32),
    stable('device', 16),
    ...rooms.map(async ([each, derive]) => [each, await wrappingKey(derive)] as const),
  ]);
  return {
    blind: keyedHash(blind),
    digest: keyedHash(digest),
    deviceKey: toHex(device),
    generation,
    wrapping: new Map(wrapping),
    logSeed: (each) => byGeneration.get(each)!('log-signing', 32),
  };
}

type Derive = (label: string, bytes: number) => Promise<Uint8Array<ArrayBuffer>>;

async function deriver(root: Uint8Array<ArrayBuffer>, orgId: string): Promise<Derive> {
  const key = await crypto.subtle.importKey('raw', root, 'HKDF', false, ['deriveBits']);
  return async (label, bytes) => {
    const info = utf8(`${label}\0${orgId}`);
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info };
    return new Uint8Array(await crypto.subtle.deriveBits(derivation, key, 8 * bytes));
  };
}

async function wrappingKey(derive: Derive): Promise<CryptoKey> {
  const raw = await derive('contact-keys', 32);
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}
