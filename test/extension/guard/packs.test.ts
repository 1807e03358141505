import { beforeEach, describe, expect, it } from 'vitest';
import { Packs } from '../../../extension/guard/packs.ts';
import { en } from '../../../shared/screening/terms/en/pack.ts';
import type { Pack } from '../../../shared/screening/pack.ts';

let asked: string[];
let answer: Pack | null;
let now: number;
let packs: Packs;
beforeEach(() => {
  asked = [];
  answer = { ...en, lexicon: en.lexicon.slice(0, 3), formulas: [] };
  now = 0;
  packs = new Packs(
    async (language) => {
      asked.push(language);
      return answer;
    },
    () => now,
  );
});

describe('the languages of a page', () => {
  it('are fetched once each, however often they are asked for at the same time', async () => {
    expect(packs.isSettled('en')).toBe(false);
    await Promise.all([packs.load(['en', 'en']), packs.load(['en'])]);
    await packs.load(['en']);
    expect(asked).toEqual(['en']);
    expect(packs.isSettled('en')).toBe(true);
    expect(packs.get('en')?.pack).toBe(answer);
    expect(packs.size).toBe(1);
  });

  it('are not waited for when they cannot be had, and are asked for again after a minute', async () => {
    answer = null;
    await packs.load(['nl']);
    expect(packs.isSettled('nl')).toBe(true);
    expect(packs.get('nl')).toBeUndefined();
    await packs.load(['nl']);
    expect(asked).toEqual(['nl']);
    now = 60_001;
    expect(packs.isSettled('nl')).toBe(false);
    answer = en;
    await packs.load(['nl']);
    expect(asked).toEqual(['nl', 'nl']);
    expect(packs.get('nl')).toBeDefined();
  });

  it('do without one of which the asking fails', async () => {
    const failing = new Packs(async () => {
      throw new Error('The background is gone.');
    }, Date.now);
    await failing.load(['en']);
    expect(failing.isSettled('en')).toBe(true);
  });
});
