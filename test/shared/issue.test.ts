import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { inWords } from '../../shared/issue.ts';

function said(schema: v.GenericSchema, input: unknown): string | undefined {
  return v.safeParse(schema, input, { message: inWords }).issues?.[0].message;
}

describe('what is wrong with a value', () => {
  it.each([
    ['a field that nobody knows', v.strictObject({}), { a: 1 }, 'is not a known field.'],
    ['a field that is missing', v.object({ a: v.string() }), {}, 'is required.'],
    ['another word', v.picklist(['on', 'off']), 'maybe', 'must be one of on, off.'],
    ['no text', v.string(), 5, 'must be text in quotes.'],
    ['no whole number', v.pipe(v.number(), v.integer()), 1.5, 'must be a whole number.'],
    ['no list', v.array(v.string()), {}, 'must be a list [...].'],
    ['nothing', v.pipe(v.string(), v.minLength(1)), '', 'must not be empty.'],
    ['long text', v.pipe(v.string(), v.maxLength(2)), 'abc', 'must have at most 2 characters.'],
    [
      'a long list',
      v.pipe(v.array(v.any()), v.maxLength(1)),
      [1, 2],
      'must have at most 1 entries.',
    ],
    ['too little', v.pipe(v.number(), v.minValue(1)), 0, 'must be at least 1.'],
    ['too much', v.pipe(v.number(), v.maxValue(9)), 10, 'must be at most 9.'],
    ['another form', v.pipe(v.string(), v.regex(/^a/)), 'b', 'has a form that is not accepted.'],
  ])('%s is told', (_, schema, input, message) => {
    expect(said(schema, input)).toBe(message);
  });

  it('is told in the words of the schema, where it has its own', () => {
    expect(said(v.string('Write a name.'), 7)).toBe('Write a name.');
  });

  it('never repeats what was sent', () => {
    for (const schema of [v.string(), v.number(), v.picklist(['a']), v.strictObject({})])
      expect(said(schema, { 'jane@example.com': ['jane@example.com'] })).not.toContain('jane');
  });
});
