import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { GuardReport } from '../../../shared/protocol/guard-report.ts';
import { guardReportsOf } from '../../../worker/store/guard-reports.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

const path = '/guard-reports';
const report = {
  site: 'gmail',
  problem: 'detectors-disagree',
  version: [0, 4, 1],
  structure: [
    { tag: 'div', role: 'dialog', attributes: ['aria-label', 'class'], depth: 0, count: 1 },
    { tag: 'custom', attributes: ['data'], depth: 3, count: 12 },
  ],
};
type Page = { reports: GuardReport[]; next: string | null };

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});
const send = (sent: unknown) => organisation.as('rep').post(path, sent);
const read = async (query = '') =>
  (await organisation.as('auditor').get<Page>(`${path}${query}`)).body;

describe('guard reports', () => {
  it('are kept as they were sent, with who sent them and when', async () => {
    const { status, body } = await organisation.as('rep').post<{ id: string }>(path, report);
    expect(status).toBe(201);
    const { reports, next } = await read();
    expect(next).toBeNull();
    expect(reports).toEqual([
      {
        ...report,
        id: body.id,
        reportedAt: expect.stringMatching(/^20\d\d-.*Z$/),
        reportedBy: expect.stringMatching(/^mem_/),
      },
    ]);
  });

  it.each([
    ['a site that is not ours', { site: 'jane@example.com' }],
    ['a problem in words', { problem: 'Jane Doe was written to' }],
    ['a tag that is no tag', { structure: [{ ...report.structure[0], tag: 'jane-doe' }] }],
    ['a role that is no role', { structure: [{ ...report.structure[0], role: 'Jane' }] }],
    [
      'an attribute’s value',
      { structure: [{ ...report.structure[0], attributes: ['aria-label=Jane'] }] },
    ],
    ['text', { structure: [{ ...report.structure[0], text: 'Dear Jane' }] }],
    ['a note', { note: 'Dear Jane' }],
    ['a version in words', { version: ['jane'] }],
    ['a count that spells something', { structure: [{ ...report.structure[0], count: 1e9 }] }],
    ['a count of none', { structure: [{ ...report.structure[0], count: 0 }] }],
    ['a part of an element', { structure: [{ ...report.structure[0], depth: 1.5 }] }],
    ['too many elements', { structure: Array(201).fill(report.structure[0]) }],
    [
      'too many attributes',
      { structure: [{ ...report.structure[0], attributes: Array(21).fill('class') }] },
    ],
  ])('cannot carry %s', async (_, change) => {
    const { status, body } = await send({ ...report, ...change });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/jane/i);
    expect((await read()).reports).toEqual([]);
  });

  it('are read from the newest, page by page', async () => {
    const reports = guardReportsOf({ db: env.DB, orgId: organisation.id });
    const ids = [];
    for (const now of [1000, 2000, 3000, 3000])
      ids.push(await reports.add(report as never, { reportedBy: 'mem_1', now }));
    ids.sort().reverse();
    const first = await read('?limit=3');
    expect(first.reports.map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(first.next).toBe(ids[2]);
    const last = await read(`?limit=3&before=${first.next}`);
    expect([last.reports.map(({ id }) => id), last.next]).toEqual([[ids[3]], null]);
  });

  it('are forgotten half a year later, when another comes', async () => {
    const reports = guardReportsOf({ db: env.DB, orgId: organisation.id });
    const day = 86_400_000;
    const add = (now: number) => reports.add(report as never, { reportedBy: 'mem_1', now });
    await add(1000 * day);
    const young = await add(1001 * day);
    const last = await add(1181 * day);
    expect((await read()).reports.map(({ id }) => id)).toEqual([last, young]);
  });

  it('are shown to no other organisation, and not forgotten with another’s', async () => {
    await send(report);
    const other = await newOrganisation();
    expect((await other.as('admin').get<Page>(path)).body.reports).toEqual([]);
    const far = { reportedBy: 'mem_1', now: 9e13 };
    await guardReportsOf({ db: env.DB, orgId: other.id }).add(report as never, far);
    expect((await read()).reports).toHaveLength(1);
  });

  it.each(['?before=x', '?limit=0', '?limit=201', `?before=${'G'.repeat(32)}`])(
    'refuse %s',
    async (query) => {
      expect((await organisation.as('admin').get(`${path}${query}`)).status).toBe(400);
    },
  );

  it.each(['rep', 'marketer'] as const)('are not for the role %s to read', async (role) => {
    expect((await organisation.as(role).get(path)).status).toBe(403);
  });
});
