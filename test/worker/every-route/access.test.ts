import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { permissions } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';
import type { Organisation } from '../support/organisation.ts';
import { caller, newApiKey, newOrganisation, newToken } from '../support/organisation.ts';
import { rows } from './rows/index.ts';
import { callOf, mounted, send } from './send.ts';

const guarded = rows.filter(({ open }) => !open);
const named = guarded.map((row) => [row.route, row] as const);
const actionOf = (route: string) => mounted.get(route)!.action!;

let organisation: Organisation;
beforeAll(async () => {
  organisation = await newOrganisation();
});

describe.each(named)('%s', (route, row) => {
  const { roles: allowed } = permissions[actionOf(route)];
  const good = row.status ?? 200;

  it('answers a right call by whoever may', async () => {
    const own = await newOrganisation();
    for (const role of allowed.slice(0, 1)) {
      const { status } = await send(own.as(role), await callOf(row, own));
      expect(status).toBe(good);
    }
  });

  it('refuses a call without a token, and says how to send one', async () => {
    const { status, body, headers } = await send(
      caller(undefined),
      await callOf(row, organisation),
    );
    expect([status, body.error.code]).toEqual([401, 'auth.token-missing']);
    expect(body.error.message).toContain('Authorization: Bearer');
    expect(headers.get('www-authenticate')).toBe('Bearer realm="heed"');
  });

  it('answers tokens that are unknown, expired or revoked alike', async () => {
    const call = await callOf(row, organisation);
    const tokens = await Promise.all([
      'heed_unknown',
      "'OR'1'='1",
      newToken(organisation.id, { role: 'admin', expiresAt: Date.now() - 1 }),
      newToken(organisation.id, { role: 'admin', revokedAt: Date.now() - 1 }),
      newApiKey(organisation.id, { scopes: [actionOf(route)], expiresAt: Date.now() - 1 }),
    ]);
    const answers = await Promise.all(tokens.map((token) => send(caller(token), call)));
    const said = answers.map(({ status, body: { error } }) => [status, error.code, error.message]);
    expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(said[0]!.slice(0, 2)).toEqual([401, 'auth.token-invalid']);
  });

  it('refuses each role that the table of permissions does not name', async () => {
    const call = await callOf(row, organisation);
    for (const role of roles.filter((each) => !allowed.includes(each))) {
      const { status, body } = await send(organisation.as(role), call);
      expect([status, body.error.code], role).toEqual([403, 'auth.role']);
      expect(body.error.message).toContain(role);
    }
  });

  it('refuses an API key without the scope, and takes one with it', async () => {
    const own = await newOrganisation();
    const call = await callOf(row, own);
    const other = actionOf(route) === 'check.run' ? 'message.screen' : 'check.run';
    const lacking = caller(await newApiKey(own.id, { scopes: [other] }));
    const refused = await send(lacking, call);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'auth.scope']);
    const having = caller(
      await newApiKey(own.id, { role: allowed[0]!, scopes: [actionOf(route)] }),
    );
    expect((await send(having, call)).status).toBe(row.asKey ?? good);
  });

  it('says what to do when the database has no tables', async () => {
    const bare = caller('heed_any', { ...env, DB: env.EMPTY_DB });
    const { status, body } = await send(bare, await callOf(row, organisation));
    expect([status, body.error.code]).toEqual([503, 'setup.database-not-migrated']);
  });
});
