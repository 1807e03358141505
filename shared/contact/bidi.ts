import { labelToUnicode } from './idna.ts';

/**
 * The Bidi rule (RFC 5893 2) for names with Hebrew, Arabic and the like, a little stricter than it
 * needs to be: beside such a label only plain ASCII ones; within it only Hebrew, Arabic, Syriac and
 * Thaana, of which every browser knows the direction (Node 24 does not know Arabic Extended-B yet).
 */
const rightToLeft =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const wholeLabel = /^[\u0590-\u07bf0-9-]+$/;
const europeanDigit = /[0-9\u06f0-\u06f9]/;
const arabicDigit = /[\u0660-\u0669]/;

/** Whether the labels (A-labels) can stand together so that they read in one order only. */
export function readsOneWay(labels: readonly string[]): boolean {
  if (!labels.some((label) => label.startsWith('xn--'))) return true;
  const shown = labels.map(labelToUnicode);
  if (!shown.some((label) => rightToLeft.test(label))) return true;
  return shown.every((label) =>
    rightToLeft.test(label) ? isRightToLeft(label) : /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/.test(label),
  );
}

function isRightToLeft(label: string): boolean {
  return (
    wholeLabel.test(label) &&
    /^\p{L}/u.test(label) &&
    /[\p{L}\p{Nd}]\p{M}*$/u.test(label) &&
    !(europeanDigit.test(label) && arabicDigit.test(label))
  );
}
