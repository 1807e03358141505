import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy, presets } from '../../../shared/policy/presets/index.ts';
import type { PolicyVersion, PublishedPolicy } from '../../../shared/protocol/policy.ts';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

let organisation: Organisation;
let dpo: Caller;
beforeEach(async () => {
  organisation = await newOrganisation();
  dpo = organisation.as('dpo');
});

const strict: Policy = { ...defaultPolicy, strictness: 'restrictive' };
const json = { 'content-type': 'application/json' };
const publish = (policy: unknown, ifMatch = '"1"', more: object = {}, by = dpo) =>
  by.put('/policy', { policy, ...more }, { ...json, 'if-match': ifMatch });
const current = async () => (await dpo.get<PublishedPolicy>('/policy')).body;
const versions = async (query = '') =>
  (await dpo.get<{ versions: PolicyVersion[]; next: number | null }>(`/policy/versions${query}`))
    .body;

describe('GET /policy', () => {
  it('gives the preset to an organisation that has published nothing', async () => {
    const { status, headers, body } = await dpo.get<PublishedPolicy>('/policy');
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toEqual({
      version: 1,
      publishedAt: null,
      publishedBy: 'heed',
      note: null,
      policy: defaultPolicy,
    });
  });

  it('gives what was published last, and who did it', async () => {
    await publish(strict, '"1"', { note: 'After the audit' });
    const { headers, body } = await dpo.get<PublishedPolicy>('/policy');
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toMatchObject({ version: 2, note: 'After the audit' });
    expect(body.publishedBy).toMatch(/^mem_/);
    expect(body.policy).toEqual({ ...strict, version: 2 });
    expect(Date.parse(body.publishedAt!)).toBeGreaterThan(Date.UTC(2026, 0));
  });
});

describe('PUT /policy', () => {
  it.each(presets.map(({ id, policy }) => [id, policy] as const))(
    'takes the preset %s',
    async (_, policy) => {
      const { status, headers, body } = await publish(policy);
      expect([status, headers.get('etag')]).toEqual([200, '"2"']);
      expect(body).toMatchObject({ version: 2, policy: { ...policy, version: 2 } });
    },
  );

  it('holds for checks, events and devices from then on, and for this organisation alone', async () => {
    const yes = event('a@example.com', { type: 'described', traits: { country: 'US' } });
    const other = await newOrganisation();
    const verdicts = async () =>
      Promise.all(
        [organisation, other].map(
          async (one) => (await one.as('rep').post('/check', ask('a@example.com'))).body.verdict,
        ),
      );
    for (const one of [organisation, other]) await one.as('rep').post('/events', { events: [yes] });
    expect(await verdicts()).toEqual(['allow', 'allow']);
    await publish({ ...strict, overrides: { law: [], organisation: [], machine: ['admin'] } });
    expect(await verdicts()).toEqual(['block', 'allow']);

    const excepted = event('a@example.com', { type: 'excepted', evidence: 'asked', id: 'e1' });
    const refused = await organisation.as('rep').post('/events', { events: [excepted] });
    expect(refused.body.error.code).toBe('events.exception-not-allowed');

    const synced = await organisation.as('rep').get('/sync');
    expect(synced.body.policy.version).toBe(2);
  });

  it('numbers the versions itself, whatever the document says', async () => {
    await publish({ ...strict, version: 77 });
    const { version: _, ...unnumbered } = strict;
    const { body } = await publish(unnumbered, '"2"');
    expect(body).toMatchObject({ version: 3, policy: { version: 3 } });
  });

  it.each(['"2"', '"7"'])(
    'is refused with If-Match %s, when the latest is another',
    async (tag) => {
      await publish(strict);
      await publish(strict, '"2"');
      const { status, body } = await publish(defaultPolicy, tag);
      expect([status, body.error.code]).toEqual([412, 'policy.outdated']);
      expect((await current()).version).toBe(3);
    },
  );

  it('lets one of several who edit at once through, and loses no version', async () => {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, n) => publish(strict, '"1"', { note: `editor ${n}` })),
    );
    const statuses = all.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 412, 412, 412, 412, 412]);
    const winner = all.find(({ status }) => status === 200)!.body as unknown as PublishedPolicy;
    expect(await current()).toEqual(winner);
    expect((await versions()).versions).toHaveLength(2);
  });

  it.each(['', '*', 'W/"1"', '1', '"0"', '"1", "2"', '"-1"', '"1e0"', `"${'9'.repeat(30)}"`])(
    'asks for one version in If-Match, not for %j',
    async (tag) => {
      const { status, body } = await publish(strict, tag);
      expect([status, body.error.code]).toEqual([428, 'policy.no-if-match']);
      expect(body.error.message).toContain('If-Match: "3"');
    },
  );

  it('tells each thing that is wrong with its path, what stands there and what is expected', async () => {
    const { status, body } = await publish({
      ...defaultPolicy,
      quietHours: { from: '20:00', to: '20:00', days: [1], channels: [], severity: 'warn' },
      jurisdictions: { DE: { strictness: 'off' } },
      sender: { timeZone: 'Mars/Base' },
    });
    expect([status, body.error.code]).toEqual([400, 'policy.invalid']);
    expect(body.error.message).toContain('(and 2 more, see problems)');
    expect(body.error.problems!.map(({ path, code }) => `${path} ${code}`).sort()).toEqual([
      'jurisdictions.DE.justification policy.loosens-the-law',
      'quietHours policy.quiet-all-day',
      'sender.timeZone policy.time-zone-unknown',
    ]);
    expect(body.error.problems!.map(({ message }) => message).join()).toContain(
      '"Mars/Base" is not a time zone; expected an IANA name',
    );
    expect((await current()).version).toBe(1);
  });

  it('takes the law of a place off with its justification on record', async () => {
    const justification = { text: 'Counsel, file 12', by: 'dpo', on: '2026-05-01' };
    const loosened = { DE: { strictness: 'off', justification } };
    expect((await publish({ ...defaultPolicy, jurisdictions: loosened })).status).toBe(200);
    expect((await current()).policy.jurisdictions).toEqual(loosened);
  });

  it.each([
    [{}, 'policy'],
    [{ policy: 'starter' }, 'policy'],
    [{ policy: defaultPolicy, note: 'x'.repeat(2001) }, 'note'],
    [{ policy: defaultPolicy, extra: 1 }, 'extra'],
  ])('refuses %#, naming the field', async (sent, field) => {
    const { status, body } = await dpo.put('/policy', sent, { ...json, 'if-match': '"1"' });
    expect(status).toBe(400);
    expect(body.error.message).toContain(`${field}: `);
  });

  it('refuses a document that would slow every check down', async () => {
    const days = Array.from({ length: 9000 }, () => '2026-12-25');
    const { status, body } = await publish({ ...defaultPolicy, holidays: { DE: days } });
    expect([status, body.error.code]).toEqual([413, 'policy.too-large']);
  });

  it.each(['marketer', 'rep', 'auditor'] as const)('is not for the role %s', async (role) => {
    const { status } = await publish(strict, '"1"', {}, organisation.as(role));
    expect(status).toBe(403);
  });
});

describe('GET /policy/versions', () => {
  it('has the preset for a beginning, and keeps it once something is published', async () => {
    const first = { version: 1, publishedAt: null, publishedBy: 'heed', note: null };
    expect(await versions()).toEqual({ versions: [first], next: null });
    await publish(strict);
    expect((await versions()).versions[1]).toEqual(first);
    const { body } = await dpo.get<PublishedPolicy>('/policy/versions/1');
    expect(body).toEqual({ ...first, policy: defaultPolicy });
  });

  it('pages from the newest', async () => {
    for (const n of [1, 2, 3, 4]) await publish(strict, `"${n}"`, { note: `change ${n}` });
    const first = await versions('?limit=2');
    expect(first.versions.map(({ version, note }) => `${version} ${note}`)).toEqual([
      '5 change 4',
      '4 change 3',
    ]);
    expect(first.next).toBe(4);
    const second = await versions(`?limit=2&before=${first.next}`);
    expect(second.versions.map(({ version }) => version)).toEqual([3, 2]);
    const last = await versions(`?limit=2&before=${second.next}`);
    expect(last).toMatchObject({ versions: [{ version: 1 }], next: null });
    expect((await versions('?before=1')).versions).toEqual([]);
  });

  it('gives each version as it was', async () => {
    await publish(strict);
    await publish(defaultPolicy, '"2"');
    const { headers, body } = await dpo.get<PublishedPolicy>('/policy/versions/2');
    expect(headers.get('etag')).toBe('"2"');
    expect(body.policy).toEqual({ ...strict, version: 2 });
  });

  it.each(['4', '999999999'])('has no version %s', async (version) => {
    const { status, body } = await dpo.get(`/policy/versions/${version}`);
    expect([status, body.error.code]).toEqual([404, 'policy.no-such-version']);
  });

  it('shows another organisation’s versions to nobody', async () => {
    await publish(strict);
    const other = (await newOrganisation()).as('admin');
    expect((await other.get('/policy/versions/2')).status).toBe(404);
    expect((await other.get<PublishedPolicy>('/policy')).body.version).toBe(1);
  });

  it.each(['versions/0', 'versions/-1', 'versions/x', 'versions?limit=0', 'versions?limit=101'])(
    'refuses %s',
    async (path) => {
      expect((await dpo.get(`/policy/${path}`)).status).toBe(400);
    },
  );

  it('says in the audit who published which, and nothing of what was refused', async () => {
    await publish(strict);
    await publish(strict);
    const { results } = await env.DB.prepare(
      "SELECT actor, target FROM audit WHERE org_id = ? AND action = 'policy.published'",
    )
      .bind(organisation.id)
      .all();
    expect(results).toEqual([{ actor: expect.stringMatching(/^mem_/), target: '2' }]);
  });

  it('keeps what was published as a row of its own', async () => {
    await publish(strict);
    const { results } = await env.DB.prepare(
      'SELECT version, document FROM policy_versions WHERE org_id = ? ORDER BY version',
    )
      .bind(organisation.id)
      .all<{ version: number; document: string }>();
    expect(results.map(({ document }) => (JSON.parse(document) as Policy).version)).toEqual([1, 2]);
  });
});
