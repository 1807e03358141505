import type { SnapshotBase, SyncResponse } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { openPart } from '../../shared/snapshot/part.ts';
import type { Part } from '../../shared/snapshot/part.ts';
import { isWorthABase, mergeChanges } from '../../shared/snapshot/snapshot.ts';
import { fromBase64 } from '../../shared/text/base64.ts';
import { isUnharmed, openCopy, openedPart, partName } from './copy.ts';
import type { Kept, PartStore } from './kept.ts';

/** What the device has, as the worker is told of it. */
export type Seen = Pick<Kept['snapshot'], 'version' | 'epoch' | 'etag'>;
export type Answer = { readonly body: SyncResponse; readonly etag: string | undefined };

/** The worker, as far as a copy needs it. */
export type CopySource = {
  /** Everything, when nothing was seen. */
  readonly fetchSince: (seen: Seen | undefined) => Promise<Result<Answer | 'nothing new'>>;
  readonly fetchBase: (id: string) => Promise<Result<SnapshotBase>>;
  readonly fetchPart: (id: string, part: number) => Promise<Result<ArrayBuffer>>;
};

/** So many parts are on their way at once. */
const atOnce = 4;

/**
 * The copy brought up to date, or a new one. Parts of a base are kept as they arrive, so that a fetch that
 * was cut short is gone on with; what is damaged is refused, and the old copy stays.
 */
export async function fetchCopy(
  source: CopySource,
  parts: PartStore,
  kept: Kept['snapshot'] | undefined,
  syncedAt: number,
): Promise<Result<Kept['snapshot']>> {
  const opened = kept && openCopy(kept);
  const old = opened?.ok ? opened.value : undefined;
  const fetched = await fetchChanges(source, old?.kept);
  if (!fetched.ok) return fetched;
  if (fetched.value === 'nothing new') return ok({ ...old!.kept, syncedAt });
  const { first, last, etag, pages } = fetched.value;
  if (!first.full && first.deviceKey !== old?.kept.deviceKey)
    return fetchCopy(source, parts, undefined, syncedAt);
  const base = first.full ? await fetchBase(source, parts, first.base) : ok(old!.kept.base);
  if (!base.ok) return base;
  const before = first.full ? [] : [old!.snapshot.changes];
  const { version, epoch, deviceKey, policy, role } = last;
  // A set that could not be read is left out: the last good one stays.
  const selectors = last.selectors === undefined ? old?.kept.selectors : last.selectors;
  const about = {
    version,
    epoch,
    etag,
    deviceKey,
    policy,
    role,
    syncedAt,
    ...(selectors !== undefined && { selectors }),
  };
  const merged = mergeChanges([...before, ...pages]).buffer;
  const copy = { ...about, base: base.value, changes: merged };
  if (first.full || !isOutgrown(copy, last.base)) return ok(copy);
  const anew = await fetchCopy(source, parts, undefined, syncedAt);
  return anew.ok ? anew : ok(copy);
}

/** So much has changed that a newer base is worth fetching. */
function isOutgrown({ base, changes }: Kept['snapshot'], newest: SyncResponse['base']): boolean {
  if (!newest || newest.id === base?.id) return false;
  const part = openPart(changes);
  return part.ok && isWorthABase(part.value.size, base?.entries ?? 0);
}

type Fetched = {
  readonly first: SyncResponse;
  readonly last: SyncResponse;
  readonly etag: string | undefined;
  readonly pages: readonly Part[];
};

/** All that is new, page by page. */
async function fetchChanges(
  source: CopySource,
  old: Seen | undefined,
): Promise<Result<Fetched | 'nothing new'>> {
  const pages: Part[] = [];
  let first: SyncResponse | undefined;
  let seen = old;
  for (;;) {
    const answer = await source.fetchSince(seen);
    if (!answer.ok) return answer;
    if (answer.value === 'nothing new') return old && !first ? ok('nothing new') : unexpected;
    const { body, etag } = answer.value;
    const page = openPart(fromBase64(body.changes)?.buffer ?? new ArrayBuffer(0));
    if (!page.ok) return page;
    pages.push(page.value);
    // A second answer that begins anew, or gets no further, is about another history than the first.
    if (first && (body.full || body.deviceKey !== first.deviceKey)) return unexpected;
    first ??= body;
    if (!body.more) return ok({ first, last: body, etag, pages });
    if (seen && !body.full && body.version <= seen.version) return unexpected;
    seen = { version: body.version, epoch: body.epoch, etag: undefined };
  }
}

const unexpected = fail(
  'sync.unexpected',
  'What the server sent does not fit together. It is asked again at the next sync.',
);

async function fetchBase(
  source: CopySource,
  parts: PartStore,
  newest: SyncResponse['base'],
): Promise<Result<SnapshotBase | null>> {
  if (!newest) return ok(null);
  const base = await source.fetchBase(newest.id);
  if (!base.ok) return base;
  if (base.value.id !== newest.id || !isUnharmed(base.value)) return unexpected;
  const here = new Set(await parts.names());
  const missing = [...base.value.parts.keys()].filter((at) => !here.has(partName(base.value, at)));
  for (let from = 0; from < missing.length; from += atOnce) {
    const some = missing.slice(from, from + atOnce);
    const kept = await Promise.all(some.map((at) => fetchPart(source, parts, base.value, at)));
    const problem = kept.find((each) => !each.ok);
    if (problem && !problem.ok) return problem;
  }
  return base;
}

async function fetchPart(
  source: CopySource,
  parts: PartStore,
  base: SnapshotBase,
  at: number,
): Promise<Result<void>> {
  const bytes = await source.fetchPart(base.id, at);
  if (!bytes.ok) return bytes;
  if (!openedPart(base, at, bytes.value)) return unexpected;
  await parts.set(partName(base, at), bytes.value);
  return ok(undefined);
}
