import { describe, expect, it, vi } from 'vitest';
import type { Worker } from '../../../extension/background/exchange.ts';
import { exchange } from '../../../extension/background/exchange.ts';
import { afterSync } from '../../../extension/background/copy.ts';
import type { EventInput, SyncResponse } from '../../../shared/protocol/api.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { fail, ok } from '../../../shared/result.ts';

const sync = (change: Partial<SyncResponse> = {}): SyncResponse => ({
  version: 7,
  full: false,
  deviceKey: '000102030405060708090a0b0c0d0e0f',
  policy: defaultPolicy,
  role: 'rep',
  entries: [],
  ...change,
});
const old = afterSync(undefined, sync({ version: 5, full: true }), 0);
const event = (id: string): EventInput => ({
  id,
  identifier: { type: 'email', value: 'amelia@example.com' },
  type: 'objected',
  purpose: 'direct-marketing',
  channel: 'all',
  occurredAt: '2026-05-01T09:00:00Z',
  method: 'recorded-by-member',
});
const worker = (change: Partial<Worker> = {}): Worker => ({
  post: async () => ok({}),
  fetchSince: async () => ok(sync()),
  ...change,
});

describe('exchange', () => {
  it('takes from the queue what the worker took, once the copy that has it is here', async () => {
    const done = await exchange(worker(), [event('a'), event('b')], old, 9);
    expect(done).toMatchObject({ taken: ['a', 'b'], copy: { version: 7, syncedAt: 9 } });
  });

  it('keeps a no in the queue when the worker took it but gave no new copy', async () => {
    const gone = async () => fail('worker.unreachable', 'The server did not answer.');
    const done = await exchange(worker({ fetchSince: gone }), [event('a')], old, 9);
    expect(done).toEqual({ taken: [], trouble: 'The server did not answer.' });
  });

  it('goes on with the next fact when the worker refuses one, and says why', async () => {
    const post = vi.fn<Worker['post']>(async ({ id }) =>
      id === 'a' ? fail('events.invalid', 'The first is wrong.') : ok({}),
    );
    const done = await exchange(worker({ post }), [event('a'), event('b')], old, 9);
    expect(done).toMatchObject({ taken: ['b'], trouble: 'The first is wrong.' });
  });

  it('does not try the rest while the worker cannot be reached', async () => {
    const post = vi.fn<Worker['post']>(async () => fail('worker.unreachable', 'No answer.'));
    await exchange(worker({ post }), [event('a'), event('b')], old, 9);
    expect(post).toHaveBeenCalledTimes(1);
  });

  it('fetches the whole when the worker’s device key is not the one the copy was hashed with', async () => {
    const other = { deviceKey: 'ffffffffffffffffffffffffffffffff' };
    const fetchSince = vi.fn<Worker['fetchSince']>(async (version) =>
      ok(sync({ ...other, full: version === 0, version: 8 })),
    );
    const done = await exchange(worker({ fetchSince }), [], old, 9);
    expect(fetchSince.mock.calls).toEqual([[5], [0]]);
    expect(done.copy).toMatchObject({ ...other, version: 8 });
  });
});
