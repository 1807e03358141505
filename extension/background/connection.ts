import browser from 'webextension-polyfill';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { Connection, FactsAnswer } from '../../shared/protocol/messages.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { announceChange } from './announce.ts';
import type { Copy } from './copy.ts';
import { factsFrom, openCopy } from './copy.ts';
import { giveUp, whoAmI } from './enrol-client.ts';
import { exchange } from './exchange.ts';
import { sendDismissals } from './dismissals.ts';
import { fetchCopy } from './fetch-copy.ts';
import { lastHeard, noteHeard } from './heard.ts';
import type { Kept } from './kept.ts';
import { change, keep, keptParts, recall } from './kept.ts';
import { readyAnswer } from './known-facts.ts';
import {
  holdingHere,
  othersInWords,
  releaseDue,
  serverMark,
  shareOut,
  takenBack,
  undoFor,
  withNew,
} from './queue.ts';
import { linkedTo } from './links.ts';
import { withLinks } from './linked-facts.ts';
import { sendReports } from './reports.ts';
import { readServerAddress } from './server-address.ts';
import { postDismissals, postReport, workerAt } from './worker-client.ts';

/** The copy opened for look-ups; lost whenever the browser stops the background, so opened anew. */
let open: Copy | undefined;
let trouble: string | undefined;
let syncing: Promise<void> | undefined;

/** After this long without a word from the worker, a look-up also asks it for what is new. */
const fresh = 30_000;

export async function connect(address: string, token: string): Promise<Result<Connection>> {
  const apiBase = readServerAddress(address);
  if (!apiBase.ok) return apiBase;
  if (token.trim() === '')
    return fail('token.empty', 'Paste the token that your administrator gave you.');
  return connectWith({ apiBase: apiBase.value, token: token.trim() });
}

/** Tries a credential, and keeps it once this device has its copy of the facts. */
export async function connectWith(given: {
  readonly apiBase: string;
  readonly token: string;
}): Promise<Result<Connection>> {
  const as = await whoAmI(given);
  const settings = { ...given, ...(as && { as }) };
  const copy = await fetchCopy(workerAt(settings), keptParts, undefined, Date.now());
  if (!copy.ok) return copy;
  await syncing?.catch(() => undefined);
  // The copy first: settings without one would leave a device that can say nothing about anybody.
  await store(copy.value);
  await keep('settings', settings);
  await noteHeard(copy.value.syncedAt);
  trouble = undefined;
  await announceChange();
  return ok(await connection());
}

export async function disconnect(): Promise<Connection> {
  const settings = await recall('settings');
  await keep('settings', undefined);
  await keep('pairing', undefined);
  await keep('snapshot', undefined);
  await keptParts.clear();
  open = undefined;
  trouble = undefined;
  await announceChange();
  if (settings) void giveUp(settings);
  return connection();
}

export async function connection(): Promise<Connection> {
  const settings = await recall('settings');
  if (!settings) return waiting();
  const copy = await opened();
  const { own, others } = shareOut(await recall('queue'), await serverMark(settings));
  const troubles = [trouble, othersInWords(others.length)].filter((one) => one !== undefined);
  const said = troubles.length > 0 && { trouble: troubles.join(' ') };
  const { apiBase, as } = settings;
  const about = { apiBase, queued: own.length, ...(as && { as }), ...said };
  if (!copy) return { status: 'no-copy', ...about };
  const { version, role, base } = copy.kept;
  const syncedAt = await heardOf(copy);
  const entries = (base?.entries ?? 0) + copy.snapshot.changes.size;
  return { status: 'connected', role, version, syncedAt, entries, ...about };
}

async function waiting(): Promise<Connection> {
  const pairing = await recall('pairing');
  if (!pairing || pairing.expiresAt <= Date.now()) return { status: 'not-connected' };
  const { apiBase, userCode, page, interval } = pairing;
  return { status: 'connecting', apiBase, userCode, page, interval };
}

export async function facts(who: readonly Identifier[], lacksTables = false): Promise<FactsAnswer> {
  const settings = await recall('settings');
  if (!settings) return { status: 'not-connected' };
  const copy = await opened();
  const queue = holdingHere(await recall('queue'), await serverMark(settings));
  const find = (all: readonly Identifier[]) => factsFrom(copy!, keptParts, queue, all);
  const found = copy && (await withLinks(who, linkedTo, find));
  if (!copy || !found) {
    if (copy) await forget(copy);
    void sync();
    return { status: 'unavailable' };
  }
  const heardAt = await heardOf(copy);
  if (Date.now() - heardAt > fresh) void sync();
  return readyAnswer(copy.kept, heardAt, who, found, lacksTables);
}

/** A copy is written anew only when it changes; the worker may have been heard since. */
async function heardOf({ kept: { syncedAt } }: Copy): Promise<number> {
  return Math.max(syncedAt, await lastHeard());
}

/** A copy of which a part is missing or damaged is not decided from. What is whole of its base is not fetched again. */
async function forget(copy: Copy): Promise<void> {
  trouble = 'This device’s copy of the facts was damaged, and is fetched again.';
  if (open !== copy) return;
  open = undefined;
  await keep('snapshot', undefined);
}

/** Kept first, sent after: a fact recorded offline, or just before the browser closes, is not lost. */
export async function record(
  event: EventInput,
  undoable?: true,
): Promise<Result<{ queued: number; undoUntil?: number }>> {
  const settings = await recall('settings');
  if (!settings)
    return fail('not-connected', 'Connect Heed to your server in its settings, then record this.');
  const server = await serverMark(settings);
  const held = undoable && { heldUntil: Date.now() + undoFor };
  const entry = { server, event: { ...event, id: event.id ?? crypto.randomUUID() }, ...held };
  await change('queue', (queue = []) => withNew(queue, entry));
  await announceChange();
  if (held) return ok({ queued: await queued(server), undoUntil: held.heldUntil });
  // One under way may have read the queue before this was in it.
  await syncing?.catch(() => undefined);
  await sync();
  return ok({ queued: await queued(server) });
}

async function queued(server: string): Promise<number> {
  return shareOut(await recall('queue'), server).own.length;
}

/** Takes a fact away that no one but this device has heard of. What anybody else said is not touched by it. */
export async function undo(id: string): Promise<Result<{ queued: number }>> {
  let gone = false;
  // In one transaction with the check, so that a sync cannot take it up in between.
  await change('queue', (queue = []) => {
    const without = takenBack(queue, id, Date.now());
    gone = without !== undefined;
    return without ?? queue;
  });
  const settings = await recall('settings');
  if (!gone || !settings)
    return fail('undo.too-late', 'It is too late to take this back here: it has been sent.');
  await announceChange();
  return ok({ queued: await queued(await serverMark(settings)) });
}

/** Sends what is queued and fetches what is new; one at a time. */
export function sync(): Promise<void> {
  syncing ??= exchangeNow().finally(() => (syncing = undefined));
  return syncing;
}

async function exchangeNow(): Promise<void> {
  const settings = await recall('settings');
  if (!settings) return;
  const held = { kept: (await opened())?.kept, parts: keptParts };
  await change('queue', (queue = []) => releaseDue(queue, Date.now()));
  const due = (await recall('queue'))?.filter(({ heldUntil }) => heldUntil === undefined);
  const { own } = shareOut(due, await serverMark(settings));
  const done = await exchange(workerAt(settings), own, held, Date.now());
  const after = await recall('settings');
  // Connected elsewhere, or not at all, meanwhile: this answer is no longer wanted.
  if (after?.apiBase !== settings.apiBase || after.token !== settings.token) return;
  trouble = done.trouble;
  if (done.copy) {
    await store(done.copy, held.kept);
    await noteHeard(done.copy.syncedAt);
    await sendReports((report) => postReport(settings, report));
    await sendDismissals((counts) => postDismissals(settings, counts));
  }
  if (done.taken.length > 0)
    await change('queue', (queue = []) =>
      queue.filter(({ event }) => !done.taken.includes(event.id ?? '')),
    );
}

async function store(kept: Kept['snapshot'], before?: Kept['snapshot']): Promise<void> {
  const copy = openCopy(kept);
  if (!copy.ok) throw new Error(copy.problem.message);
  const sameBase = before?.base?.id === kept.base?.id;
  // Parts that are open already need not be opened again.
  if (open && sameBase && copy.value.snapshot.base)
    copy.value.snapshot.base.parts.splice(0, Infinity, ...(open.snapshot.base?.parts ?? []));
  open = copy.value;
  if (before && sameBase && sameFacts(kept, before)) return;
  await keep('snapshot', kept);
  if (!sameBase) await dropOtherParts(kept);
  await announceChange();
}

async function dropOtherParts({ base }: Kept['snapshot']): Promise<void> {
  const names = await keptParts.names();
  await keptParts.drop(names.filter((name) => !base || !name.startsWith(`${base.id}/`)));
}

function sameFacts(a: Kept['snapshot'], b: Kept['snapshot']): boolean {
  return (
    a.version === b.version &&
    a.epoch === b.epoch &&
    a.deviceKey === b.deviceKey &&
    a.policy.version === b.policy.version &&
    a.role === b.role &&
    JSON.stringify(a.selectors) === JSON.stringify(b.selectors)
  );
}

async function opened(): Promise<Copy | undefined> {
  if (open) return open;
  const kept = await recall('snapshot');
  const copy = kept && openCopy(kept);
  if (copy?.ok) open = copy.value;
  else if (copy) trouble = copy.problem.message;
  return open;
}

/** Once a minute, also while no page asks. */
export function keepFresh(): void {
  browser.alarms.create('sync', { periodInMinutes: 1 });
  browser.alarms.onAlarm.addListener(() => void sync());
}
