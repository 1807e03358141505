import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenedLanguages } from '../../shared/screening/packs.ts';
import { screen } from '../../shared/screening/screen.ts';
import { descriptorCases } from './lib/screening-bound.ts';
import { quietSets } from './lib/screening-quiet.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { wilson } from './lib/wilson.ts';

/**
 * What screening finds where a trait is bound to the reader, and where it is not. There are no right
 * answers to fail on: the figures are what docs/screening.md has to say.
 */
export const suite: Suite = { name: 'Screening', folder: 'screening', run };

/** Misses and false warnings are listed where this is set: `SCREENING_LIST=1 npm run conformance`. */
const lists = process.env['SCREENING_LIST'] !== undefined;

function run(folder: string): Outcome {
  const notes: string[] = [];
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  for (const language of screenedLanguages) {
    const byAxis = new Map<string, { hits: number; of: number }>();
    for (const { axis, text } of descriptorCases(language, read)) {
      const tally = byAxis.get(axis) ?? { hits: 0, of: 0 };
      const isFound = screen({ body: text, lang: language }).findings.length > 0;
      if (!isFound && lists) notes.push(`${language} missed (${axis}): ${text}`);
      byAxis.set(axis, { hits: tally.hits + (isFound ? 1 : 0), of: tally.of + 1 });
    }
    const all = [...byAxis.values()];
    const total = (key: 'hits' | 'of'): number => all.reduce((sum, one) => sum + one[key], 0);
    if (all.length > 0) notes.push(`${language} found, all: ${wilson(total('hits'), total('of'))}`);
    for (const [axis, { hits, of }] of byAxis)
      notes.push(`${language} found, ${axis}: ${wilson(hits, of)}`);
    for (const { name, texts } of quietSets(language, read)) {
      const warned = texts.filter((message) => {
        const { findings } = screen({ lang: language, ...message });
        if (findings.length > 0 && lists)
          for (const { category, binder, quote } of findings)
            notes.push(`${language} warned (${name}): ${category} ${binder} "${quote}"`);
        return findings.length > 0;
      });
      notes.push(`${language} warned, ${name}: ${wilson(warned.length, texts.length)}`);
    }
  }
  if (screenedLanguages.includes('en')) notes.push(...urgencyNotes(read));
  return { passed: screenedLanguages.length, failed: [], notes };
}

/** Strings from shops, labelled by others: how much urgency and scarcity is found, and how rightly. */
function urgencyNotes(read: (name: string) => string): string[] {
  const rows = read('urgency-scarcity.tsv')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'))
    .filter((row) => row.length === 4);
  const share = (labels: readonly string[]): string => {
    const texts = rows.filter(([, , , label]) => labels.includes(label!));
    const hits = texts.filter(([, text]) =>
      screen({ body: text!, lang: 'en' }).findings.some(
        ({ category }) => category === 'heed:FalseUrgency',
      ),
    );
    return wilson(hits.length, texts.length);
  };
  return [
    `en found, urgency and scarcity: ${share(['Urgency', 'Scarcity'])}`,
    `en warned, neither: ${share(['Not Dark Pattern'])}`,
  ];
}
