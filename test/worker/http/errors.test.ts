import { env } from 'cloudflare:workers';
import { Hono } from 'hono';
import * as v from 'valibot';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ErrorBody } from '../../../shared/protocol/api.ts';
import type { AppEnv } from '../../../worker/env.ts';
import { Refusal } from '../../../worker/errors.ts';
import { onError } from '../../../worker/http/on-error.ts';
import { requestId } from '../../../worker/http/request-id.ts';
import { caller, newOrganisation, request } from '../support/organisation.ts';
import { ask } from '../support/samples.ts';

afterEach(() => vi.restoreAllMocks());

/** An app whose one route throws. */
function thatThrows(error: Error) {
  const app = new Hono<AppEnv>().use(requestId).get('/', () => {
    throw error;
  });
  app.onError(onError);
  return app;
}

describe('an address that does not exist', () => {
  it.each(['/nowhere', '/', '/check/1', '/events/../../secrets', '/%00'])(
    '%s: 404',
    async (path) => {
      const { status, body } = await request(path);
      expect(status).toBe(404);
      expect(v.parse(ErrorBody, body).error.code).toBe('route.unknown');
    },
  );

  it.each([
    ['/health', 'POST', 'GET'],
    ['/sync', 'DELETE', 'GET'],
    ['/events', 'PUT', 'POST'],
    ['/events', 'PATCH', 'POST'],
  ])('%s does not take %s', async (path, method, allowed) => {
    const { status, body, headers } = await request(path, { method });
    expect([status, headers.get('allow')]).toEqual([405, allowed]);
    expect(body.error.message).toBe(`This address takes ${allowed}.`);
  });
});

describe('an error', () => {
  it('that was meant says its code, message and status', async () => {
    const app = thatThrows(new Refusal(409, 'some.code', 'What to do.'));
    const response = await app.request('/');
    expect(response.status).toBe(409);
    expect(await response.json()).toEqual({
      error: {
        code: 'some.code',
        message: 'What to do.',
        requestId: response.headers.get('x-request-id'),
      },
    });
  });

  it('that was not meant shows nothing of itself, to the caller or in the log', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await thatThrows(new TypeError('jane@example.com is null')).request('/');
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/jane|TypeError|\.ts/);
    expect(JSON.parse(text).error.code).toBe('internal');
    const logged = String(log.mock.calls[0]?.[0]);
    expect(logged).not.toContain('jane');
    expect(JSON.parse(logged)).toMatchObject({
      requestId: JSON.parse(text).error.requestId,
      method: 'GET',
      error: 'TypeError',
    });
  });

  it('in the database is no more than that', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const organisation = await newOrganisation();
    await env.DB.prepare('ALTER TABLE identifiers RENAME COLUMN wide_key TO wider').run();
    const broken = await organisation.as('rep').post('/check', ask('jane@example.com'));
    await env.DB.prepare('ALTER TABLE identifiers RENAME COLUMN wider TO wide_key').run();
    expect([broken.status, broken.body.error.code]).toEqual([503, 'setup.database-not-migrated']);

    const failing = {
      ...env,
      DB: { prepare: () => ({ bind: () => ({}) }) } as unknown as D1Database,
    };
    const answer = await caller('heed_any', failing).post('/check', ask('jane@example.com'));
    expect([answer.status, answer.body.error.code]).toEqual([500, 'internal']);
    expect(JSON.stringify(log.mock.calls)).not.toMatch(/jane|heed_any/);
  });
});
