import { decode, encode } from 'punycode/punycode.es6.js';

/**
 * Labels of a domain name between the spelling that people see and the one that the network uses:
 * `bücher` and `xn--bcher-kva`. This is UTS #46 without its mapping table (90 kB): NFKC, lower case,
 * and then only characters for which the two agree. What is refused here a browser may still take;
 * what is accepted here a browser spells the same (tested against Node, code point by code point).
 */

/** The letters, marks and digits of IDNA2008 (RFC 5892 2.1), each its own lower-case compatibility form. */
const letters =
  /^(?:(?!\p{Default_Ignorable_Code_Point})[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}-])+$/u;
/** ß and ς would fold into `ss` and σ; since 2010 they are letters of their own (UTS #46, not transitional). */
const folds = /(?![ßς])\p{Changes_When_NFKC_Casefolded}/u;
const ldh = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
const maxLabel = 63;

/** The A-label, or `undefined` when the text cannot be one. Never throws. */
export function labelToAscii(text: string): string | undefined {
  const lower = map(text);
  if (lower.startsWith('xn--')) return isSameBothWays(lower) ? lower : undefined;
  const ascii = isAscii(lower) ? lower : isUnicodeLabel(lower) ? `xn--${encode(lower)}` : '';
  return ascii.length <= maxLabel && ldh.test(ascii) ? ascii : undefined;
}

/** `bücher` for `xn--bcher-kva`; other labels as they are. */
export function labelToUnicode(ascii: string): string {
  return (ascii.startsWith('xn--') && decodeOrNothing(ascii)) || ascii;
}

/**
 * Character by character: `toLowerCase` of a whole word would end ΦΆΣ in ς, which is another domain.
 * A ς stays only where it was typed as one.
 */
function map(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  const fold = (each: string) => each.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');
  const folded = Array.from(text, (each) => (each === 'ς' ? each : fold(each)));
  return folded.join('').normalize('NFKC');
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text);
}

function isUnicodeLabel(label: string): boolean {
  return (
    letters.test(label) &&
    !folds.test(label) &&
    !/^(?:\p{M}|-|..--)|-$/u.test(label) &&
    label.length <= maxLabel
  );
}

/** An A-label that decodes to what encodes to it: nobody can hide another name in odd punycode. */
function isSameBothWays(ascii: string): boolean {
  const unicode = ascii.length <= maxLabel ? decodeOrNothing(ascii) : undefined;
  return (
    unicode !== undefined &&
    !isAscii(unicode) &&
    map(unicode) === unicode &&
    isUnicodeLabel(unicode) &&
    `xn--${encode(unicode)}` === ascii
  );
}

function decodeOrNothing(ascii: string): string | undefined {
  try {
    return decode(ascii.slice(4));
  } catch {
    return undefined;
  }
}
