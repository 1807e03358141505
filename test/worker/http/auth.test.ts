import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Action } from '../../../shared/access/permissions.ts';
import { actions, may } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/policy/policy.ts';
import type { AppEnv, Member } from '../../../worker/env.ts';
import { allow } from '../../../worker/http/auth.ts';
import { onError } from '../../../worker/http/on-error.ts';
import { countingDatabase } from '../support/counting-database.ts';
import { newApiKey, newOrganisation, newToken } from '../support/organisation.ts';

let orgId: string;
beforeAll(async () => {
  orgId = (await newOrganisation()).id;
});

/** A route that needs one right, and tells who it let in. */
async function ask(action: Action, token: string, bindings = env) {
  const app = new Hono<AppEnv>().get('/', allow(action), (c) => c.json(c.var.member));
  app.onError(onError);
  const headers = { authorization: `Bearer ${token}` };
  const response = await app.request('/', { headers }, bindings);
  const body = await response.json<Member & { error?: { code: string; message: string } }>();
  return { status: response.status, body, code: body.error?.code };
}

describe('a role', () => {
  it.each(roles)('%s may what the table says, and nothing else', async (role) => {
    const token = await newToken(orgId, { role });
    for (const action of actions) {
      const { status, code } = await ask(action, token);
      expect([action, status, code]).toEqual(
        may(role, action) ? [action, 200, undefined] : [action, 403, 'auth.role'],
      );
    }
  });
});

describe('an API key', () => {
  it('may what its scopes say', async () => {
    const key = await newApiKey(orgId, { scopes: ['check.run', 'audit.read'] });
    const allowed = [];
    for (const action of actions) if ((await ask(action, key)).status === 200) allowed.push(action);
    expect(allowed).toEqual(['check.run', 'audit.read']);
  });

  it('is told which scope it lacks', async () => {
    const key = await newApiKey(orgId, { scopes: ['check.run'] });
    const { body, code } = await ask('exports.run', key);
    expect(code).toBe('auth.scope');
    expect(body.error?.message).toContain('`exports.run`');
  });

  it('never may more than its role, whatever its scopes say', async () => {
    const key = await newApiKey(orgId, { role: 'rep', scopes: [...actions] });
    for (const action of actions)
      expect((await ask(action, key)).status).toBe(may('rep', action) ? 200 : 403);
  });

  it('ends', async () => {
    const key = await newApiKey(orgId, { scopes: [...actions], expiresAt: Date.now() - 1 });
    expect((await ask('check.run', key)).code).toBe('auth.token-invalid');
  });

  it('acts in its own name', async () => {
    const key = await newApiKey(orgId, { scopes: ['check.run'] });
    const { body } = await ask('check.run', key);
    expect(body).toEqual({
      orgId,
      role: 'admin',
      actor: expect.stringMatching(/^key_/),
      credential: body.actor,
      scopes: ['check.run'],
    });
  });
});

describe('a connected browser', () => {
  it('acts in its member’s name', async () => {
    const { body } = await ask('check.run', await newToken(orgId, { role: 'rep' }));
    expect(body).toEqual({
      orgId,
      role: 'rep',
      actor: expect.stringMatching(/^mem_/),
      credential: expect.stringMatching(/^dev_/),
    });
  });

  it('may no more once its member has another role, and nothing once they are gone', async () => {
    const token = await newToken(orgId, { role: 'admin' });
    const { actor } = (await ask('audit.read', token)).body;
    await env.DB.prepare("UPDATE members SET role = 'rep' WHERE id = ?").bind(actor).run();
    expect((await ask('audit.read', token)).code).toBe('auth.role');
    await env.DB.prepare('DELETE FROM members WHERE id = ?').bind(actor).run();
    expect((await ask('check.run', token)).code).toBe('auth.token-invalid');
  });
});

describe('finding who asks', () => {
  it.each(['device', 'key'])('costs one query for a %s', async (kind) => {
    const token =
      kind === 'device'
        ? await newToken(orgId, { role: 'rep' })
        : await newApiKey(orgId, { scopes: ['check.run'] });
    const { db, count } = countingDatabase(env.DB);
    expect((await ask('check.run', token, { ...env, DB: db })).status).toBe(200);
    expect(count).toEqual({ statements: 1, calls: 1 });
  });

  it('takes a device’s secret for no API key, and the other way round', async () => {
    const device = await newToken(orgId, { role: 'admin' });
    const key = await newApiKey(orgId, { scopes: [...actions] });
    for (const token of [
      device.replace('heed_device_', 'heed_key_'),
      key.replace('heed_key_', 'heed_device_'),
    ])
      expect((await ask('check.run', token)).code).toBe('auth.token-invalid');
  });

  it('keeps no secret in the database', async () => {
    const device = await newToken(orgId, { role: 'rep' });
    const key = await newApiKey(orgId, { scopes: ['check.run'] });
    for (const table of ['devices', 'api_keys']) {
      const { results } = await env.DB.prepare(`SELECT *, hex(hash) AS h FROM ${table}`).all();
      const all = JSON.stringify(results);
      expect(all).not.toContain(device.slice(12));
      expect(all).not.toContain(key.slice(9));
    }
  });
});
