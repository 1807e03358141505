import { afterEach, describe, expect, it, vi } from 'vitest';
import { attempt } from '../../../worker/webhooks/attempt.ts';
import { answerAt, requestsAt } from '../support/outside-client.ts';

const url = 'https://hooks.attempt-receiver.com/heed';
const post = (timeout?: number) => attempt(url, '{"a":1}', { 'webhook-id': 'msg_1' }, timeout);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an attempt', () => {
  it('posts the body with its headers, and succeeds with any 2xx', async () => {
    for (const status of [200, 201, 202, 204, 299]) {
      await answerAt(url, { status });
      expect(await post()).toEqual({ ok: true, status });
    }
    const { method, body, headers } = (await requestsAt(url))[0]!;
    expect([method, body]).toEqual(['POST', '{"a":1}']);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Heed-Webhooks/1',
      'webhook-id': 'msg_1',
    });
  });

  it.each([400, 401, 404, 410, 429, 500, 502, 503, 504])('fails with %i', async (status) => {
    await answerAt(url, { status });
    expect(await post()).toEqual({ ok: false, status });
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect, %i', async (status) => {
    const elsewhere = 'https://elsewhere.attempt-receiver.com/';
    await answerAt(url, { status, headers: { location: elsewhere } });
    expect(await post()).toEqual({ ok: false, status });
    expect(await requestsAt(elsewhere)).toEqual([]);
  });

  it('hears for how long it is to wait, in seconds', async () => {
    await answerAt(url, { status: 503, headers: { 'retry-after': '120' } });
    expect(await post()).toEqual({ ok: false, status: 503, retryAfter: 120 });
    for (const wish of ['soon', '-1', '0', 'Wed, 21 Oct 2026 07:28:00 GMT']) {
      await answerAt(url, { status: 503, headers: { 'retry-after': wish } });
      expect(await post()).toEqual({ ok: false, status: 503 });
    }
  });

  it('gives up on who does not answer', async () => {
    await answerAt(url, { status: 200, delay: 2000 });
    expect(await post(20)).toEqual({ ok: false, failure: 'timeout' });
  });

  it('fails where nobody can be reached', async () => {
    expect(await attempt('https://', '{}', {})).toEqual({ ok: false, failure: 'unreachable' });
  });

  it('does not read what it is told, however long', async () => {
    await answerAt(url, { status: 200, body: 'x'.repeat(5_000_000) });
    expect(await post()).toEqual({ ok: true, status: 200 });
  });

  it('stands by the status that came, where the connection then breaks', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('cut')) });
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: 202 })));
    expect(await post()).toEqual({ ok: true, status: 202 });
  });
});
