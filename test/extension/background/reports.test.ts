import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { GuardReportRequest } from '../../../shared/protocol/guard-report.ts';
import type { PageReport } from '../../../shared/protocol/messages.ts';
import { fail, ok } from '../../../shared/result.ts';

// There is no IndexedDB and no browser here; the end-to-end tests run with both.
const { kept } = vi.hoisted(() => ({ kept: new Map<string, unknown>() }));
vi.mock('../../../extension/background/kept.ts', () => ({
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
}));
vi.mock('webextension-polyfill', () => ({
  default: { runtime: { getManifest: () => ({ version: '0.4.1' }) } },
}));
const { report, sendReports } = await import('../../../extension/background/reports.ts');

const hour = 3_600_000;
const told: PageReport = {
  site: 'gmail',
  problem: 'no-send',
  structure: [
    {
      tag: 'div',
      role: 'Dialog',
      attributes: ['class', 'data-x', 'data-y', 'jane'],
      depth: 0,
      count: 1,
    },
    { tag: 'x-jane', role: 'jane', attributes: [], depth: 900, count: 2 },
    { tag: 'y-other', role: 'other', attributes: [], depth: 900, count: 20_000 },
  ],
};
/** What the worker was sent. */
async function sent(answer = ok<unknown>({})): Promise<GuardReportRequest[]> {
  const posted: GuardReportRequest[] = [];
  await sendReports(async (one) => {
    posted.push(one);
    return answer;
  });
  return posted;
}

beforeEach(() => kept.clear());

describe('a report of a page that could not be protected', () => {
  it('is made of known words and numbers alone, as the worker takes it', async () => {
    await report(told, 0);
    const [only] = await sent();
    expect(only).toEqual({
      site: 'gmail',
      problem: 'no-send',
      version: [0, 4, 1],
      structure: [
        { tag: 'div', role: 'dialog', attributes: ['class', 'data', 'other'], depth: 0, count: 1 },
        { tag: 'custom', role: 'other', attributes: [], depth: 100, count: 10_000 },
      ],
    });
    expect(v.is(GuardReportRequest, only)).toBe(true);
  });

  it('is sent once a day for each site and problem', async () => {
    await report(told, 0);
    await report(told, 23 * hour);
    await report({ ...told, problem: 'site-failed' }, 23 * hour);
    expect((await sent()).map(({ problem }) => problem)).toEqual(['no-send', 'site-failed']);
    await report(told, 25 * hour);
    expect(await sent()).toHaveLength(1);
  });

  it('waits while the worker cannot be reached, and goes away when it is refused', async () => {
    await report(told, 0);
    expect(await sent(fail('worker.unreachable', 'No answer.'))).toHaveLength(1);
    expect(await sent(fail('input.invalid', 'No.'))).toHaveLength(1);
    expect(await sent()).toEqual([]);
  });

  it('of a site that is not ours is not kept', async () => {
    await report({ ...told, site: 'example.com' }, 0);
    expect(await sent()).toEqual([]);
  });
});
