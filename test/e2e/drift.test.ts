import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fate, Run } from './drift/drift.ts';
import { sendFromChanged } from './drift/drift.ts';
import type { DriftWorld } from './drift/world.ts';
import { startDriftWorld } from './drift/world.ts';

/** `HEED_DRIFT=500 npm test -- --project e2e drift` tries as many as docs/guard.md tells of. */
const many = Number(process.env['HEED_DRIFT'] ?? 60);
const seeds = Array.from({ length: many }, (_, at) => at + 1);
/** Every fifth change is tried with people who agreed, too. */
const sampled = seeds.filter((seed) => seed % 5 === 0);

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

describe('a page that has changed', () => {
  it('works as before while nothing has changed', async () => {
    expect((await sendFromChanged(world, 0, 'objector')).fate).toBe('stopped');
    expect((await sendFromChanged(world, 0, 'agreed')).fate).toBe('left in silence');
  });

  it(
    `lets no message to somebody who objected leave in silence, in ${many} changes`,
    { timeout: many * 10_000 },
    async () => {
      const runs: Run[] = [];
      for (const seed of seeds) runs.push(await sendFromChanged(world, seed, 'objector'));
      const silent = runs.filter(({ fate }) => fate === 'left in silence');
      console.log(`To somebody who objected: ${sum(runs)}`);
      console.log(say(runs.filter(({ fate }) => fate.startsWith('left'))));
      expect(say(silent)).toBe('');
      expect(count(runs, 'stopped')).toBeGreaterThan(many / 3);
    },
  );

  it(
    'lets most messages go to people who agreed, and raises no alarm about them',
    { timeout: many * 10_000 },
    async () => {
      const runs: Run[] = [];
      for (const seed of sampled) runs.push(await sendFromChanged(world, seed, 'agreed'));
      const alarms = runs.filter(({ fate }) => fate === 'left, said after');
      console.log(`To people who agreed: ${sum(runs)}`);
      const held = count(runs, 'stopped') + count(runs, 'asked about');
      expect(held).toBeLessThan(runs.length / 2);
      expect(say(alarms)).toBe('');
    },
  );
});
