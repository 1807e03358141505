import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/policy/policy.ts';
import type { Answer, Caller, Organisation } from './organisation.ts';
import { caller, newOrganisation, newToken } from './organisation.ts';

type Call = (caller: Caller) => Promise<Answer>;

type Needs = {
  /** Roles that may not. */
  readonly refuses?: Role[];
  /** One that may. */
  readonly takes?: Role;
  /** False for a route that reads and writes nothing of contacts. */
  readonly keys?: boolean;
};

/** What every route that needs a token owes, whatever it does. */
export function itNeedsAToken(call: Call, needs: Needs = {}): void {
  const { refuses = [], takes = 'dpo', keys = true } = needs;
  describe('who may ask', () => {
    let organisation: Organisation;
    beforeAll(async () => {
      organisation = await newOrganisation();
    });

    it('refuses a request without a token, and says how to send one', async () => {
      const { status, body, headers } = await call(caller(undefined));
      expect(status).toBe(401);
      expect(body.error.code).toBe('auth.token-missing');
      expect(body.error.message).toContain('Authorization: Bearer');
      expect(headers.get('www-authenticate')).toBe('Bearer realm="heed"');
    });

    it('answers unknown, expired and revoked tokens alike', async () => {
      const expired = await newToken(organisation.id, { expiresAt: Date.now() - 1 });
      const revoked = await newToken(organisation.id, { revokedAt: Date.now() - 1 });
      const answers = [];
      for (const token of ['heed_unknown', "'OR'1'='1", expired, revoked])
        answers.push(await call(caller(token)));
      for (const { status, body } of answers) {
        expect(status).toBe(401);
        expect({ ...body.error, requestId: '' }).toEqual({
          ...answers[0]!.body.error,
          requestId: '',
        });
      }
      expect(answers[0]!.body.error.code).toBe('auth.token-invalid');
    });

    it('takes a token that expires later', async () => {
      const token = await newToken(organisation.id, {
        expiresAt: Date.now() + 60_000,
        role: takes,
      });
      expect((await call(caller(token))).status).toBe(200);
    });

    for (const role of refuses)
      it(`refuses the role ${role}`, async () => {
        const { status, body } = await call(organisation.as(role));
        expect(status).toBe(403);
        expect(body.error.code).toBe('auth.role');
        expect(body.error.message).toContain(role);
      });

    it('says what to do when the database has no tables', async () => {
      const { status, body } = await call(caller('heed_any', { ...env, DB: env.EMPTY_DB }));
      expect(status).toBe(503);
      expect(body.error.code).toBe('setup.database-not-migrated');
      expect(body.error.message).toContain('wrangler d1 migrations apply');
    });

    it.each(keys ? [undefined, '', 'c2hvcnQ=', 'not base64!'] : [])(
      'says what to do when MASTER_KEY is %j',
      async (MASTER_KEY) => {
        const { MASTER_KEY: _, ...rest } = env;
        const bindings = MASTER_KEY === undefined ? rest : { ...rest, MASTER_KEY };
        const token = await newToken(organisation.id, { role: 'admin' });
        const { status, body } = await call(caller(token, bindings));
        expect(status).toBe(503);
        expect(body.error.code).toBe('setup.master-key');
        expect(body.error.message).toContain('wrangler secret put MASTER_KEY');
      },
    );
  });
}

/** What every route that reads a JSON body owes. */
export function itReadsJson(path: string, { allow = 'POST' } = {}): void {
  describe('what may be sent', () => {
    let member: Caller;
    beforeAll(async () => {
      member = (await newOrganisation()).as('admin');
    });

    it.each(['{', '', '{"a":}', "{'a':1}"])('refuses malformed JSON: %s', async (text) => {
      const { status, body } = await member.post(path, text);
      expect(status).toBe(400);
      expect(body.error.code).toBe('input.malformed-json');
    });

    it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])(
      'refuses %s',
      async (type) => {
        const { status, body } = await member.post(path, '{}', { 'content-type': type });
        expect(status).toBe(415);
        expect(body.error.message).toContain('application/json');
      },
    );

    it('refuses a body over 1 MiB, also when its length is not announced', async () => {
      const big = JSON.stringify({ padding: 'x'.repeat(1024 * 1024) });
      const stream = new Blob([big]).stream();
      const announced = await member.post(path, big, {
        'content-type': 'application/json',
        'content-length': String(big.length),
      });
      const streamed = await member.post(path, stream);
      expect([announced.status, streamed.status]).toEqual([413, 413]);
    });

    it.each([['null'], ['[]'], ['"text"'], ['1']])(
      'refuses %s in place of an object',
      async (text) => {
        expect((await member.post(path, text)).status).toBe(400);
      },
    );

    it('names a field that it does not know, and repeats nothing else', async () => {
      const { body } = await member.post(path, { '<jane@example.com>': 1, extra: 2 });
      expect(body.error.message).not.toContain('jane');
    });

    it('answers another method with the ones there are', async () => {
      const { status, headers, body } = await member.put(path, {});
      expect([status, headers.get('allow')]).toEqual([405, allow]);
      expect(body.error.code).toBe('route.method');
    });
  });
}
