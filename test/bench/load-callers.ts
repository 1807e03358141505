import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { randomFrom } from './decide-small-policy.ts';

export type Kind = 'check' | 'events' | 'sync';

export type Tally = {
  readonly kinds: Record<Kind, { times: number[]; errors: number }>;
  /** Events that the worker said it has. */
  acknowledged: number;
  firstError: string | undefined;
};

export type Caller = {
  readonly record: (events: readonly unknown[]) => Promise<void>;
  readonly version: () => Promise<number>;
  /** Asks once, and notes how long it took and whether it went wrong. */
  readonly ask: (kind: Kind, tally: Tally) => Promise<void>;
};

export function newTally(): Tally {
  const kind = () => ({ times: [] as number[], errors: 0 });
  return {
    kinds: { check: kind(), events: kind(), sync: kind() },
    acknowledged: 0,
    firstError: undefined,
  };
}

const types = ['withdrawn', 'objected', 'given', 'contacted'] as const;

/** Events about contacts from a number on; the same ones each time. */
export function eventsOf(from: number, count: number): object[] {
  return Array.from({ length: count }, (_, at) => ({
    id: `load-${from + at}`,
    identifier: { type: 'email', value: addressOf(from + at) },
    type: types[(from + at) % types.length],
    channel: 'email',
    occurredAt: '2026-01-01T00:00:00Z',
    method: 'web-form',
  }));
}

const addressOf = (number: number): string => `person${number}@company${number % 997}.example`;

/** Keys like those of a hundred different browsers: each may ask only so often a minute. */
export async function makeKeys({ apiBase, token }: RunningWorker): Promise<string[]> {
  const keys: string[] = [];
  while (keys.length < 100) {
    const response = await fetch(`${apiBase}/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        name: `Load ${keys.length}`,
        role: 'rep',
        scopes: ['check.run', 'events.record', 'device.sync'],
        expiresInDays: 1,
      }),
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    keys.push(((await response.json()) as { key: string }).key);
  }
  return keys;
}

export function callerOf(apiBase: string, keys: readonly string[], known: number): Caller {
  const random = randomFrom(1);
  let next = known;
  let asked = 0;
  let etag = '';
  let seen = '';

  const send = (path: string, body?: unknown): Promise<Response> =>
    fetch(`${apiBase}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${keys[asked++ % keys.length]}`,
        ...(body === undefined
          ? { 'if-none-match': etag }
          : { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });

  const record = async (events: readonly unknown[]): Promise<void> => {
    const response = await send('/events', { events });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  };

  /** As a device does: what is new since the last time, page by page. Gives the version. */
  const sync = async (): Promise<number | undefined> => {
    for (;;) {
      const response = await send(`/sync${seen}`);
      if (response.status === 304) return undefined;
      etag = response.headers.get('etag') ?? '';
      const text = await response.text();
      if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
      const body = JSON.parse(text) as { version: number; epoch: string; more: boolean };
      seen = `?since=${body.version}&epoch=${body.epoch}`;
      if (!body.more) return body.version;
    }
  };

  const version = async (): Promise<number> => {
    etag = '';
    return (await sync())!;
  };

  const works: Record<Kind, () => Promise<number>> = {
    check: async () => {
      const recipients = Array.from({ length: 100 }, () => ({
        type: 'email',
        value: addressOf(Math.floor(random() * known * 1.5)),
      }));
      const response = await send('/check', { recipients, channel: 'email' });
      await expectOk(response);
      return 0;
    },
    events: async () => {
      const from = next;
      next += 10;
      await record(eventsOf(from, 10));
      return 10;
    },
    sync: async () => {
      await sync();
      return 0;
    },
  };

  const ask = async (kind: Kind, tally: Tally): Promise<void> => {
    const started = performance.now();
    try {
      const acknowledged = await works[kind]();
      tally.acknowledged += acknowledged;
      tally.kinds[kind].times.push(performance.now() - started);
    } catch (error) {
      tally.kinds[kind].errors++;
      tally.firstError ??= String(error);
    }
  };
  return { record, version, ask };
}

async function expectOk(response: Response): Promise<void> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 200)}`);
}
