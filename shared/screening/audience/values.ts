import lists from './values.json' with { type: 'json' };
import { wordsOf } from './words.ts';

const mostLooked = 200;
/** Of the values that are there. */
const enough = 0.8;

const words = Object.fromEntries(
  Object.entries(lists)
    .filter(([name]) => name !== '$comment')
    .map(([name, list]) => [name, new Set(list as string[])]),
);

const shapes: Record<string, (value: string) => boolean> = {
  ages: (value) => isAge(value) || isBirthDate(value),
  amounts: (value) => /^[$€£]?\s?\d[\d.,' ]*\s?(k|[$€£]|eur|usd|gbp|chf)?$/i.test(value),
  postcodes: isPostcode,
};

/** Whether most of a column's values are of this kind. Three at least: one alone says nothing. */
export function looksLike(kind: string, values: readonly string[]): boolean {
  const some = values
    .slice(0, mostLooked)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  if (some.length < 3) return false;
  const isOne = shapes[kind] ?? ((value) => words[kind]!.has(wordsOf(value).join(' ')));
  return some.filter(isOne).length >= enough * some.length;
}

function isAge(value: string): boolean {
  if (/^\d{1,3}\s?(-|–|to)\s?\d{1,3}$|^\d{2}\s?\+$|^[<>]\s?\d{2}$/.test(value)) return true;
  return /^\d{1,3}$/.test(value) && Number(value) <= 120;
}

function isBirthDate(value: string): boolean {
  const year = /^(?:(\d{4})(?:-\d\d-\d\d)?|\d{1,2}[./]\d{1,2}[./](\d{4}))$/.exec(value);
  const number = Number(year?.[1] ?? year?.[2] ?? Number.NaN);
  return number >= 1900 && number <= 2025;
}

/** Of the countries whose languages are known here, and the United States and Canada. */
function isPostcode(value: string): boolean {
  return [
    /^\d{4,5}(-\d{4})?$/,
    /^\d{4}-\d{3}$/,
    /^\d{5}-\d{3}$/,
    /^\d{4}\s?[A-Z]{2}$/i,
    /^[A-Z]{1,2}\d[A-Z\d]?(\s?\d[A-Z]{2})?$/i,
    /^[A-Z]\d[A-Z]\s?\d[A-Z]\d$/i,
  ].some((shape) => shape.test(value));
}
