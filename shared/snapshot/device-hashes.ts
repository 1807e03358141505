import type { Identifier } from '../contact/types.ts';
import { exactKey, wideKey } from '../contact/keys.ts';
import type { SipKey } from './siphash.ts';
import { sipHashHex } from './siphash.ts';

/**
 * What a device knows an identifier by: 16 hexadecimal digits each. Most addresses are their own wide
 * form; those need no hash of their own (`null`), which halves what a device has to keep.
 */
export type DeviceHashes = { readonly wide: string; readonly exact: string | null };

export function deviceHashes(key: SipKey, identifier: Identifier): DeviceHashes {
  const wide = wideKey(identifier);
  const isWide = wide === `${identifier.type}~${identifier.value}`;
  return {
    wide: sipHashHex(key, wide),
    exact: isWide ? null : sipHashHex(key, exactKey(identifier)),
  };
}
