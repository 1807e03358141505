import { describe, expect, it } from 'vitest';
import { withPending } from '../../../extension/background/pending.ts';
import { readServerAddress } from '../../../extension/background/server-address.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';

const jane = { type: 'email', value: 'jane+news@example.com' } as const;
const occurredAt = '2026-05-01T09:00:00Z';
const queued = (type: EventInput['type']): EventInput => ({
  id: type,
  identifier: jane,
  type,
  purpose: 'direct-marketing',
  channel: 'all',
  occurredAt,
  method: 'recorded-by-member',
});
const nothing: ConsentFacts = { marks: [] };
const types = (queue: EventInput[], value: string, known = nothing) =>
  withPending(known, queue, { type: 'email', value }).marks.map(({ type }) => type);

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
    expect(withPending(nothing, queue, jane)).toMatchObject({
      marks: [{ type: 'relationship-recorded', ground }],
      traits: { countries: [{ country: 'CA', source: 'declared' }] },
    });
  });

  it('count once when they have just come back with the copy, which names events otherwise', () => {
    const back = { event: '0f.0.0', since: Date.parse(occurredAt), purpose: 'direct-marketing' };
    const known: ConsentFacts = { marks: [{ ...back, type: 'objected', channel: 'all' }] };
    expect(types([queued('objected')], jane.value, known)).toEqual(['objected']);
    expect(types([queued('complained')], jane.value, known)).toEqual(['objected', 'complained']);
    // Somebody else's, who shares the wide form, is not their own.
    const other: ConsentFacts = { marks: [{ ...known.marks[0]!, of: '0f.1.0' }] };
    expect(types([queued('objected')], jane.value, other)).toHaveLength(2);
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
