import browser from 'webextension-polyfill';
import type { ConsentFacts } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { Connection, FactsAnswer } from '../../shared/protocol/messages.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Snapshot } from '../../shared/snapshot/snapshot.ts';
import { afterSync, factsAbout, toSnapshot } from './copy.ts';
import { announceChange } from './announce.ts';
import { exchange } from './exchange.ts';
import { change, keep, recall } from './kept.ts';
import type { Kept } from './kept.ts';
import { holdingHere, othersInWords, serverMark, shareOut } from './queue.ts';
import { readServerAddress } from './server-address.ts';
import { fetchSync, postEvents } from './worker-client.ts';

/** The snapshot opened for look-ups; lost whenever the browser stops the background, so read anew. */
let open: { kept: Kept['snapshot']; snapshot: Snapshot } | undefined;
let trouble: string | undefined;
let syncing: Promise<void> | undefined;

/** After this long without a word from the worker, a look-up also asks it for what is new. */
const fresh = 30_000;

export async function connect(address: string, token: string): Promise<Result<Connection>> {
  const apiBase = readServerAddress(address);
  if (!apiBase.ok) return apiBase;
  if (token.trim() === '')
    return fail('token.empty', 'Paste the token that your administrator gave you.');
  const settings = { apiBase: apiBase.value, token: token.trim() };
  const answer = await fetchSync(settings, 0);
  if (!answer.ok) return answer;
  await syncing?.catch(() => undefined);
  // The copy first: settings without one would leave a device that can say nothing about anybody.
  const kept = afterSync(undefined, answer.value, Date.now());
  await keep('snapshot', kept);
  open = { kept, snapshot: toSnapshot(kept) };
  await keep('settings', settings);
  trouble = undefined;
  await announceChange();
  return ok(await connection());
}

export async function disconnect(): Promise<Connection> {
  await keep('settings', undefined);
  await keep('snapshot', undefined);
  open = undefined;
  trouble = undefined;
  await announceChange();
  return connection();
}

export async function connection(): Promise<Connection> {
  const settings = await recall('settings');
  const copy = await opened();
  if (!settings || !copy) return { status: 'not-connected' };
  const { version, role, syncedAt } = copy.kept;
  const { own, others } = shareOut(await recall('queue'), await serverMark(settings));
  const troubles = [trouble, othersInWords(others.length)].filter((one) => one !== undefined);
  return {
    status: 'connected',
    apiBase: settings.apiBase,
    role,
    version,
    syncedAt,
    entries: copy.snapshot.entries.size,
    queued: own.length,
    ...(troubles.length > 0 && { trouble: troubles.join(' ') }),
  };
}

export async function facts(identifiers: readonly Identifier[]): Promise<FactsAnswer> {
  const settings = await recall('settings');
  if (!settings) return { status: 'not-connected' };
  const copy = await opened();
  if (!copy) {
    void sync();
    return { status: 'unavailable' };
  }
  const { policy, role, version, syncedAt } = copy.kept;
  if (Date.now() - syncedAt > fresh) void sync();
  const queue = holdingHere(await recall('queue'), await serverMark(settings));
  const found: ConsentFacts[] = identifiers.map((one) => factsAbout(copy.snapshot, queue, one));
  return { status: 'ready', policy, role, version, syncedAt, facts: found };
}

/** Kept first, sent after: a fact recorded offline, or just before the browser closes, is not lost. */
export async function record(event: EventInput): Promise<Result<{ queued: number }>> {
  const settings = await recall('settings');
  if (!settings)
    return fail('not-connected', 'Connect Heed to your server in its settings, then record this.');
  const server = await serverMark(settings);
  await change('queue', (queue = []) => [
    ...queue,
    { server, event: { ...event, id: event.id ?? crypto.randomUUID() } },
  ]);
  await announceChange();
  await sync();
  return ok({ queued: shareOut(await recall('queue'), server).own.length });
}

/** Sends what is queued and fetches what is new; one at a time. */
export function sync(): Promise<void> {
  syncing ??= exchangeNow().finally(() => (syncing = undefined));
  return syncing;
}

async function exchangeNow(): Promise<void> {
  const settings = await recall('settings');
  if (!settings) return;
  const copy = await opened();
  const worker = {
    post: (event: EventInput) => postEvents(settings, [event]),
    fetchSince: (version: number) => fetchSync(settings, version),
  };
  const { own } = shareOut(await recall('queue'), await serverMark(settings));
  const done = await exchange(worker, own, copy?.kept, Date.now());
  const after = await recall('settings');
  // Connected elsewhere, or not at all, meanwhile: this answer is no longer wanted.
  if (after?.apiBase !== settings.apiBase || after.token !== settings.token) return;
  trouble = done.trouble;
  if (done.copy) await store(done.copy, copy?.kept);
  if (done.taken.length > 0)
    await change('queue', (queue = []) =>
      queue.filter(({ event }) => !done.taken.includes(event.id ?? '')),
    );
}

async function store(kept: Kept['snapshot'], before?: Kept['snapshot']): Promise<void> {
  open = { kept, snapshot: toSnapshot(kept) };
  if (before && sameFacts(kept, before)) return;
  await keep('snapshot', kept);
  await announceChange();
}

function sameFacts(a: Kept['snapshot'], b: Kept['snapshot']): boolean {
  return (
    a.version === b.version &&
    a.deviceKey === b.deviceKey &&
    a.policy.version === b.policy.version &&
    a.role === b.role
  );
}

async function opened(): Promise<typeof open> {
  if (open) return open;
  const kept = await recall('snapshot');
  if (kept) open = { kept, snapshot: toSnapshot(kept) };
  return open;
}

/** Once a minute, also while no page asks. */
export function keepFresh(): void {
  browser.alarms.create('sync', { periodInMinutes: 1 });
  browser.alarms.onAlarm.addListener(() => void sync());
}
