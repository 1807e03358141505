import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fate, Run } from './drift/drift.ts';
import { sendFrom } from './drift/drift.ts';
import { driftSites } from './drift/sites.ts';
import type { DriftWorld } from './drift/world.ts';
import { startDriftWorld } from './drift/world.ts';

/** `HEED_DRIFT=500 npm test -- --project e2e drift` tries as many as docs/guard.md tells of. */
const wished = process.env['HEED_DRIFT'];
const seedsTo = (many: number) => Array.from({ length: many }, (_, at) => at + 1);

let world: DriftWorld;
beforeAll(async () => {
  world = await startDriftWorld();
});
afterAll(() => world?.stop());

const count = (runs: readonly Run[], fate: Fate): number =>
  runs.filter((run) => run.fate === fate).length;
const say = (runs: readonly Run[]): string =>
  runs
    .map(
      ({ fate, seed, gesture, changes, states }) =>
        `${fate}: ${seed} ${gesture}: ${changes.join(' ')} [${states.join(' ')}]`,
    )
    .join('\n');

const fates: readonly Fate[] = [
  'stopped',
  'asked about',
  'left, said before',
  'left, said after',
  'left in silence',
  'page does not send',
];
const sum = (runs: readonly Run[]): string =>
  fates.map((fate) => `${fate}: ${count(runs, fate)}`).join(', ');

/** Gmail's page is of one sort, LinkedIn's of nine. */
describe.each([
  { site: driftSites.gmail, sorts: 1, many: Number(wished ?? 60) },
  { site: driftSites.linkedin, sorts: 9, many: Number(wished ?? 24) },
])('a page of $site.name that has changed', ({ site, sorts, many }) => {
  const sendAll = async (to: 'objector' | 'agreed', seeds: readonly number[], isChanged = true) => {
    const runs: Run[] = [];
    for (const seed of seeds) runs.push(await sendFrom(world, site, { seed, to, isChanged }));
    return runs;
  };

  beforeAll(() => world.reload(site));

  it('works as before while nothing has changed', async () => {
    const stopped = await sendAll('objector', seedsTo(sorts), false);
    expect(say(stopped.filter(({ fate }) => fate !== 'stopped'))).toBe('');
    const left = await sendAll('agreed', seedsTo(sorts), false);
    expect(say(left.filter(({ fate }) => fate !== 'left in silence'))).toBe('');
  });

  const known = new Map<number, Fate>();

  it(
    `lets no message to somebody who objected leave in silence, in ${many} changes`,
    { timeout: many * 10_000 },
    async () => {
      const runs = await sendAll('objector', seedsTo(many));
      for (const { seed, fate } of runs) known.set(seed, fate);
      console.log(`${site.name}, to somebody who objected: ${sum(runs)}`);
      console.log(say(runs.filter(({ fate }) => fate.startsWith('left'))));
      expect(say(runs.filter(({ fate }) => fate === 'left in silence'))).toBe('');
      expect(count(runs, 'stopped')).toBeGreaterThan(many / 3);
    },
  );

  it(
    'lets most messages go to people who agreed, and raises no false alarm about them',
    { timeout: many * 10_000 },
    async () => {
      // Every fifth change is tried with people who agreed, too.
      const runs = await sendAll(
        'agreed',
        seedsTo(many).filter((seed) => seed % 5 === 0),
      );
      console.log(`${site.name}, to people who agreed: ${sum(runs)}`);
      const held = count(runs, 'stopped') + count(runs, 'asked about');
      expect(held).toBeLessThanOrEqual(runs.length / 2);
      // What the guard never saw leave is rightly told of, whomever it went to.
      const alarms = runs.filter(({ fate }) => fate === 'left, said after');
      expect(say(alarms.filter(({ seed }) => known.get(seed) !== 'left, said after'))).toBe('');
    },
  );
});
