import type { Bindings } from '../env.ts';
import { scopeFor } from '../store/scope-for.ts';
import type { Scope } from '../store/scope.ts';
import type { Settlement, Waiting } from '../store/webhooks-outbox.ts';
import { claim, endpointsDue, happenings, putBack, settling } from '../store/webhooks-outbox.ts';
import type { Endpoint } from '../store/webhooks.ts';
import { disabling, findEndpoint } from '../store/webhooks.ts';
import { whyNotAllowed } from './address.ts';
import type { Attempt } from './attempt.ts';
import { attempt } from './attempt.ts';
import type { Happened, Message } from './body.ts';
import { bodyOf } from './body.ts';
import { delayAfter, patience } from './schedule.ts';
import { signedHeaders } from './secrets.ts';

/** What is taken at once from an endpoint that answers, and from one that did not the last time. */
const atOnce = 12;
const probes = 1;
/** Longer than so many attempts can take: then somebody else may try. */
const lease = 3 * 60_000;
/** A worker has six connections at a time; more would wait while their time runs. */
const [lanes, perEndpoint] = [2, 3];
/** D1 allows 1,000 queries in one run (2026-04); an endpoint's turn takes nine. */
const turnsInOneRun = 100;

export type Run = {
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly random?: () => number;
  /** One organisation's; without it everybody's. */
  readonly orgId?: string;
  /** When to take no more. */
  readonly until: number;
};

/**
 * Delivers what is due, until nothing is or time is up. Gives the number of attempts made. Throws in the
 * end what went wrong first, other than an attempt; what belongs to others has been delivered then.
 */
export async function deliverDue(env: Bindings, run: Run): Promise<number> {
  const tired = new Set<string>();
  const errors: unknown[] = [];
  let made = 0;
  for (let turns = turnsInOneRun; turns > 0 && run.now() < run.until;) {
    const { orgId } = run;
    const most = Math.min(turns, 20);
    const waiting = await endpointsDue(env.DB, run.now(), { orgId, except: [...tired], most });
    if (waiting.length === 0) break;
    turns -= waiting.length;
    await pooled(waiting, lanes, async (each) => {
      const { count, failed } = await deliverTo(env, each, run).catch((error: unknown) => {
        errors.push(error);
        return { count: 0, failed: true };
      });
      // One try a run is enough to find out whether it is back.
      if (failed || count === 0) tired.add(each.endpointId);
      made += count;
    });
  }
  if (errors.length > 0) throw errors[0];
  return made;
}

async function deliverTo(env: Bindings, { orgId, endpointId }: Waiting, run: Run) {
  const scope = await scopeFor(env, orgId);
  const endpoint = await findEndpoint(scope, endpointId);
  if (!endpoint || endpoint.disabledAt !== null) return { count: 0, failed: false };
  const now = run.now();
  const most = endpoint.failingSince === null ? atOnce : probes;
  const messages = await claim(scope, endpointId, { now, until: now + lease, most });
  const seqs = messages.flatMap(({ seq }) => (seq === null ? [] : [seq]));
  const told = await happenings(scope, seqs, endpoint);
  const how = { allowLocal: env.DEVELOPMENT === '1', run };
  const ended: Settlement[] = [];
  const spared: string[] = [];
  let failed = false;
  await pooled(messages, perEndpoint, async (message) => {
    if (failed) return void spared.push(message.id);
    const attempted = await send(endpoint, message, told.get(message.seq ?? 0), how);
    failed ||= !attempted.ok;
    ended.push(settlementOf(message, attempted, run));
  });
  await settle(scope, endpoint, ended, run.now());
  if (spared.length > 0) await putBack(scope, spared, now);
  return { count: ended.length, failed };
}

type How = { readonly allowLocal: boolean; readonly run: Run };

async function send(
  { url, secrets }: Endpoint,
  message: Message,
  happened: Happened | undefined,
  { allowLocal, run }: How,
): Promise<Attempt> {
  if (whyNotAllowed(url, { allowLocal })) return { ok: false, failure: 'address' };
  const body = bodyOf(message, happened);
  return attempt(url, body, await signedHeaders(message.id, body, secrets, run.now()));
}

function settlementOf(
  message: Message,
  ended: Attempt,
  { now, random = Math.random }: Run,
): Settlement {
  const at = now();
  const { retryAfter = 0 } = ended;
  const delay = ended.ok
    ? undefined
    : delayAfter(message.attempts + 1, { random: random(), retryAfter });
  return { id: message.id, at, attempt: ended, ...(delay !== undefined && { dueAt: at + delay }) };
}

/** What became of messages, and with it of their endpoint: one that is gone, or has not answered for days, is switched off. */
async function settle(
  scope: Scope,
  { id, failingSince }: Endpoint,
  ended: readonly Settlement[],
  now: number,
): Promise<void> {
  if (ended.length === 0) return;
  const isGone = ended.some(({ attempt: { status } }) => status === 410);
  const isHopeless =
    failingSince !== null &&
    now - failingSince >= patience &&
    ended.every(({ attempt: { ok } }) => !ok) &&
    ended.some(({ dueAt }) => dueAt === undefined);
  const because = isGone ? 'gone' : isHopeless ? 'failing' : undefined;
  await scope.db.batch([
    ...settling(scope, id, ended, now),
    ...(because ? disabling(scope, id, because, now) : []),
  ]);
}

/** Each in turn, so many at a time. */
async function pooled<T>(
  items: readonly T[],
  most: number,
  each: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const lane = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await each(item);
  };
  await Promise.all(Array.from({ length: most }, lane));
}
