/*
 * The code that a person reads off one screen and types on another (RFC 8628 6.1): eight letters without
 * vowels, so that none spells a word, and without those that look like another; some 34 bits, for ten
 * minutes and few tries.
 */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;

/** Of random bytes. Those that would make some letters likelier than others are passed over. */
export function userCodeFrom(random: Uint8Array): string {
  const fair = 256 - (256 % letters.length);
  const code = [...random]
    .filter((byte) => byte < fair)
    .slice(0, length)
    .map((byte) => letters[byte % letters.length]);
  if (code.length < length) throw new RangeError('Give more random bytes: at least 32.');
  return code.join('');
}

/** `WDJB-MJHT`, as it is shown. */
export function showUserCode(code: string): string {
  return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
}

/** What a person typed, in whatever case and with whatever between; `undefined` when it is no code. */
export function readUserCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[^A-Z]/g, '');
  return code.length === length && [...code].every((letter) => letters.includes(letter))
    ? code
    : undefined;
}
