import type { Identifier } from '../contact/types.ts';
import { widenEmail } from '../contact/wide.ts';
import type { SipKey } from './siphash.ts';
import { hexOf, SipHasher } from './siphash.ts';

/**
 * The hashes under which an identifier is looked up: of its wide key, and of its domains. The same as
 * of `lookupKeys`, without making those strings, since most of those asked about are not on record.
 */
export class LookupHashes {
  readonly #hasher: SipHasher;
  /** Upper and lower halves in turn, as signed 32-bit numbers; overwritten by the next. */
  readonly halves = new Int32Array(256);
  #count = 0;

  constructor(key: SipKey) {
    this.#hasher = new SipHasher(key);
  }

  /** How many there are now in `halves`. */
  of({ type, value }: Identifier): number {
    this.#count = 0;
    if (type === 'email') {
      this.#add(widenEmail(value), 'email~');
      this.#addDomains(value, value.lastIndexOf('@') + 1);
    } else {
      this.#add(value, `${type}~`);
      if (type === 'domain') this.#addDomains(value, value.indexOf('.') + 1);
    }
    return this.#count;
  }

  /** Of the exact key, where that is not the wide form itself. */
  exactOf({ type, value }: Identifier): string | null {
    if (type !== 'email' || widenEmail(value) === value) return null;
    this.#hasher.text(value, 'email=');
    return hexOf(this.#hasher.high, this.#hasher.low);
  }

  /** The domain that begins there, and those above it of at least two labels; at most 126 in 253 characters. */
  #addDomains(value: string, start: number): void {
    let from = start;
    for (let dot = value.indexOf('.', from); dot >= 0; dot = value.indexOf('.', from)) {
      this.#add(value, 'domain~', from);
      from = dot + 1;
    }
  }

  #add(text: string, prefix: string, start = 0): void {
    this.#hasher.text(text, prefix, start);
    this.halves[2 * this.#count] = this.#hasher.high;
    this.halves[2 * this.#count + 1] = this.#hasher.low;
    this.#count++;
  }
}
