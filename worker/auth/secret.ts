import { fromBase64, toHex, utf8 } from '../bytes.ts';
import type { Bindings } from '../env.ts';
import { noMasterKey } from '../errors.ts';
import { isMasterKey } from '../keys.ts';

/**
 * Signs session cookies and encrypts what authenticator apps share with us: 64 hexadecimal digits, from
 * MASTER_KEY under a label of its own. Throws a 503 `Refusal` when the worker has no usable MASTER_KEY.
 */
export async function accountSecret({ MASTER_KEY }: Bindings): Promise<string> {
  if (!isMasterKey(MASTER_KEY)) throw noMasterKey;
  const bytes = fromBase64(MASTER_KEY)!;
  const master = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits']);
  const info = utf8('accounts');
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: utf8('heed/v1'), info };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(derivation, master, 256)));
}
