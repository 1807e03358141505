import type * as v from 'valibot';

const nouns: Record<string, string> = {
  string: 'text in quotes',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list [...]',
  object: 'an object {...}',
  strict_object: 'an object {...}',
};

/**
 * What is wrong with a value, to follow its name: `must be a number.` In place of valibot's own sentences,
 * which repeat the input; messages given in a schema go before these.
 */
export function inWords(issue: v.BaseIssue<unknown>): string {
  const { type, expected } = issue;
  const requirement = (issue as { requirement?: unknown }).requirement;
  if (type === 'strict_object' && expected === 'never') return 'is not a known field.';
  if (issue.path && issue.received === 'undefined') return 'is required.';
  if (type === 'picklist' || type === 'union')
    return `must be one of ${(expected ?? '').replaceAll(/["()]/g, '').split(' | ').join(', ')}.`;
  if (type === 'min_length' && requirement === 1) return 'must not be empty.';
  if (type === 'max_length') return `must have at most ${String(requirement)} ${units(issue)}.`;
  if (type === 'min_value') return `must be at least ${String(requirement)}.`;
  if (type === 'max_value') return `must be at most ${String(requirement)}.`;
  return nouns[type] ? `must be ${nouns[type]}.` : 'has a form that is not accepted.';
}

function units(issue: v.BaseIssue<unknown>): string {
  return Array.isArray(issue.input) ? 'entries' : 'characters';
}
