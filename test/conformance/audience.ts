import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wilson } from '../../shared/fairness/proportions.ts';
import { classifyColumn } from '../../shared/screening/audience/columns.ts';
import sample from '../shared/screening/audience/iab-sample.json' with { type: 'json' };
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** Segments of the IAB Audience Taxonomy, against labels of our own on every eighth of them. */
export const suite: Suite = { name: 'Segments (IAB Audience 1.1)', folder: 'taxonomies', run };

function run(folder: string): Outcome {
  const tally = createTally();
  const wanted = new Map(
    Object.entries(sample.labels).flatMap(([label, ids]) => ids.map((id) => [id, label] as const)),
  );
  const wrong: string[] = [];
  let [found, right, looked] = [0, 0, 0];
  for (const [id, name] of segmentsIn(join(folder, 'iab-audience-1.1.tsv'))) {
    if (id % sample.step !== sample.first) continue;
    looked++;
    const said = classifyColumn(name)?.id;
    if (said !== undefined) found++;
    if (said !== undefined && said === wanted.get(id)) right++;
    else if (said !== wanted.get(id))
      wrong.push(`${name}: ${said ?? 'nothing'} instead of ${wanted.get(id) ?? 'nothing'}`);
  }
  tally.check(right / found >= 0.95, () => `precision ${right} of ${found}`);
  tally.check(right / wanted.size >= 0.95, () => `recall ${right} of ${wanted.size}`);
  return tally.outcome({
    notes: [
      `${looked} segments: precision ${told(right, found)}, recall ${told(right, wanted.size)}`,
      ...wrong,
    ],
  });
}

function told(chosen: number, size: number): string {
  const { low, high } = wilson({ chosen, size });
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  return `${chosen} of ${size} (${percent(low)} to ${percent(high)})`;
}

/** By id, with all its tiers. */
function segmentsIn(file: string): [number, string][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t').map((cell) => cell.replaceAll(/^"|"$/g, '').trim()))
    .flatMap((cells): [number, string][] =>
      cells[1] ? [[Number(cells[1]), cells.slice(4, 10).filter(Boolean).join(' | ')]] : [],
    );
}
