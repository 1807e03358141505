import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Development, SetupLink } from '../../../shared/protocol/access.ts';
import type { Bindings } from '../../../worker/env.ts';
import { openLink } from '../../../worker/store/access/links.ts';
import { nobodyHere } from '../support/first-start.ts';
import type { Caller } from '../support/organisation.ts';
import { caller, newOrganisation } from '../support/organisation.ts';

const secret = 'setup-secret-of-this-test';
let bindings: Bindings;
let operator: Caller;
beforeEach(async () => {
  bindings = { ...(await nobodyHere()), SETUP_SECRET: secret, DEVELOPMENT: '1' };
  operator = caller(secret, bindings);
});

type Link = v.InferOutput<typeof SetupLink>;
const link = (body: object = {}) => operator.post<Link>('/setup/link', body);
const opened = async (made: { body: Link }) =>
  openLink(bindings.DB, made.body.url.split('/').at(-1)!, Date.now());
const organisations = async () =>
  (await bindings.DB.prepare('SELECT id FROM organisations').all<{ id: string }>()).results;

describe('POST /setup/link', () => {
  it('makes a link for the first administrator of a first organisation', async () => {
    const made = await link();
    expect(made.status).toBe(201);
    expect(await opened(made)).toMatchObject({
      kind: 'join',
      role: 'admin',
      email: null,
      isFirst: true,
    });
    expect(await organisations()).toHaveLength(1);
  });

  it('takes the link before it back, and makes no second organisation', async () => {
    const first = await link();
    const second = await link();
    expect(await opened(first)).toBeUndefined();
    expect(await opened(second)).toBeDefined();
    expect(await organisations()).toHaveLength(1);
  });

  it('makes none once somebody is here', async () => {
    await newOrganisation(bindings);
    const { status, body } = await operator.post('/setup/link', {});
    expect([status, body.error.code]).toEqual([409, 'setup.done']);
  });

  it('makes one for an organisation that is named, whose administrators are locked out', async () => {
    const { id } = await newOrganisation(bindings);
    const made = await link({ organisation: id });
    expect(await opened(made)).toMatchObject({ orgId: id, role: 'admin', isFirst: false });
    const none = await operator.post('/setup/link', { organisation: 'org_none' });
    expect([none.status, none.body.error.code]).toEqual([409, 'setup.done']);
  });

  it.each([undefined, 'wrong', `${secret}x`, 'heed_key_1'])(
    'is not for who sends %s',
    async (token) => {
      const { status, body } = await caller(token, bindings).post('/setup/link', {});
      expect([status, body.error.code]).toEqual([401, 'setup.secret']);
      expect(await organisations()).toEqual([]);
    },
  );

  it.each([undefined, ''])('is not there where the setup secret is %j', async (SETUP_SECRET) => {
    const { SETUP_SECRET: _, ...rest } = bindings;
    const without = SETUP_SECRET === undefined ? rest : { ...rest, SETUP_SECRET };
    const { status, body } = await caller(secret, without).post('/setup/link', {});
    expect([status, body.error.code]).toEqual([404, 'route.unknown']);
  });

  it('ends guessing', async () => {
    const limited = { ...bindings, ATTEMPT_LIMIT: env.TEST_LIMIT };
    const guess = caller('wrong', limited);
    const statuses = [];
    for (let tries = 0; tries < 6; tries++)
      statuses.push((await guess.post('/setup/link', {})).status);
    expect(statuses).toContain(401);
    expect(statuses).toContain(429);
  });
});

describe('POST /setup/development', () => {
  const develop = () =>
    operator.post<v.InferOutput<typeof Development>>('/setup/development', undefined);

  it('makes an organisation and a key that may everything', async () => {
    const { status, body } = await develop();
    expect([status, body.organisation]).toEqual([201, 'org_development']);
    const developer = caller(body.token, bindings);
    expect((await developer.get('/sync')).status).toBe(200);
    expect((await developer.get('/api-keys')).status).toBe(200);
  });

  it('ends the key before it', async () => {
    const [first, second] = [await develop(), await develop()];
    expect((await caller(first.body.token, bindings).get('/sync')).status).toBe(401);
    expect((await caller(second.body.token, bindings).get('/sync')).status).toBe(200);
    expect(await organisations()).toHaveLength(1);
  });

  it('lets the first administrator into that organisation', async () => {
    await develop();
    expect(await opened(await link())).toMatchObject({ orgId: 'org_development', isFirst: true });
  });

  it.each([undefined, '0', 'true'])('is not there where DEVELOPMENT is %j', async (DEVELOPMENT) => {
    const { DEVELOPMENT: _, ...rest } = bindings;
    const without = DEVELOPMENT === undefined ? rest : { ...rest, DEVELOPMENT };
    const answer = await caller(secret, without).post('/setup/development', undefined);
    expect([answer.status, answer.body.error.code]).toEqual([404, 'route.unknown']);
    expect(await organisations()).toEqual([]);
  });
});
