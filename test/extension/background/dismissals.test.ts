import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { DismissalsRequest } from '../../../shared/protocol/screening.ts';
import type { Dismissal } from '../../../shared/protocol/screening.ts';
import { fail, ok } from '../../../shared/result.ts';

// There is no IndexedDB here; the end-to-end tests run with it.
const { kept } = vi.hoisted(() => ({ kept: new Map<string, unknown>() }));
vi.mock('../../../extension/background/kept.ts', () => ({
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
}));
const { noteDismissal, sendDismissals } =
  await import('../../../extension/background/dismissals.ts');

const religion = { category: 'pd:Religion', binder: 'apposition' } as const;
const age = { category: 'pd:Age', binder: 'copula' } as const;

async function sent(answer = ok<unknown>({}), meanwhile = async () => {}): Promise<Dismissal[][]> {
  const posted: Dismissal[][] = [];
  await sendDismissals(async (counts) => {
    posted.push(counts);
    await meanwhile();
    return answer;
  });
  return posted;
}

beforeEach(() => kept.clear());

describe('what was dismissed', () => {
  it('is counted by rule, and sent once, as the worker takes it', async () => {
    for (const rule of [religion, age, religion]) await noteDismissal(rule);
    const [counts] = await sent();
    expect(counts).toEqual([
      { ...age, count: 1 },
      { ...religion, count: 2 },
    ]);
    expect(v.is(DismissalsRequest, { dismissals: counts })).toBe(true);
    expect(await sent()).toEqual([]);
  });

  it('waits while the worker cannot be reached, and is not sent again when it refuses', async () => {
    await noteDismissal(age);
    await sent(fail('worker.unreachable', 'No answer.') as never);
    expect(await sent(fail('input.invalid', 'No.') as never)).toEqual([[{ ...age, count: 1 }]]);
    expect(await sent()).toEqual([]);
  });

  it('is not lost when it comes while others are sent', async () => {
    await noteDismissal(age);
    await sent(undefined, () => noteDismissal(age));
    expect(await sent()).toEqual([[{ ...age, count: 1 }]]);
  });

  it('is sent a hundred rules at a time', async () => {
    for (let index = 0; index < 101; index++)
      await noteDismissal({ ...age, binder: `rule-${index}` });
    expect((await sent())[0]).toHaveLength(100);
    expect((await sent())[0]).toHaveLength(1);
  });
});
