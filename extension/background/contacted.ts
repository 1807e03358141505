import type { Identifier } from '../../shared/contact/identifier.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { announceChange } from './announce.ts';
import { sync } from './connection.ts';
import { lastHeard } from './heard.ts';
import { change, recall } from './kept.ts';
import { serverMark, withNew } from './queue.ts';
import { notePassed } from './tab-sends.ts';

/** Puts on record whom a message went to: all at once, kept first and sent after, as every fact is. */
export async function recordContacted(
  events: readonly EventInput[],
  tab: number,
): Promise<Result<{ queued: number }>> {
  notePassed(tab, events.flatMap(identifierOf), Date.now());
  const settings = await recall('settings');
  const snapshot = await recall('snapshot');
  if (!settings)
    return fail('not-connected', 'Heed is not connected, so nothing is put on record.');
  // Who may not record would fill a queue that the worker never takes.
  if (snapshot?.role === 'auditor') return ok({ queued: 0 });
  const server = await serverMark(settings);
  const contacted = events.filter(({ type }) => type === 'contacted');
  if (contacted.length === 0) return ok({ queued: 0 });
  await change('queue', (queue = []) =>
    contacted.reduce((all, event) => withNew(all, { server, event }), queue),
  );
  await announceChange();
  void sync();
  return ok({ queued: contacted.length });
}

function identifierOf({ identifier: { type, value } }: EventInput): Identifier[] {
  const read = parseIdentifier(type, value);
  return read.ok ? [read.value] : [];
}

/** Has the worker asked for what is new, but waits for it no longer than a held gesture may. */
export async function hearWorker(deadlineMs: number): Promise<{ heardAt: number }> {
  await Promise.race([
    sync().catch(() => undefined),
    new Promise((resolve) => setTimeout(resolve, Math.min(deadlineMs, 10_000))),
  ]);
  return { heardAt: await lastHeard() };
}
