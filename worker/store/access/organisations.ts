import { actions } from '../../../shared/access/permissions.ts';
import { randomHex } from '../../bytes.ts';
import { makeApiKey } from './api-keys.ts';
import { makeLink } from './links.ts';

/*
 * How an organisation begins. Whoever runs the worker holds its setup secret, and with it can have a
 * one-time link made by which an administrator comes in; there is no password to begin with.
 */

const operator = 'heed';

/**
 * A link for the first administrator of the first organisation, or for one more of an organisation that is
 * named. `undefined` when that one does not exist, or when none is named and somebody is here already.
 */
export async function makeSetupLink(
  db: D1Database,
  wanted: string | undefined,
  now: number,
): Promise<{ secret: string; expiresAt: number } | undefined> {
  const orgId = wanted === undefined ? await emptyOrganisation(db, now) : await known(db, wanted);
  if (!orgId) return undefined;
  // The one before it, which was perhaps lost, must not be lying about for days.
  await db
    .prepare('DELETE FROM links WHERE org_id = ?1 AND created_by = ?2')
    .bind(orgId, operator)
    .run();
  return makeLink({ db, orgId }, { kind: 'join', role: 'admin' }, { actor: operator, now });
}

async function emptyOrganisation(db: D1Database, now: number): Promise<string | undefined> {
  if (await db.prepare('SELECT 1 FROM members LIMIT 1').first()) return undefined;
  const first = await db
    .prepare('SELECT id FROM organisations ORDER BY created_at, id LIMIT 1')
    .first<string>('id');
  return first ?? makeOrganisation(db, `org_${randomHex(8)}`, 'New organisation', now);
}

async function known(db: D1Database, orgId: string): Promise<string | undefined> {
  const row = await db.prepare('SELECT 1 FROM organisations WHERE id = ?1').bind(orgId).first();
  return row ? orgId : undefined;
}

async function makeOrganisation(db: D1Database, id: string, name: string, now: number) {
  await db
    .prepare(
      'INSERT INTO organisations (id, name, created_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING',
    )
    .bind(id, name, now)
    .run();
  return id;
}

const developmentId = 'org_development';
const yearLater = 365 * 86_400_000;

/** An organisation to try things in, and a new key that may everything there; the one before ends. */
export async function makeDevelopment(
  db: D1Database,
  now: number,
): Promise<{ orgId: string; token: string }> {
  const orgId = await makeOrganisation(db, developmentId, 'Development', now);
  await db
    .prepare('DELETE FROM api_keys WHERE org_id = ?1 AND created_by = ?2')
    .bind(orgId, operator)
    .run();
  const key = {
    name: 'Development',
    role: 'admin',
    scopes: actions,
    expiresAt: now + yearLater,
  } as const;
  const { secret } = await makeApiKey({ db, orgId }, key, { actor: operator, now });
  return { orgId, token: secret };
}
