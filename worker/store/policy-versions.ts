import type { Policy } from '../../shared/policy/policy.ts';
import { defaultPolicy } from '../../shared/policy/presets/index.ts';
import { auditing } from './access/audit.ts';
import type { Scope } from './scope.ts';

/** A policy as published. `publishedAt` is in milliseconds since 1970 UTC; 0 for the preset. */
export type Published = {
  readonly version: number;
  readonly policy: Policy;
  readonly publishedAt: number;
  /** Member by opaque id; `heed` for the preset that held before. */
  readonly publishedBy: string;
  readonly note: string | null;
};

/** Who publishes, and when. */
export type Publisher = { readonly publishedBy: string; readonly now: number };

type Place = Pick<Scope, 'db' | 'orgId'>;
type Row = Omit<Published, 'policy'> & { readonly document: string };

const columns = 'version, document, published_at AS publishedAt, published_by AS publishedBy, note';
const byHeed = 'heed';

export type Policies = {
  /** What holds now: the latest published, or the preset that everybody begins with. */
  readonly current: () => Promise<Published>;
  readonly version: (version: number) => Promise<Published | undefined>;
  /** Newest first, those before a version; at most `limit`. */
  readonly versions: (page: Page) => Promise<Omit<Published, 'policy'>[]>;
  /**
   * Publishes a checked document as the version after `expected`. Answers undefined when that is not
   * the latest (any more): somebody else has published since.
   */
  readonly publish: (draft: Draft, by: Publisher) => Promise<Published | undefined>;
};

type Page = { readonly before: number; readonly limit: number };
type Draft = { readonly policy: Policy; readonly note: string | null; readonly expected: number };

export function policiesOf(place: Place): Policies {
  return {
    current: () => currentPolicy(place),
    version: (version) => policyVersion(place, version),
    versions: (page) => policyVersions(place, page),
    publish: (draft, by) => publishPolicy(place, draft, by),
  };
}

async function currentPolicy({ db, orgId }: Place): Promise<Published> {
  const row = await db
    .prepare(
      `SELECT ${columns} FROM policy_versions WHERE org_id = ?1 ORDER BY version DESC LIMIT 1`,
    )
    .bind(orgId)
    .first<Row>();
  return row ? toPublished(row) : preset;
}

async function policyVersion(place: Place, version: number): Promise<Published | undefined> {
  const row = await place.db
    .prepare(`SELECT ${columns} FROM policy_versions WHERE org_id = ?1 AND version = ?2`)
    .bind(place.orgId, version)
    .first<Row>();
  if (row) return toPublished(row);
  const current = await currentPolicy(place);
  return current.version === version ? current : undefined;
}

async function policyVersions(
  place: Place,
  { before, limit }: Page,
): Promise<Omit<Published, 'policy'>[]> {
  const { results } = await place.db
    .prepare(
      `SELECT version, published_at AS publishedAt, published_by AS publishedBy, note
       FROM policy_versions WHERE org_id = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3`,
    )
    .bind(place.orgId, before, limit)
    .all<Omit<Published, 'policy'>>();
  if (results.length > 0 || before <= defaultPolicy.version) return results;
  const { policy: _, ...first } = await currentPolicy(place);
  return first.version < before ? [first] : [];
}

async function publishPolicy(
  place: Place,
  { policy, note, expected }: Draft,
  { publishedBy, now }: Publisher,
): Promise<Published | undefined> {
  const current = await currentPolicy(place);
  if (current.version !== expected) return undefined;
  const next: Published = {
    version: expected + 1,
    policy: { ...policy, version: expected + 1 },
    publishedAt: now,
    publishedBy,
    note,
  };
  try {
    // What held before the first publication is kept with it, as it was on that day.
    const first = current.publishedBy === byHeed ? [insertIfNone(place, current)] : [];
    const target = String(next.version);
    const entry = { actor: publishedBy, action: 'policy.published', target } as const;
    await place.db.batch([...first, insert(place, next), auditing(place, entry, now)]);
    return next;
  } catch (error) {
    if (error instanceof Error && /UNIQUE|append-only/.test(error.message)) return undefined;
    throw error;
  }
}

const insertion =
  'INSERT INTO policy_versions (org_id, version, document, published_at, published_by, note)';

function insert({ db, orgId }: Place, published: Published): D1PreparedStatement {
  return db
    .prepare(`${insertion} VALUES (?1, ?2, ?3, ?4, ?5, ?6)`)
    .bind(...valuesOf(orgId, published));
}

function insertIfNone({ db, orgId }: Place, published: Published): D1PreparedStatement {
  return db
    .prepare(
      `${insertion} SELECT ?1, ?2, ?3, ?4, ?5, ?6
       WHERE NOT EXISTS (SELECT 1 FROM policy_versions WHERE org_id = ?1)`,
    )
    .bind(...valuesOf(orgId, published));
}

function valuesOf(orgId: string, { version, policy, publishedAt, publishedBy, note }: Published) {
  return [orgId, version, JSON.stringify(policy), publishedAt, publishedBy, note];
}

/** Nobody published it, so no day is told. */
const preset: Published = {
  version: defaultPolicy.version,
  policy: defaultPolicy,
  publishedAt: 0,
  publishedBy: byHeed,
  note: null,
};

function toPublished({ document, ...row }: Row): Published {
  return { ...row, policy: parsed(document) };
}

/*
 * The same text gives the same object, since what a policy comes to is worked out once for each
 * object (`compiled`). By its text and not its version: a restored backup may number them anew.
 */
const known = new Map<string, Policy>();
const mostKnown = 50;

function parsed(document: string): Policy {
  const old = known.get(document);
  if (old) return old;
  if (known.size >= mostKnown) known.clear();
  const policy = JSON.parse(document) as Policy;
  known.set(document, policy);
  return policy;
}
