import { beforeEach, describe, expect, it } from 'vitest';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

const path = '/selectors';
const selectors = { gmail: { send: ['[role=button].new', '.send'] }, linkedin: { composer: [] } };

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});
const put = (sent: unknown) => organisation.as('admin').put(path, sent);
const sync = async (of = organisation) => (await of.as('rep').get('/sync')).body;

describe('GET and PUT /selectors', () => {
  itNeedsAToken((someone) => someone.get(path));

  it('keep what an administrator sets, with who did so and when, until it is set anew', async () => {
    const none = await organisation.as('auditor').get(path);
    expect(none.body).toEqual({ selectors: {}, setAt: null, setBy: null });
    const { status, body } = await put({ selectors });
    expect(status).toBe(200);
    expect(body).toEqual({
      selectors,
      setAt: expect.stringMatching(/^20\d\d-.*Z$/),
      setBy: expect.stringMatching(/^mem_/),
    });
    expect((await organisation.as('dpo').get(path)).body).toEqual(body);
    await put({ selectors: {} });
    expect((await organisation.as('dpo').get(path)).body.selectors).toEqual({});
  });

  it('note in the audit that it was done, and not what', async () => {
    await put({ selectors });
    type Page = { entries: { action: string; details: object }[] };
    const { body } = await organisation.as('admin').get<Page>('/audit');
    const entry = body.entries.find(({ action }) => action === 'selectors.set');
    expect(entry?.details).toEqual({ parts: 2 });
  });

  it('say what is wrong, and keep what was there', async () => {
    await put({ selectors });
    const { status, body } = await put({ selectors: { gmail: { send: ['a { b }'] } } });
    expect(status).toBe(400);
    expect(body.error.message).toContain('Write one CSS selector');
    expect((await organisation.as('admin').get(path)).body.selectors).toEqual(selectors);
  });

  it.each(['dpo', 'marketer', 'rep', 'auditor'] as const)('let no %s set them', async (role) => {
    expect((await organisation.as(role).put(path, { selectors })).status).toBe(403);
  });

  it.each(['marketer', 'rep'] as const)('are not for the role %s to read here', async (role) => {
    expect((await organisation.as(role).get(path)).status).toBe(403);
  });
});

describe('selectors in GET /sync', () => {
  it('come to every device, and to no other organisation’s', async () => {
    expect((await sync()).selectors).toBeNull();
    await put({ selectors });
    expect((await sync()).selectors).toEqual(selectors);
    expect((await sync(await newOrganisation())).selectors).toBeNull();
  });

  it('are news to a device that has all else', async () => {
    const first = await organisation.as('rep').get('/sync');
    const { version, epoch } = first.body;
    const again = (): ReturnType<typeof put> => {
      const seen = { 'if-none-match': etag };
      return organisation.as('rep').get(`/sync?since=${version}&epoch=${epoch}`, seen);
    };
    let etag = first.headers.get('etag')!;
    const same = await again();
    etag = same.headers.get('etag') ?? etag;
    expect((await again()).status).toBe(304);
    await put({ selectors });
    const news = await again();
    expect([news.status, news.body.selectors]).toEqual([200, selectors]);
  });
});
