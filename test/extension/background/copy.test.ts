import { describe, expect, it } from 'vitest';
import { afterSync, factsAbout, toSnapshot } from '../../../extension/background/copy.ts';
import { readServerAddress } from '../../../extension/background/server-address.ts';
import type { EventInput, SyncResponse } from '../../../shared/protocol/api.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

const sync: SyncResponse = {
  version: 3,
  full: true,
  deviceKey: '000102030405060708090a0b0c0d0e0f',
  policy: defaultPolicy,
  role: 'rep',
  entries: [],
};
const jane = { type: 'email', value: 'jane+news@example.com' } as const;
const queued = (type: EventInput['type']): EventInput => ({
  id: type,
  identifier: jane,
  type,
  purpose: 'direct-marketing',
  channel: 'all',
  occurredAt: '2026-05-01T09:00:00Z',
  method: 'recorded-by-member',
});
const snapshot = toSnapshot(afterSync(undefined, sync, 0));
const types = (queue: EventInput[], value: string) =>
  factsAbout(snapshot, queue, { type: 'email', value }).marks.map(({ type }) => type);

describe('facts recorded here that the worker has not taken yet', () => {
  it('hold at once: a no for every form of the address, a yes for the very one', () => {
    expect(types([queued('objected')], 'jane@example.com')).toEqual(['objected']);
    expect(types([queued('given')], 'jane@example.com')).toEqual([]);
    expect(types([queued('given')], 'jane+news@example.com')).toEqual(['given']);
  });

  it('have their whole effect: what a relationship rests on, and where somebody is', () => {
    const ground = { kind: 'purchase' } as const;
    const traits = { country: 'CA', countrySource: 'declared' } as const;
    const queue = [
      { ...queued('relationship-recorded'), ground },
      { ...queued('described'), traits },
    ];
    expect(factsAbout(snapshot, queue, jane)).toMatchObject({
      marks: [{ type: 'relationship-recorded', ground }],
      traits: { countries: [{ country: 'CA', source: 'declared' }] },
    });
  });

  it('say nothing about anybody else', () => {
    expect(types([queued('objected')], 'john@example.com')).toEqual([]);
  });
});

describe('readServerAddress', () => {
  it.each([
    ['https://heed.acme.example', 'https://heed.acme.example/api/v1'],
    [' heed.acme.example/ ', 'https://heed.acme.example/api/v1'],
    ['https://heed.acme.example/api/v1', 'https://heed.acme.example/api/v1'],
    ['http://127.0.0.1:8787', 'http://127.0.0.1:8787/api/v1'],
    ['http://localhost:8787/api/v1/', 'http://localhost:8787/api/v1'],
  ])('reads %j as %s', (text, base) => {
    expect(readServerAddress(text)).toEqual({ ok: true, value: base });
  });

  it.each([
    ['', 'address.unreadable'],
    ['not an address', 'address.unreadable'],
    ['http://heed.acme.example', 'address.not-secure'],
    ['ftp://heed.acme.example', 'address.not-secure'],
    ['https://me:secret@heed.acme.example', 'address.with-password'],
    ['https://heed.acme.example/dashboard', 'address.with-path'],
  ])('refuses %j with %s', (text, code) => {
    expect(readServerAddress(text)).toMatchObject({ ok: false, problem: { code } });
  });
});
