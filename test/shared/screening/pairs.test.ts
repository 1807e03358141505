import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { screenedLanguages } from '../../../shared/screening/packs.ts';
import { screen } from '../../../shared/screening/screen.ts';

type Pair = { readonly category: string; readonly sensitive: string; readonly topic: string };
type Clean = { readonly subject: string; readonly body: string };

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
const found = (body: string, lang: string, subject = ''): string[] =>
  screen({ subject, body, lang, context: { firstContact: true } }).findings.map(
    ({ category, quote }) => `${category}: ${quote}`,
  );

describe.each(screenedLanguages)('in %s', (lang) => {
  const pairs = JSON.parse(read(`./${lang}/pairs.json`)) as Pair[];
  const clean = read(`./clean/${lang}.jsonl`)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Clean);

  it('finds what is said of the reader, under its category', () => {
    const missed = pairs.filter(
      ({ category, sensitive }) =>
        !found(sensitive, lang).some((one) => one.startsWith(`${category}:`)),
    );
    expect(missed.map(({ sensitive }) => `${sensitive} → ${found(sensitive, lang)}`)).toEqual([]);
    expect(pairs.length).toBeGreaterThanOrEqual(60);
  });

  it('stays quiet where the same words are a topic', () => {
    expect(pairs.flatMap(({ topic }) => found(topic, lang))).toEqual([]);
  });

  it('stays quiet on ordinary business mail', () => {
    expect(clean.flatMap(({ subject, body }) => found(body, lang, subject))).toEqual([]);
    expect(clean.length).toBeGreaterThanOrEqual(300);
  });
});
