import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { SyncResponse } from '../../../shared/protocol/api.ts';
import { Selectors } from '../../../shared/protocol/selectors.ts';

const takes = (selectors: unknown): boolean => v.is(Selectors, selectors);
const many = (count: number, name: (at: number) => string) =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => [name(at), ['a']]));
const letters = (at: number): string =>
  `part${String.fromCharCode(97 + (at % 26), 97 + Math.floor(at / 26))}`;

describe('a set of selectors', () => {
  it('names parts of sites, each with CSS selectors in order', () => {
    expect(takes({})).toBe(true);
    expect(
      takes({
        gmail: { send: ['[role=button].aoO', '.IZ .Up div > div[role=button]:not([hidden])'] },
        linkedin: { composer: ['form.msg-form', 'a[href^="/preload/"]'], gone: [] },
      }),
    ).toBe(true);
  });

  it.each([
    ['another site', { example: { send: ['a'] } }],
    ['a part that is no name', { gmail: { 'send button': ['a'] } }],
    ['text in place of a list', { gmail: { send: 'a' } }],
    ['an empty selector', { gmail: { send: [''] } }],
    ['a rule with declarations', { gmail: { send: ['a { color: red }'] } }],
    ['markup', { gmail: { send: ['<script>'] } }],
    ['a character of control', { gmail: { send: ['a\nb'] } }],
    ['a selector of 301 characters', { gmail: { send: ['a'.repeat(301)] } }],
    ['21 selectors for a part', { gmail: { send: Array(21).fill('a') } }],
    ['61 parts', { gmail: many(61, letters) }],
  ])('cannot hold %s', (_, selectors) => {
    expect(takes(selectors)).toBe(false);
  });

  it('takes what is just within the limits', () => {
    expect(takes({ gmail: { ...many(60, letters), parta: ['a'.repeat(300)] } })).toBe(false);
    expect(takes({ gmail: many(60, letters) })).toBe(true);
    expect(takes({ gmail: { send: Array(20).fill('a'.repeat(300)) } })).toBe(true);
  });

  it('that cannot be read keeps nothing else of a sync from a device', () => {
    const { selectors } = SyncResponse.entries;
    expect(v.parse(selectors, { gmail: { send: ['{'] } })).toBeUndefined();
    expect(v.parse(selectors, null)).toBeNull();
    expect(v.parse(selectors, { gmail: {} })).toEqual({ gmail: {} });
  });
});
