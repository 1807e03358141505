import { randomHex } from '../bytes.ts';
import { openSecret, sealSecret } from '../sealing.ts';
import type { Secret } from '../webhooks/secrets.ts';
import type { WebhookType } from '../webhooks/types.ts';
import { subscriptionsFor } from '../webhooks/types.ts';
import { auditing, auditingChange } from './access/audit.ts';
import type { Scope } from './scope.ts';

/** An address that is told what happens. Times are milliseconds since 1970 UTC. */
export type Endpoint = {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly types: readonly WebhookType[];
  /** Messages name the identifier that an event was about, in the clear. */
  readonly identifiers: boolean;
  readonly createdAt: number;
  readonly failingSince: number | null;
  readonly disabledAt: number | null;
  readonly disabledBecause: string | null;
  readonly secrets: readonly Secret[];
};
export type EndpointDraft = Pick<Endpoint, 'url' | 'description' | 'types' | 'identifiers'>;
type By = { readonly actor: string; readonly now: number };

type Row = Omit<Endpoint, 'types' | 'identifiers' | 'secrets'> & {
  readonly types: string;
  readonly identifiers: number;
  readonly sealed: string;
};

const select = `SELECT id, url, description, types, identifiers, lower(hex(sealed)) AS sealed,
  created_at AS createdAt, failing_since AS failingSince, disabled_at AS disabledAt,
  disabled_because AS disabledBecause FROM webhook_endpoints`;

export const mostEndpoints = 20;

export async function listEndpoints(scope: Scope): Promise<Endpoint[]> {
  const { results } = await scope.db
    .prepare(`${select} WHERE org_id = ?1 ORDER BY created_at, id`)
    .bind(scope.orgId)
    .all<Row>();
  return Promise.all(results.map((row) => toEndpoint(scope, row)));
}

export async function findEndpoint(scope: Scope, id: string): Promise<Endpoint | undefined> {
  const row = await scope.db
    .prepare(`${select} WHERE org_id = ?1 AND id = ?2`)
    .bind(scope.orgId, id)
    .first<Row>();
  return row ? toEndpoint(scope, row) : undefined;
}

/** `undefined` when there are as many as there may be. */
export async function createEndpoint(
  scope: Scope,
  draft: EndpointDraft,
  secret: string,
  { actor, now }: By,
): Promise<Endpoint | undefined> {
  const { db, orgId } = scope;
  const id = `whk_${randomHex(8)}`;
  const secrets = [{ secret, until: null }];
  const sealed = await sealSecrets(scope, id, secrets);
  const [inserted] = await db.batch([
    db
      .prepare(
        `INSERT INTO webhook_endpoints (org_id, id, url, description, types, identifiers, sealed, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, unhex(?7), ?8
         WHERE (SELECT count(*) FROM webhook_endpoints WHERE org_id = ?1) < ?9`,
      )
      .bind(orgId, id, ...columnsOf(draft), sealed, now, mostEndpoints),
    auditingChange(
      scope,
      { actor, action: 'webhook.created', target: id, details: said(draft) },
      now,
    ),
    ...subscribing(scope, id, draft.types),
  ]);
  if (inserted!.meta.changes === 0) return undefined;
  const unharmed = { failingSince: null, disabledAt: null, disabledBecause: null };
  return { id, ...draft, createdAt: now, ...unharmed, secrets };
}

/** Writes it anew and switches it on; what has waited since it was switched off goes out. */
export async function changeEndpoint(
  scope: Scope,
  endpoint: Endpoint,
  draft: EndpointDraft,
  { actor, now }: By,
): Promise<Endpoint> {
  const { db, orgId } = scope;
  const { id } = endpoint;
  await db.batch([
    db
      .prepare(
        `UPDATE webhook_endpoints SET url = ?3, description = ?4, types = ?5, identifiers = ?6,
           failing_since = NULL, disabled_at = NULL, disabled_because = NULL
         WHERE org_id = ?1 AND id = ?2`,
      )
      .bind(orgId, id, ...columnsOf(draft)),
    db
      .prepare(
        `UPDATE webhook_messages SET due_at = ?3
         WHERE org_id = ?1 AND endpoint_id = ?2 AND state = 'pending' AND due_at IS NULL`,
      )
      .bind(orgId, id, now),
    ...subscribing(scope, id, draft.types),
    auditing(scope, { actor, action: 'webhook.changed', target: id, details: said(draft) }, now),
  ]);
  return { ...endpoint, ...draft, failingSince: null, disabledAt: null, disabledBecause: null };
}

export async function changeSecrets(
  scope: Scope,
  id: string,
  secrets: readonly Secret[],
  { actor, now }: By,
): Promise<void> {
  const { db, orgId } = scope;
  await db.batch([
    db
      .prepare('UPDATE webhook_endpoints SET sealed = unhex(?3) WHERE org_id = ?1 AND id = ?2')
      .bind(orgId, id, await sealSecrets(scope, id, secrets)),
    auditing(scope, { actor, action: 'webhook.secret-changed', target: id }, now),
  ]);
}

/** Whether there was one. Its messages go with it. */
export async function removeEndpoint(
  scope: Scope,
  id: string,
  { actor, now }: By,
): Promise<boolean> {
  const { db, orgId } = scope;
  const of = (sql: string) => db.prepare(sql).bind(orgId, id);
  const results = await db.batch([
    of(`DELETE FROM webhook_attempts WHERE org_id = ?1 AND message_id IN
          (SELECT id FROM webhook_messages WHERE org_id = ?1 AND endpoint_id = ?2)`),
    of('DELETE FROM webhook_messages WHERE org_id = ?1 AND endpoint_id = ?2'),
    unsubscribing(scope, id),
    of('DELETE FROM webhook_endpoints WHERE org_id = ?1 AND id = ?2'),
    auditingChange(scope, { actor, action: 'webhook.removed', target: id }, now),
  ]);
  return results[3]!.meta.changes > 0;
}

/** For the batch that finds it of no use any more: nothing more is written for it, and what waits goes on waiting. */
export function disabling(
  scope: Scope,
  id: string,
  because: 'gone' | 'failing',
  now: number,
): D1PreparedStatement[] {
  const { db, orgId } = scope;
  return [
    db
      .prepare(
        `UPDATE webhook_endpoints SET disabled_at = ?3, disabled_because = ?4
         WHERE org_id = ?1 AND id = ?2 AND disabled_at IS NULL`,
      )
      .bind(orgId, id, now, because),
    auditingChange(
      scope,
      { actor: 'heed', action: 'webhook.disabled', target: id, details: { because } },
      now,
    ),
    unsubscribing(scope, id),
    db
      .prepare(
        `UPDATE webhook_messages SET due_at = NULL
         WHERE org_id = ?1 AND endpoint_id = ?2 AND due_at IS NOT NULL`,
      )
      .bind(orgId, id),
  ];
}

function subscribing(scope: Scope, id: string, types: readonly WebhookType[]) {
  const { db, orgId } = scope;
  return [
    unsubscribing(scope, id),
    db
      .prepare(
        `INSERT INTO webhook_subscriptions (org_id, event, endpoint_id, type)
         SELECT ?1, value->>0, ?2, value->>1 FROM json_each(?3)
         WHERE EXISTS (SELECT 1 FROM webhook_endpoints WHERE org_id = ?1 AND id = ?2)`,
      )
      .bind(orgId, id, JSON.stringify(subscriptionsFor(types))),
  ];
}

function unsubscribing({ db, orgId }: Scope, id: string): D1PreparedStatement {
  return db
    .prepare('DELETE FROM webhook_subscriptions WHERE org_id = ?1 AND endpoint_id = ?2')
    .bind(orgId, id);
}

function columnsOf({ url, description, types, identifiers }: EndpointDraft) {
  return [url, description, JSON.stringify(types), Number(identifiers)];
}

/** Where to, for the audit: not the whole address, which may hold a token. */
function said({ url, types, identifiers }: EndpointDraft) {
  return { host: new URL(url).host, types, identifiers };
}

function sealSecrets({ keys, orgId }: Scope, id: string, secrets: readonly Secret[]) {
  return sealSecret(keys, orgId, id, JSON.stringify(secrets));
}

async function toEndpoint(scope: Scope, row: Row): Promise<Endpoint> {
  const { types, identifiers, sealed, ...rest } = row;
  return {
    ...rest,
    types: JSON.parse(types) as WebhookType[],
    identifiers: identifiers === 1,
    secrets: JSON.parse(await openSecret(scope.keys, scope.orgId, rest.id, sealed)) as Secret[],
  };
}
