import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { roles } from '../../../shared/policy/policy.ts';
import { SyncResponse } from '../../../shared/protocol/api.ts';
import { openPart } from '../../../shared/snapshot/part.ts';
import { fromBase64 } from '../../../shared/text/base64.ts';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import { countingDatabase } from '../support/counting-database.ts';
import { Device } from '../support/device.ts';
import type { Answer, Organisation } from '../support/organisation.ts';
import { caller, newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

let organisation: Organisation;
let device: Device;

beforeEach(async () => {
  organisation = await newOrganisation();
  device = new Device(organisation.as('rep'));
});

const record = (...events: unknown[]): Promise<Answer> =>
  organisation.as('rep').post('/events', { events });
const sync = (query = '', headers = {}): Promise<Answer> =>
  organisation.as('rep').get(`/sync${query}`, headers);
/** What changed, by an answer: entries with what is kept, and without. */
const changesIn = ({ body }: Answer): { kept: number; gone: number } => {
  const part = openPart(fromBase64(body.changes)!.buffer);
  if (!part.ok) throw new Error(part.problem.message);
  const entries = [...part.value.entries()];
  const gone = entries.filter(({ members }) => members.length === 0).length;
  return { kept: entries.length - gone, gone };
};

describe('GET /sync', () => {
  itNeedsAToken((someone) => someone.get('/sync'));

  it('gives an empty organisation the policy, the role and a key, and no changes', async () => {
    for (const role of roles) {
      const answer = await organisation.as(role).get('/sync');
      expect(answer.status).toBe(200);
      const body = v.parse(SyncResponse, answer.body);
      expect(body).toMatchObject({ version: 0, full: true, base: null, more: false, role });
      expect(changesIn(answer)).toEqual({ kept: 0, gone: 0 });
    }
  });

  it('gives each organisation a device key of its own', async () => {
    const other = await newOrganisation();
    const keys = [await sync(), await other.as('rep').get('/sync')].map(
      ({ body }) => body.deviceKey,
    );
    expect(new Set(keys).size).toBe(2);
  });

  it('gives everything at first, by keyed hashes that the device can look up', async () => {
    await record(event('jane+x@example.com'), event('yes@example.com', { type: 'given' }));
    const answer = await sync();
    expect(answer.body).toMatchObject({ version: 2, full: true });
    const bytes = String.fromCharCode(...fromBase64(answer.body.changes)!);
    expect(JSON.stringify(answer.body) + bytes).not.toMatch(/jane|example/);
    await device.sync();
    expect(await device.types('jane+x@example.com')).toEqual(['objected']);
    expect(await device.types('jane@example.com')).toEqual(['objected']);
    expect(await device.types('yes@example.com')).toEqual(['given']);
    expect(await device.types('yes+x@example.com')).toEqual([]);
  });

  it('keeps one entry for each wide form, however many say something under it', async () => {
    await record(event('a@example.com'), event('a+1@example.com'), event('a+2@example.com'));
    expect(changesIn(await sync())).toEqual({ kept: 1, gone: 0 });
  });

  it('gives only what has changed since, and that is enough', async () => {
    await record(event('a@example.com'), event('b@example.com', { type: 'given' }));
    const { version, epoch } = (await device.sync()).kept;
    await record(event('b@example.com', { type: 'withdrawn' }));
    const answer = await sync(`?since=${version}&epoch=${epoch}`);
    expect(answer.body).toMatchObject({ version: 3, full: false });
    expect(changesIn(answer)).toEqual({ kept: 1, gone: 0 });
    await device.sync();
    expect(await device.types('b@example.com')).toEqual(['given', 'withdrawn']);
    expect(await device.types('a@example.com')).toEqual(['objected']);
  });

  it('says so where nothing is kept any more', async () => {
    await record(event('a@example.com', { id: 'mistake', type: 'suppressed' }));
    const { epoch } = (await device.sync()).kept;
    const takenBack = { type: 'corrected', corrects: 'mistake' };
    await organisation.as('admin').post('/events', { events: [event('a@example.com', takenBack)] });
    expect(changesIn(await sync(`?since=1&epoch=${epoch}`))).toEqual({ kept: 0, gone: 1 });
    await device.sync();
    expect(await device.types('a@example.com')).toEqual([]);
    expect(changesIn(await sync())).toEqual({ kept: 0, gone: 0 });
  });

  it('keeps the no of one address when another that shares its wide form changes', async () => {
    await record(event('jane+a@example.com', { id: 'no' }));
    await device.sync();
    await record(
      event('jane+b@example.com', { type: 'refused' }),
      event('jane+b@example.com', { type: 'contacted' }),
    );
    await device.sync();
    expect((await device.types('jane@example.com')).sort()).toEqual(['objected', 'refused']);
  });

  it.each(['', '?since=0', '?since=99', '?since=1', '?since=1&epoch=0123456789abcdef'])(
    'gives everything for "%s", which is of no history that there is',
    async (query) => {
      await record(event('a@example.com'));
      const answer = await sync(query);
      expect(answer.body).toMatchObject({ version: 1, full: true });
      expect(changesIn(answer)).toEqual({ kept: 1, gone: 0 });
    },
  );

  it('gives everything after the database was restored and has gone on otherwise', async () => {
    const other = await newOrganisation();
    for (const one of [organisation, other])
      await one.as('rep').post('/events', { events: [event(`${one.id}@example.com`)] });
    const here = (await sync()).body;
    const there = await other.as('rep').get(`/sync?since=1&epoch=${here.epoch}`);
    expect(there.body.full).toBe(true);
    expect((await sync(`?since=1&epoch=${here.epoch}`)).body.full).toBe(false);
  });

  it.each([
    ...['-1', 'x', '1.5', '1e3', "1'--", '9'.repeat(16)].map((text) => ['since', text] as const),
    ...['x', '0'.repeat(15), 'ABCDEF0123456789'].map((text) => ['epoch', text] as const),
  ])('refuses %s=%s', async (name, text) => {
    const { status, body } = await sync(`?${name}=${encodeURIComponent(text)}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(`${name}: must be`);
  });

  it('answers 304 to a device that has it all, until something changes', async () => {
    await record(event('a@example.com'));
    const { epoch, etag } = (await device.sync()).kept;
    const query = `?since=1&epoch=${epoch}`;
    const again = await sync(query, { 'if-none-match': `W/${etag}, "x"` });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('cache-control')).toBe('no-store');
    expect((await sync('', { 'if-none-match': etag! })).status).toBe(200);
    await record(event('b@example.com'));
    expect((await sync(query, { 'if-none-match': etag! })).status).toBe(200);
  });

  it('gives another policy of the same number, as after an upgrade or a restored backup', async () => {
    const first = await sync();
    const headers = { 'if-none-match': first.headers.get('etag')! };
    const policy = { ...first.body.policy, name: 'Another' };
    await env.DB.prepare("INSERT INTO policy_versions VALUES (?, ?, ?, 0, 'heed', NULL)")
      .bind(organisation.id, policy.version, JSON.stringify(policy))
      .run();
    expect((await sync('', headers)).status).toBe(200);
  });

  it('does not take the answer for another role or organisation as the same', async () => {
    const etag = (await sync()).headers.get('etag')!;
    const headers = { 'if-none-match': etag };
    expect((await sync('', headers)).status).toBe(304);
    expect((await organisation.as('admin').get('/sync', headers)).status).toBe(200);
    organisation = await newOrganisation();
    expect((await sync('', headers)).status).toBe(200);
  });

  it('shows one organisation nothing of another', async () => {
    await record(event('a@example.com'));
    organisation = await newOrganisation();
    const answer = await sync();
    expect(answer.body.version).toBe(0);
    expect(changesIn(answer)).toEqual({ kept: 0, gone: 0 });
  });

  it('asks the database as often for many contacts as for one', async () => {
    const { db, count } = countingDatabase(env.DB);
    organisation = await newOrganisation({ ...env, DB: db });
    await record(event('a@example.com'));
    const before = count.statements;
    await sync();
    const forOne = count.statements - before;
    await record(...Array.from({ length: 100 }, (_, n) => event(`p${n}@example.com`)));
    const middle = count.statements;
    expect(changesIn(await sync())).toEqual({ kept: 101, gone: 0 });
    expect(count.statements - middle).toBe(forOne);
  });
});

describe.each(['/sync/base/1-0123456789abcdef', '/sync/base/1-0123456789abcdef/0'])(
  'GET %s',
  (path) => {
    it('refuses a request without a token', async () => {
      const { status, body } = await caller(undefined).get(path);
      expect([status, body.error.code]).toEqual([401, 'auth.token-missing']);
    });

    it('says what to do where there is no such base (any more)', async () => {
      const { status, body } = await organisation.as('rep').get(path);
      expect([status, body.error.code]).toEqual([404, 'sync.base-replaced']);
      expect(body.error.message).toContain('Sync again');
    });
  },
);
