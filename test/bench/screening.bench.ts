import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { text as alex } from 'alex';
import { englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity';
import retextEnglish from 'retext-english';
import retextEquality from 'retext-equality';
import { unified } from 'unified';
import { packFor, screenedLanguages } from '../../shared/screening/packs.ts';
import { screen } from '../../shared/screening/screen.ts';
import type { Bench, Table } from './lib/table.ts';

/** What a keystroke costs: one message of usual length, screened by us and by linters of words. */
export const bench: Bench = { name: 'Screening a message', run };

const length = 2000;
const rounds = 16;

function run(): Table {
  const texts = textsOf('en');
  const equality = unified().use(retextEnglish).use(retextEquality);
  const obscenity = new RegExpMatcher({
    ...englishDataset.build(),
    ...englishRecommendedTransformers,
  });
  const works: Record<string, (text: string) => unknown> = {
    'Heed, all that it finds': (text) => screen({ body: text, lang: 'en' }),
    'Heed, language found out': (text) => screen({ body: text }),
    'alex 11.0.1': (text) => alex(text),
    'retext-equality 7.1.0': (text) => equality.runSync(equality.parse(text)),
    'obscenity 0.4.6': (text) => obscenity.getAllMatches(text),
  };
  const times = new Map(Object.keys(works).map((name) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, work] of Object.entries(works))
      for (const text of texts) {
        const started = performance.now();
        work(text);
        // The first rounds only warm up.
        if (round >= rounds / 4) times.get(name)!.push((performance.now() - started) * 1000);
      }
  const at = (list: number[], share: number): number =>
    list.sort((a, b) => a - b)[Math.floor(list.length * share)]!;
  return {
    columns: ['µs for 2,000 characters', 'least', 'median', 'p95'],
    rows: [...times].map(([name, list]) => [name, at(list, 0), at(list, 0.5), at(list, 0.95)]),
    notes: [
      `${texts.length} texts of ${length} characters of ordinary business mail, in turns. obscenity looks for profanity only.`,
      `Packs, gzipped: ${sizes()}`,
    ],
  };
}

function sizes(): string {
  const each = screenedLanguages.map((language) => ({
    language,
    size: gzipSync(JSON.stringify(packFor(language)!.pack), { level: 9 }).length / 1024,
  }));
  const all = each.reduce((sum, { size }) => sum + size, 0);
  return `${each.map(({ language, size }) => `${language} ${size.toFixed(1)}`).join(', ')}; all ${all.toFixed(1)} KB`;
}

/** The clean messages kept as test data, strung together and cut to length. */
function textsOf(language: string): string[] {
  const file = new URL(`../shared/screening/clean/${language}.jsonl`, import.meta.url);
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { body: string }).body)
    .join('\n\n');
  return Array.from({ length: Math.floor(all.length / length) }, (_, at) =>
    all.slice(at * length, (at + 1) * length),
  );
}
