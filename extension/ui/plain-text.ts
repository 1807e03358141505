import { say } from './say.ts';

/**
 * Controls and direction overrides, with which a name could pretend to be another one. Joiners stay:
 * Persian and emoji are written with them.
 */
const deceptive = /[\p{Cc}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/** A label from a page, safe to show beside our own words. */
export function plainLabel(label: string): string {
  return label.replaceAll(deceptive, ' ').replaceAll(/\s+/g, ' ').trim() || say('no-name');
}

/** `Amelia Hart <amelia@example.com>` as its parts; an address alone has no name. */
export function nameAndAddress(label: string): { name: string; address: string } {
  const plain = plainLabel(label);
  const [, name, address] = /^(.*\S)\s*<([^<>]*)>$/.exec(plain) ?? [];
  return name && address ? { name, address } : { name: plain, address: '' };
}
