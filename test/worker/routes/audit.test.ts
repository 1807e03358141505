import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditPage } from '../../../shared/protocol/access.ts';
import { auditing } from '../../../worker/store/access/audit.ts';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

type Page = v.InferOutput<typeof AuditPage>;

let organisation: Organisation;
beforeAll(async () => {
  organisation = await newOrganisation();
  const other = await newOrganisation();
  const write = ({ id: orgId }: Organisation, target: string, at: number) =>
    auditing(
      { db: env.DB, orgId },
      { actor: 'mem_1', action: 'member.invited', target, details: { role: 'rep' } },
      at,
    );
  // Three in one millisecond: the page's edge may fall between them.
  const times = [1000, 2000, 2000, 2000, 3000];
  await env.DB.batch([
    ...times.map((at, index) => write(organisation, `lnk_${index}`, at)),
    write(other, 'lnk_other', 2500),
  ]);
});

const read = async (query = '') =>
  (await organisation.as('auditor').get<Page>(`/audit${query}`)).body;
const targets = ({ entries }: Page) => entries.map(({ target }) => target);

describe('GET /audit', () => {
  itNeedsAToken((caller) => caller.get('/audit'), {
    refuses: ['marketer', 'rep'],
    keys: false,
  });

  it('gives what was done, by whom and when, the latest first', async () => {
    const page = await read();
    expect(page.entries[0]).toEqual({
      id: expect.stringMatching(/^aud_/),
      at: '1970-01-01T00:00:03.000Z',
      actor: 'mem_1',
      action: 'member.invited',
      target: 'lnk_4',
      details: { role: 'rep' },
    });
    expect(targets(page)).toHaveLength(5);
    expect(page.next).toBeNull();
  });

  it('shows nothing of another organisation', async () => {
    expect(targets(await read())).not.toContain('lnk_other');
  });

  it('can be paged through, each entry once', async () => {
    const seen: (string | null)[] = [];
    let query = '?limit=2';
    for (;;) {
      const page = await read(query);
      seen.push(...targets(page));
      if (page.next === null) break;
      query = `?limit=2&before=${page.next}`;
    }
    expect([...seen].sort()).toEqual(['lnk_0', 'lnk_1', 'lnk_2', 'lnk_3', 'lnk_4']);
    expect(seen[0]).toBe('lnk_4');
    expect(seen.at(-1)).toBe('lnk_0');
  });

  it.each(['?limit=0', '?limit=201', '?limit=x', '?before=x', '?before=1', "?before=1.'--"])(
    'refuses %s',
    async (query) => {
      const { status, body } = await organisation.as('dpo').get(`/audit${query}`);
      expect([status, body.error.code]).toEqual([400, 'input.invalid']);
    },
  );
});
