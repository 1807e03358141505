import { exactKey } from '../../shared/contact/keys.ts';
import { linkedinIdentifier } from '../../shared/contact/linkedin.ts';
import type { Identifier } from '../../shared/contact/types.ts';
import { announceChange } from './announce.ts';
import type { SealedLinks } from './kept.ts';
import { change, keptLinks, recall } from './kept.ts';

/** A page that was read wrongly must not make everybody one person: nobody has more names than this. */
const most = 4;

const isMemberId = ({ value }: Identifier): boolean => /^AC[ow]AA/.test(value);

/** One at a time, so that two profiles opened at once cannot lose each other's link. */
let writing: Promise<unknown> = Promise.resolve();

/**
 * Keeps that a slug and a member id are one LinkedIn member's. No names and no plain identifiers:
 * what belongs to an identifier lies under its keyed hash, sealed with a key made from it, so that
 * the store answers only those who ask about somebody they already have before them.
 */
export function link(identifiers: readonly Identifier[]): Promise<{ isNew: boolean }> {
  const done = writing.then(() => keepLink(identifiers));
  writing = done.catch(() => undefined);
  return done;
}

async function keepLink(identifiers: readonly Identifier[]): Promise<{ isNew: boolean }> {
  const [one, other, ...more] = identifiers;
  if (!one || !other || more.length > 0 || !isPair(one, other)) return { isNew: false };
  const [ofOne, ofOther] = [await others(one), await others(other)];
  const isNew = !ofOne.includes(other.value) || !ofOther.includes(one.value);
  if (!isNew || ofOne.length >= most || ofOther.length >= most) return { isNew: false };
  await seal(one, [...ofOne, other.value]);
  await seal(other, [...ofOther, one.value]);
  await announceChange();
  return { isNew: true };
}

/** A page's script says so: only what could be true is taken. */
function isPair(one: Identifier, other: Identifier): boolean {
  const isOwnForm = ({ type, value }: Identifier): boolean => {
    const read = linkedinIdentifier(value);
    return type === 'linkedin' && read.ok && read.value.value === value;
  };
  return isOwnForm(one) && isOwnForm(other) && isMemberId(one) !== isMemberId(other);
}

/** All other identifiers of the same member, as far as this device has seen them together. */
export async function linkedTo(identifier: Identifier): Promise<Identifier[]> {
  if (identifier.type !== 'linkedin') return [];
  const found = new Set([identifier.value]);
  for (const value of found)
    if (found.size <= most)
      for (const next of await others({ ...identifier, value })) found.add(next);
  found.delete(identifier.value);
  return [...found].map((value) => ({ type: 'linkedin', value }));
}

async function others(identifier: Identifier): Promise<string[]> {
  const { name, key } = await drawerOf(identifier);
  const sealed = await keptLinks.get(name);
  if (!sealed) return [];
  const { iv, data } = sealed;
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, data);
  return JSON.parse(new TextDecoder().decode(plain)) as string[];
}

async function seal(identifier: Identifier, values: readonly string[]): Promise<void> {
  const { name, key } = await drawerOf(identifier);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(values));
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, plain);
  await keptLinks.set(name, { iv, data } satisfies SealedLinks);
}

/** Where what belongs to an identifier lies, and the key to it: both from one hash of it. */
async function drawerOf(identifier: Identifier): Promise<{ name: string; key: CryptoKey }> {
  const text = new TextEncoder().encode(`${await saltOfThisDevice()} ${exactKey(identifier)}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-512', text));
  const key = await crypto.subtle.importKey('raw', hash.slice(32), 'AES-GCM', false, [
    'encrypt',
    'decrypt',
  ]);
  return { name: toHex(hash.slice(0, 16)), key };
}

async function saltOfThisDevice(): Promise<string> {
  const kept = await recall('linkSalt');
  if (kept !== undefined) return kept;
  const fresh = toHex(crypto.getRandomValues(new Uint8Array(16)));
  await change('linkSalt', (old) => old ?? fresh);
  return (await recall('linkSalt'))!;
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
