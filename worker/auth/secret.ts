import { toHex, utf8 } from '../bytes.ts';
import type { Secrets } from '../secrets.ts';
import { readSecrets } from '../secrets.ts';

type AccountSecret = { readonly version: number; readonly value: string };

/**
 * What signs session cookies and encrypts what authenticator apps share with us: 64 hexadecimal digits for
 * each generation of the master key, under a label of their own, the current one first. Throws a 503
 * `Refusal` when the worker has no usable secrets.
 */
export async function accountSecrets(
  secrets: Secrets,
): Promise<[AccountSecret, ...AccountSecret[]]> {
  const { masters } = readSecrets(secrets);
  const made = await Promise.all(
    [...masters].map(async ([version, master]) => ({ version, value: await derive(master) })),
  );
  return made as [AccountSecret, ...AccountSecret[]];
}

async function derive(master: Uint8Array<ArrayBuffer>): Promise<string> {
  const key = await crypto.subtle.importKey('raw', master, 'HKDF', false, ['deriveBits']);
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: utf8('heed/v1'),
    info: utf8('accounts'),
  };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(derivation, key, 256)));
}
