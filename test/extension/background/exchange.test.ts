import { describe, expect, it, vi } from 'vitest';
import type { Worker } from '../../../extension/background/exchange.ts';
import { exchange } from '../../../extension/background/exchange.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';
import { fail, ok } from '../../../shared/result.ts';
import { answer, memoryParts, worker } from './sync-samples.ts';

const held = { kept: undefined, parts: memoryParts() };
const fresh = { fetchSince: async () => answer({ full: true }) };
const event = (id: string): EventInput => ({
  id,
  identifier: { type: 'email', value: 'amelia@example.com' },
  type: 'objected',
  purpose: 'direct-marketing',
  channel: 'all',
  occurredAt: '2026-05-01T09:00:00Z',
  method: 'recorded-by-member',
});

describe('exchange', () => {
  it('takes from the queue what the worker took, once the copy that has it is here', async () => {
    const done = await exchange(worker(fresh), [event('a'), event('b')], held, 9);
    expect(done).toMatchObject({ taken: ['a', 'b'], copy: { version: 7, syncedAt: 9 } });
  });

  it('keeps a no in the queue when the worker took it but gave no new copy', async () => {
    const gone = async () => fail('worker.unreachable', 'The server did not answer.');
    const done = await exchange(worker({ fetchSince: gone }), [event('a')], held, 9);
    expect(done).toEqual({ taken: [], trouble: 'The server did not answer.' });
  });

  it('goes on with the next fact when the worker refuses one, and says why', async () => {
    const post = vi.fn<Worker['post']>(async ({ id }) =>
      id === 'a' ? fail('events.invalid', 'The first is wrong.') : ok({}),
    );
    const done = await exchange(worker({ ...fresh, post }), [event('a'), event('b')], held, 9);
    expect(done).toMatchObject({ taken: ['b'], trouble: 'The first is wrong.' });
  });

  it('does not try the rest while the worker cannot be reached', async () => {
    const post = vi.fn<Worker['post']>(async () => fail('worker.unreachable', 'No answer.'));
    await exchange(worker({ ...fresh, post }), [event('a'), event('b')], held, 9);
    expect(post).toHaveBeenCalledTimes(1);
  });
});
