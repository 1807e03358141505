import { fromBase64, toHex, utf8 } from './bytes.ts';
import { noMasterKey } from './errors.ts';

/** What one organisation's data is found and protected with. Nothing of it is stored. */
export type OrgKeys = {
  /** Blind-index key of a lookup key: 16 bytes as 32 hexadecimal digits. */
  readonly blind: (lookupKey: string) => Promise<string>;
  /** Keyed hash of what an event said, in the same form. */
  readonly digest: (content: string) => Promise<string>;
  /** Encrypts the contacts' own keys (AES-256-GCM). */
  readonly wrapping: CryptoKey;
  /** 32 hexadecimal digits for SipHash, given to enrolled devices. */
  readonly deviceKey: string;
};

const masterKeyBytes = 32;
/** Not a secret: says that the keys are ours, and of which generation. */
const salt = utf8('heed/v1');

/** Each key has its own label and organisation, so that none tells anything of another (RFC 5869 3.2). */
export async function orgKeys(masterKey: string | undefined, orgId: string): Promise<OrgKeys> {
  const master = await importMaster(masterKey);
  const derive = (label: string, bytes: number) =>
    crypto.subtle.deriveBits(
      { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(`${label}\0${orgId}`) },
      master,
      8 * bytes,
    );
  const [blind, digest, wrapping, device] = await Promise.all([
    derive('blind-index', 32),
    derive('event-digest', 32),
    derive('contact-keys', 32),
    derive('device', 16),
  ]);
  return {
    blind: await keyedHash(blind),
    digest: await keyedHash(digest),
    wrapping: await crypto.subtle.importKey('raw', wrapping, 'AES-GCM', false, [
      'encrypt',
      'decrypt',
    ]),
    deviceKey: toHex(new Uint8Array(device)),
  };
}

export function isMasterKey(text: string | undefined): text is string {
  return fromBase64(text ?? '')?.length === masterKeyBytes;
}

async function importMaster(text: string | undefined): Promise<CryptoKey> {
  const bytes = fromBase64(text ?? '');
  if (bytes?.length !== masterKeyBytes) throw noMasterKey;
  return crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
}

/** HMAC-SHA-256, cut to 128 bits: enough to find rows by, at half the space in every index. */
async function keyedHash(raw: ArrayBuffer): Promise<(text: string) => Promise<string>> {
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
  ]);
  return async (text) =>
    toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)), 0, 16));
}
