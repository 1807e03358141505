import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { roles } from '../../../shared/policy/policy.ts';
import { SyncResponse } from '../../../shared/protocol/api.ts';
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts';
import { applyDelta, lookUp } from '../../../shared/snapshot/snapshot.ts';
import { itNeedsAToken } from '../support/common-route-tests.ts';
import { countingDatabase } from '../support/counting-database.ts';
import type { Answer, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

let organisation: Organisation;

beforeEach(async () => {
  organisation = await newOrganisation();
});

const record = (...events: unknown[]): Promise<Answer> =>
  organisation.as('rep').post('/events', { events });
const sync = (query = '', headers = {}): Promise<Answer> =>
  organisation.as('rep').get(`/sync${query}`, headers);
const typesOf = (snapshot: Snapshot, value: string): string[] => {
  const identifier = parseIdentifier('email', value);
  if (!identifier.ok) throw new Error(identifier.problem.message);
  return lookUp(snapshot, identifier.value).marks.map(({ type }) => type);
};

describe('GET /sync', () => {
  itNeedsAToken((caller) => caller.get('/sync'));

  it('gives an empty organisation the policy, the role and a key, and no entries', async () => {
    for (const role of roles) {
      const { status, body } = await organisation.as(role).get('/sync');
      expect(status).toBe(200);
      expect(v.parse(SyncResponse, body)).toMatchObject({
        version: 0,
        full: true,
        role,
        entries: [],
      });
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
    const { body } = await sync();
    expect(body).toMatchObject({ version: 2, full: true });
    expect(JSON.stringify(body)).not.toMatch(/jane|example/);
    const snapshot = applyDelta(undefined, v.parse(SyncResponse, body));
    expect(typesOf(snapshot, 'jane+x@example.com')).toEqual(['objected']);
    expect(typesOf(snapshot, 'jane@example.com')).toEqual(['objected']);
    expect(typesOf(snapshot, 'yes@example.com')).toEqual(['given']);
    expect(typesOf(snapshot, 'yes+x@example.com')).toEqual([]);
  });

  it('gives only what has changed since, and that is enough', async () => {
    await record(event('a@example.com'), event('b@example.com', { type: 'given' }));
    const first = applyDelta(undefined, (await sync()).body);
    await record(event('b@example.com', { type: 'withdrawn' }));
    const { body } = await sync('?since=2');
    expect(body).toMatchObject({ version: 3, full: false });
    expect(body.entries).toHaveLength(2);
    const second = applyDelta(first, body);
    expect(typesOf(second, 'b@example.com')).toEqual(['given', 'withdrawn']);
    expect(typesOf(second, 'a@example.com')).toEqual(['objected']);
    expect((await sync('?since=3')).body).toMatchObject({ version: 3, full: false, entries: [] });
  });

  it('says null where nothing forbids any more', async () => {
    await record(event('a+tag@example.com'));
    const first = applyDelta(undefined, (await sync()).body);
    await record(
      event('a+tag@example.com', {
        type: 'lifted',
        purpose: 'all',
        channel: 'all',
        occurredAt: '2026-05-01T00:00:00Z',
        method: 'preference-page',
        evidence: 'Preference page',
      }),
    );
    const { body } = await sync('?since=1');
    expect(body.entries.filter(([, facts]) => facts === null)).toHaveLength(1);
    expect(typesOf(applyDelta(first, body), 'a@example.com')).toEqual([]);
  });

  it('keeps the no of one address when another that shares its wide form changes', async () => {
    await record(event('jane+a@example.com', { id: 'no' }));
    const first = applyDelta(undefined, (await sync()).body);
    await record(
      event('jane+b@example.com', { type: 'refused' }),
      event('jane+b@example.com', { type: 'contacted' }),
    );
    const second = applyDelta(first, (await sync('?since=1')).body);
    expect(typesOf(second, 'jane@example.com').sort()).toEqual(['objected', 'refused']);
  });

  it.each(['', '?since=0', '?since=99'])('gives everything for "%s"', async (query) => {
    await record(event('a@example.com'));
    expect((await sync(query)).body).toMatchObject({ version: 1, full: true });
  });

  it.each(['-1', 'x', '1.5', '1e3', "1'--", '9'.repeat(16)])('refuses since=%s', async (since) => {
    const { status, body } = await sync(`?since=${encodeURIComponent(since)}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain('since: must be a version');
  });

  it('answers 304 to a device that has it all, until something changes', async () => {
    await record(event('a@example.com'));
    const { headers } = await sync('?since=1');
    const etag = headers.get('etag')!;
    expect(headers.get('cache-control')).toBe('no-store');
    const again = await sync('?since=1', { 'if-none-match': `W/${etag}, "x"` });
    expect([again.status, again.body, again.headers.get('etag')]).toEqual([304, '', etag]);
    await record(event('b@example.com'));
    expect((await sync('?since=1', { 'if-none-match': etag })).status).toBe(200);
  });

  it('does not take the answer for another role or organisation as the same', async () => {
    const etag = (await sync()).headers.get('etag')!;
    expect((await organisation.as('admin').get('/sync', { 'if-none-match': etag })).status).toBe(
      200,
    );
    organisation = await newOrganisation();
    expect((await sync('', { 'if-none-match': etag })).status).toBe(200);
  });

  it('shows one organisation nothing of another', async () => {
    await record(event('a@example.com'));
    organisation = await newOrganisation();
    expect((await sync()).body).toMatchObject({ version: 0, entries: [] });
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
    expect((await sync()).body.entries).toHaveLength(202);
    expect(count.statements - middle).toBe(forOne);
  });
});
