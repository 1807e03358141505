import { beforeEach, describe, expect, it, vi } from 'vitest';
import { answer, memoryParts } from './sync-samples.ts';

// There is no IndexedDB and no browser here; the end-to-end tests run with both.
const { kept, parts } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  parts: {} as ReturnType<typeof memoryParts>,
}));
Object.assign(parts, memoryParts());
vi.mock('../../../extension/background/kept.ts', () => ({
  keep: async (name: string, value: unknown) => void kept.set(name, value),
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
  keptParts: parts,
}));
vi.mock('webextension-polyfill', () => ({
  default: { storage: { local: { set: async () => {} } }, alarms: {} },
}));

type Reply = () => Response;
const asked: { url: string; form: URLSearchParams }[] = [];
let tokenReplies: Reply[];
let syncDown = false;
const codes = {
  device_code: 'heed_device_code',
  user_code: 'BCDF-GHJK',
  verification_uri: 'https://one.example/account/device',
  verification_uri_complete: 'https://one.example/account/device?code=BCDF-GHJK',
  expires_in: 600,
  interval: 5,
};
const as = { organisationId: 'org_1', organisation: 'Acme', id: 'mem_1', name: 'Pat', role: 'rep' };
const wait =
  (error: string): Reply =>
  () =>
    Response.json({ error, error_description: 'As RFC 8628 says.' }, { status: 400 });
const approved: Reply = () =>
  Response.json({ access_token: 'heed_device_own', token_type: 'Bearer' });

vi.stubGlobal('fetch', async (input: URL | string, init?: RequestInit) => {
  const url = String(input);
  if (init?.body instanceof URLSearchParams) asked.push({ url, form: init.body });
  if (url.endsWith('/oauth/device_authorization')) return Response.json(codes);
  if (url.endsWith('/oauth/token'))
    return (tokenReplies.shift() ?? wait('authorization_pending'))();
  if (url.endsWith('/devices/current')) return Response.json(as);
  if (syncDown) throw new TypeError('down');
  const sync = answer({ full: true, version: 1 });
  return Response.json(sync.ok && sync.value.body);
});
const { connection, disconnect } = await import('../../../extension/background/connection.ts');
const { beginPairing, pollPairing } = await import('../../../extension/background/pairing.ts');

beforeEach(async () => {
  await disconnect();
  kept.clear();
  asked.length = 0;
  tokenReplies = [];
  syncDown = false;
});

describe('connecting by a code', () => {
  it('asks the server as the one client there is, under the browser’s own name', async () => {
    const begun = await beginPairing('one.example');
    expect(begun).toEqual({
      ok: true,
      value: {
        status: 'connecting',
        apiBase: 'https://one.example/api/v1',
        userCode: 'BCDF-GHJK',
        page: codes.verification_uri_complete,
        interval: 5,
      },
    });
    const [{ url, form }] = asked as [(typeof asked)[number]];
    expect(url).toBe('https://one.example/oauth/device_authorization');
    expect(form.get('client_id')).toBe('heed-extension');
    expect(form.get('device_name')).toMatch(/\w/);
  });

  it('waits until it is approved, and is then connected', async () => {
    await beginPairing('one.example');
    tokenReplies = [wait('authorization_pending'), approved];
    expect(await pollPairing()).toMatchObject({ value: { status: 'connecting' } });
    expect(await pollPairing()).toMatchObject({ value: { status: 'connected', as } });
    expect(kept.get('settings')).toMatchObject({ token: 'heed_device_own' });
    expect(kept.get('pairing')).toBeUndefined();
    expect(asked.at(-1)!.form.get('device_code')).toBe('heed_device_code');
  });

  it('asks less often when the server says so', async () => {
    await beginPairing('one.example');
    tokenReplies = [wait('slow_down')];
    expect(await pollPairing()).toMatchObject({ value: { status: 'connecting', interval: 10 } });
  });

  it.each(['access_denied', 'expired_token'])('ends when it hears %s', async (error) => {
    await beginPairing('one.example');
    tokenReplies = [wait(error)];
    expect(await pollPairing()).toMatchObject({ ok: false, problem: { code: `pairing.${error}` } });
    expect(await connection()).toEqual({ status: 'not-connected' });
  });

  it('keeps the credential, which is given once, when the first sync fails', async () => {
    await beginPairing('one.example');
    tokenReplies = [approved, wait('expired_token')];
    syncDown = true;
    expect(await pollPairing()).toMatchObject({ ok: false });
    expect(await connection()).toMatchObject({ status: 'connecting' });
    syncDown = false;
    expect(await pollPairing()).toMatchObject({ value: { status: 'connected' } });
  });

  it('is over after the time that the server gave, and when it is given up', async () => {
    await beginPairing('one.example');
    kept.set('pairing', { ...(kept.get('pairing') as object), expiresAt: Date.now() - 1 });
    expect(await connection()).toEqual({ status: 'not-connected' });
    expect(await pollPairing()).toMatchObject({ problem: { code: 'pairing.expired_token' } });
    await beginPairing('one.example');
    await disconnect();
    expect(await connection()).toEqual({ status: 'not-connected' });
  });

  it.each([
    ['http://elsewhere.example', 'address.not-secure'],
    ['', 'address.unreadable'],
  ])('does not ask %s', async (address, code) => {
    expect(await beginPairing(address)).toMatchObject({ ok: false, problem: { code } });
    expect(asked).toEqual([]);
  });
});
