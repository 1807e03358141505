import type { Settings } from '../hooks/provider.ts';
import type { ProviderId } from '../hooks/setup.ts';
import { isProvider } from '../hooks/setup.ts';
import { randomHex } from '../bytes.ts';
import type { Bindings } from '../env.ts';
import { orgKeys } from '../keys.ts';
import { openSecret, sealSecret } from '../sealing.ts';
import { auditing, auditingChange } from './access/audit.ts';
import type { Scope } from './scope.ts';

type Secrets = Readonly<Record<string, string>>;

/** An organisation's connection to a provider. Times are milliseconds since 1970 UTC. */
export type ProviderConnection = {
  readonly id: string;
  readonly provider: ProviderId;
  readonly name: string;
  /** What its address ends with. */
  readonly path: string;
  readonly settings: Settings;
  readonly createdAt: number;
  readonly secrets: Secrets;
};

export type ConnectionDraft = Pick<ProviderConnection, 'name' | 'settings' | 'secrets'>;
/** Who does it, by opaque id, and when. */
type By = { readonly actor: string; readonly now: number };

type Row = {
  readonly orgId: string;
  readonly id: string;
  readonly provider: string;
  readonly name: string;
  readonly path: string;
  readonly settings: string;
  readonly sealed: string | null;
  readonly createdAt: number;
};

const select = `SELECT org_id AS orgId, id, provider, name, path, settings, lower(hex(sealed)) AS sealed,
  created_at AS createdAt FROM provider_connections`;

/** As many as an organisation may have. */
export const mostConnections = 100;

/** The connections that have not been removed, oldest first. */
export async function listConnections(scope: Scope): Promise<ProviderConnection[]> {
  const { results } = await scope.db
    .prepare(`${select} WHERE org_id = ?1 AND removed_at IS NULL ORDER BY created_at, id`)
    .bind(scope.orgId)
    .all<Row>();
  return Promise.all(results.map((row) => toConnection(scope, row)));
}

export async function findConnection(
  scope: Scope,
  id: string,
): Promise<ProviderConnection | undefined> {
  const row = await scope.db
    .prepare(`${select} WHERE org_id = ?1 AND id = ?2 AND removed_at IS NULL`)
    .bind(scope.orgId, id)
    .first<Row>();
  return row ? toConnection(scope, row) : undefined;
}

export type Addressed = { readonly scope: Scope; readonly connection: ProviderConnection };

/** Whose connection an address belongs to: the one look-up here that begins without an organisation. */
export async function connectionAt(
  env: Bindings,
  provider: string,
  path: string,
): Promise<Addressed | undefined> {
  const row = await env.DB.prepare(
    `${select} WHERE path = ?1 AND provider = ?2 AND removed_at IS NULL`,
  )
    .bind(path, provider)
    .first<Row>();
  if (!row) return undefined;
  const { orgId } = row;
  const scope = { db: env.DB, orgId, keys: await orgKeys(env, orgId) };
  return { scope, connection: await toConnection(scope, row) };
}

/** `undefined` when there are as many as there may be. */
export async function createConnection(
  scope: Scope,
  provider: ProviderId,
  draft: ConnectionDraft,
  { actor, now }: By,
): Promise<ProviderConnection | undefined> {
  const { orgId, db } = scope;
  const id = `prv_${randomHex(8)}`;
  const path = randomHex(16);
  const sealed = await sealSecrets(scope, id, draft.secrets);
  const insert = db
    .prepare(
      `INSERT INTO provider_connections (org_id, id, provider, name, path, settings, sealed, created_at)
       SELECT ?1, ?2, ?3, ?4, ?5, ?6, unhex(?7), ?8
       WHERE (SELECT count(*) FROM provider_connections WHERE org_id = ?1 AND removed_at IS NULL) < ?9`,
    )
    .bind(
      orgId,
      id,
      provider,
      draft.name,
      path,
      JSON.stringify(draft.settings),
      sealed,
      now,
      mostConnections,
    );
  const entry = { actor, action: 'provider.connected', target: id, details: { provider } } as const;
  const [inserted] = await db.batch([insert, auditingChange(scope, entry, now)]);
  return inserted!.meta.changes > 0 ? { id, provider, path, createdAt: now, ...draft } : undefined;
}

/** Writes name, settings and keys anew; whatever else it is called, it stays the same connection. */
export async function changeConnection(
  scope: Scope,
  connection: ProviderConnection,
  draft: ConnectionDraft,
  { actor, now }: By,
): Promise<ProviderConnection> {
  const { orgId, db } = scope;
  const { id } = connection;
  const changed = (['name', 'settings', 'secrets'] as const).filter(
    (field) => JSON.stringify(draft[field]) !== JSON.stringify(connection[field]),
  );
  const sealed = await sealSecrets(scope, id, draft.secrets);
  await db.batch([
    db
      .prepare(
        `UPDATE provider_connections SET name = ?3, settings = ?4, sealed = unhex(?5)
         WHERE org_id = ?1 AND id = ?2 AND removed_at IS NULL`,
      )
      .bind(orgId, id, draft.name, JSON.stringify(draft.settings), sealed),
    auditing(scope, { actor, action: 'provider.changed', target: id, details: { changed } }, now),
  ]);
  return { ...connection, ...draft };
}

/** Whether there was one. Its keys are gone; what it recorded stays, and so does its name there. */
export async function removeConnection(
  scope: Scope,
  id: string,
  { actor, now }: By,
): Promise<boolean> {
  const { orgId, db } = scope;
  const [updated] = await db.batch([
    db
      .prepare(
        `UPDATE provider_connections SET removed_at = ?3, sealed = NULL
         WHERE org_id = ?1 AND id = ?2 AND removed_at IS NULL`,
      )
      .bind(orgId, id, now),
    auditingChange(scope, { actor, action: 'provider.removed', target: id }, now),
  ]);
  return updated!.meta.changes > 0;
}

function sealSecrets({ keys, orgId }: Scope, id: string, secrets: Secrets): Promise<string> {
  return sealSecret(keys, orgId, id, JSON.stringify(secrets));
}

async function toConnection(scope: Scope, row: Row): Promise<ProviderConnection> {
  const { id, provider, name, path, settings, sealed, createdAt } = row;
  if (!isProvider(provider)) throw new Error('A connection to a provider that is no more.');
  const secrets = sealed ? await openSecret(scope.keys, scope.orgId, id, sealed) : '{}';
  return {
    id,
    provider,
    name,
    path,
    settings: JSON.parse(settings) as Settings,
    createdAt,
    secrets: JSON.parse(secrets) as Secrets,
  };
}
