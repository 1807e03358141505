import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { requestDevice } from '../../../../worker/store/access/device-requests.ts';
import { forgetExpired } from '../../../../worker/store/access/expired.ts';
import { linkLasts, makeLink } from '../../../../worker/store/access/links.ts';
import { newApiKey, newOrganisation, newToken } from '../../support/organisation.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 21);
const tables = ['sessions', 'verifications', 'links', 'device_requests', 'devices', 'api_keys'];
const counts = async () => {
  const counted = tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`));
  const all = await env.DB.batch<{ n: number }>(counted);
  return all.map(({ results }) => results[0]!.n);
};

it('forgets what has run out, keeps what has not, and shows ended credentials for a month', async () => {
  const { id: orgId } = await newOrganisation();
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)));
  const account = (await env.DB.prepare('SELECT id FROM accounts').first<string>('id'))!;
  const link = { kind: 'join', role: 'rep' } as const;
  for (const offset of [-1, 0, 1]) {
    const at = now + offset;
    await env.DB.batch([
      env.DB.prepare(
        'INSERT INTO sessions (id, account_id, token, expires_at, created_at, updated_at) VALUES (?1, ?2, ?1, ?3, 0, 0)',
      ).bind(`s${offset}`, account, at),
      env.DB.prepare("INSERT INTO verifications VALUES (?1, ?1, '', ?2, 0, 0)").bind(
        `v${offset}`,
        at,
      ),
    ]);
    await makeLink({ db: env.DB, orgId }, link, { actor: 'mem_1', now: at - linkLasts });
    await newToken(orgId, { expiresAt: at - 30 * day });
    await newApiKey(orgId, { scopes: ['check.run'], expiresAt: at - 30 * day });
  }
  await requestDevice(env.DB, 'Gone', now - 600_000);
  await requestDevice(env.DB, 'Waiting', now - 599_999);
  expect(await counts()).toEqual([3, 3, 3, 2, 3, 3]);
  expect(await forgetExpired(env.DB, now)).toBe(11);
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1]);
  expect(await forgetExpired(env.DB, now)).toBe(0);
});
