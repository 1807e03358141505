import { createPrivateKey, createPublicKey, hash, sign, verify } from 'node:crypto';
import fc from 'fast-check';
import type { Hash } from '../../../shared/ledger/merkle/hasher.ts';
import { treeHasher } from '../../../shared/ledger/merkle/hasher.ts';
import type { Tree } from '../../../shared/ledger/merkle/tree.ts';
import { createTree } from '../../../shared/ledger/merkle/tree.ts';
import { verifierKey } from '../../../shared/ledger/note-key.ts';
import type { Signer, Verify } from '../../../shared/ledger/sign.ts';
import type { Problem, Result } from '../../../shared/result.ts';

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Expected success, got ${JSON.stringify(result.problem)}`);
  return result.value;
}

export function problemOf(result: Result<unknown>): Problem {
  if (result.ok) throw new Error(`Expected a problem, got ${JSON.stringify(result.value)}`);
  return result.problem;
}

export const sha256: Hash = (data) => new Uint8Array(hash('sha256', data, 'buffer'));
export const hasher = treeHasher(sha256);

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
export const hex = (value: Uint8Array): string => Buffer.from(value).toString('hex');

/** Entries that differ from each other, and from those with another salt. */
export function entries(count: number, salt = ''): Uint8Array[] {
  return Array.from({ length: count }, (_, at) => bytes(`{"at":${at}${salt}}`));
}

export function treeOf(list: readonly Uint8Array[]): Tree {
  const tree = createTree(hasher);
  for (const entry of list) tree.append(hasher.leaf(entry));
  return tree;
}

/** MTH, PATH and SUBPROOF word for word from RFC 9162 section 2.1, to check the code against. */
export const rfc = {
  root(d: readonly Uint8Array[]): Uint8Array {
    if (d.length === 0) return sha256(bytes(''));
    if (d.length === 1) return sha256(Buffer.concat([Buffer.of(0), d[0]!]));
    const k = rfc.split(d.length);
    const halves = [rfc.root(d.slice(0, k)), rfc.root(d.slice(k))];
    return sha256(Buffer.concat([Buffer.of(1), ...halves]));
  },
  path(m: number, d: readonly Uint8Array[]): Uint8Array[] {
    if (d.length === 1) return [];
    const k = rfc.split(d.length);
    return m < k
      ? [...rfc.path(m, d.slice(0, k)), rfc.root(d.slice(k))]
      : [...rfc.path(m - k, d.slice(k)), rfc.root(d.slice(0, k))];
  },
  subproof(m: number, d: readonly Uint8Array[], known: boolean): Uint8Array[] {
    if (m === d.length) return known ? [] : [rfc.root(d)];
    const k = rfc.split(d.length);
    return m <= k
      ? [...rfc.subproof(m, d.slice(0, k), known), rfc.root(d.slice(k))]
      : [...rfc.subproof(m - k, d.slice(k), false), rfc.root(d.slice(0, k))];
  },
  split(n: number): number {
    let k = 1;
    while (k * 2 < n) k *= 2;
    return k;
  },
};

/** An Ed25519 key that is the same in every run: RFC 8410's wrapping around 32 bytes of `seed`. */
export function signer(name: string, seed = 1): Signer {
  const wrapped = Buffer.concat([
    Buffer.from('302e020100300506032b657004220420', 'hex'),
    Buffer.alloc(32, seed),
  ]);
  const privateKey = createPrivateKey({ key: wrapped, format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
  const key = valueOf(verifierKey(name, new Uint8Array(spki.subarray(-32)), sha256));
  return { key, sign: (message) => new Uint8Array(sign(null, message, privateKey)) };
}

export const verifyEd25519: Verify = (publicKey, message, signature) => {
  const wrapped = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  const key = createPublicKey({ key: wrapped, format: 'der', type: 'spki' });
  return verify(null, message, key, signature);
};

/** What an attacker may put where a size or an index belongs. */
export const hostileNumber = fc.oneof(
  fc.nat({ max: 70 }),
  fc.constantFrom(
    -1,
    0.5,
    NaN,
    Infinity,
    -Infinity,
    2 ** 31,
    2 ** 32,
    2 ** 53 - 1,
    2 ** 53,
    2 ** 64,
  ),
  fc.double(),
);

/** Any UTF-16, also half surrogate pairs. (`fc.string` with the unit `binary` takes a second to set up.) */
export const anyText = fc
  .array(fc.oneof(fc.nat({ max: 0x10ffff }), fc.nat({ max: 0x7f })))
  .map((points) => String.fromCodePoint(...points));

/** The same bytes but for one bit. */
export function flipBit(value: Uint8Array, bit: number): Uint8Array {
  const copy = value.slice();
  const at = bit % (8 * copy.length);
  copy[at >> 3]! ^= 1 << (at & 7);
  return copy;
}
