import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asksToStop } from '../../../../shared/screening/ask-to-stop/asks-to-stop.ts';

type Cases = { asks: string[]; leaves: string[] };

const folder = new URL('.', import.meta.url);
const languages = readdirSync(folder).filter((name) => name.endsWith('.json'));

describe.each(languages)('in %s', (name) => {
  const cases = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Cases;

  it('has at least forty of each', () => {
    expect(cases.asks.length).toBeGreaterThanOrEqual(40);
    expect(cases.leaves.length).toBeGreaterThanOrEqual(40);
  });

  it('recognises a wish to be left alone', () => {
    expect(cases.asks.filter((message) => !asksToStop(message))).toEqual([]);
  });

  it('takes nothing else for one', () => {
    expect(cases.leaves.filter((message) => asksToStop(message))).toEqual([]);
  });
});
