import { describe, expect, it } from 'vitest';
import type { Given } from './rows.ts';
import { codes, createdAt, jane, mail, no, one, read, yes } from './rows.ts';

describe('a row that says all', () => {
  it('becomes an event', () => {
    expect(
      one({
        ...yes,
        purpose: 'newsletter',
        channel: 'email',
        method: 'web-form',
        source: 'fair',
        evidence: 'form 17',
        language: 'de',
        noticeVersion: '2026-01',
        until: '2028-05-03',
      }),
    ).toEqual({
      identifier: jane,
      type: 'given',
      purpose: 'newsletter',
      channel: 'email',
      occurredAt: Date.parse('2026-05-03T09:00:00Z'),
      method: 'import',
      source: 'fair',
      evidence: 'form 17',
      language: 'de',
      noticeVersion: '2026-01',
      until: Date.parse('2028-05-03T23:59:59.999Z'),
    });
  });

  it('takes from the defaults what it does not say itself', () => {
    const defaults = { type: 'withdrawn', purpose: 'news', channel: 'all', source: 'x' } as const;
    expect(one({ email: mail, source: 'y' }, { defaults })).toEqual({
      identifier: jane,
      type: 'withdrawn',
      purpose: 'news',
      channel: 'all',
      occurredAt: createdAt,
      method: 'import',
      source: 'y',
    });
  });

  it('says who somebody is, and what a relationship rests on', () => {
    expect(
      one({ ...no, country: 'de', class: 'Employee', timeZone: 'Europe/Berlin' }).traits,
    ).toEqual({
      country: 'DE',
      countrySource: 'profile',
      class: 'employee',
      timeZone: 'Europe/Berlin',
    });
    const bought = {
      ...yes,
      type: 'relationship-recorded',
      ground: 'purchase',
      toldAtCollection: 'ja',
    };
    expect(one(bought).ground).toEqual({ kind: 'purchase', toldAtCollection: true });
    const listed = { ...no, type: 'registry-listed', registry: 'tps', countrySource: 'declared' };
    expect(one(listed)).toMatchObject({ type: 'registry-listed', registry: 'TPS' });
  });
});

describe('a row that says nothing to record', () => {
  it.each<[string, Given]>([
    ['a status that is none', { email: mail, type: 'transactional' }],
    ['no to every question', { email: mail, 'objected@email': 'FALSE', 'bounced@email': '0' }],
  ])('gives no event and no line: %s', (_, given) => {
    expect(read(given)).toEqual({ events: [], lines: [] });
  });
});

describe('columns of yes and no', () => {
  it('give an event each', () => {
    const { events } = read({ email: mail, 'objected@email': 'TRUE', 'bounced@email': '1' });
    expect(events.map(({ type, channel }) => `${type} ${channel}`)).toEqual([
      'objected email',
      'bounced email',
    ]);
  });

  it('reach the address of their channel, and all addresses where it has none', () => {
    const both = { email: mail, phone: '+44 20 7946 0000' };
    const types = (given: Given) => read(given).events.map(({ identifier }) => identifier.type);
    expect(types({ ...both, 'objected@phone': 'yes' })).toEqual(['phone']);
    expect(types({ ...both, 'objected@sms': 'yes' })).toEqual(['phone']);
    expect(types({ ...both, 'objected@all': 'yes' })).toEqual(['email', 'phone']);
    expect(types({ email: mail, 'objected@phone': 'yes' })).toEqual(['email']);
    expect(codes({ email: mail, 'given@phone': 'yes', occurredAt: '2026-05-03' })).toEqual([
      'row: list.no-address-for-channel',
    ]);
  });

  it('take whatever is not plainly a no for a no to contact, never for a yes', () => {
    expect(one({ email: mail, 'bounced@email': 'GLOBAL_BOUNCE' }).type).toBe('bounced');
    expect(codes({ email: mail, 'given@email': 'perhaps', occurredAt: '2026-05-03' })).toEqual([
      'column given@email: list.answer-unknown',
    ]);
  });
});

describe('who a row is about', () => {
  it('is read as a mail program copies it', () => {
    expect(one({ ...no, email: `Jane Doe <${mail}>` }).identifier).toEqual(jane);
    expect(one({ ...no, email: `\u200b${mail}` }).identifier).toEqual(jane);
  });

  it('is of the type that its own column says', () => {
    const given = { identifier: 'example.com', identifierType: 'domain', type: 'objected' };
    expect(one(given)).toMatchObject({
      identifier: { type: 'domain', value: 'example.com' },
      channel: 'all',
    });
    expect(one({ identifier: mail, type: 'objected' }).identifier).toEqual(jane);
  });

  it('is reached by its own channel where none is said, and by all where it has several', () => {
    expect(one(no).channel).toBe('email');
    expect(one({ phone: '+44 20 7946 0000', type: 'objected' }).channel).toBe('phone');
    const { events } = read({ ...no, phone: '+44 20 7946 0000' });
    expect(events.map(({ channel }) => channel)).toEqual(['all', 'all']);
  });

  it('has phone numbers of the country that is given', () => {
    const given = { phone: '020 7946 0000', type: 'objected' };
    expect(one(given, { phoneCountry: 'GB' }).identifier.value).toBe('+442079460000');
    expect(read(given).events).toEqual([]);
  });

  it('must be said, and readable', () => {
    expect(codes({ type: 'objected' })).toEqual(['row: list.no-address']);
    expect(codes({ ...no, email: 'nobody' })).toEqual(['column email: contact.email.no-at']);
    expect(codes({ ...no, email: `${mail}; joe@example.com` })[0]).toMatch(
      /^column email: contact/,
    );
  });

  it('is never repeated in what is told', () => {
    const { lines } = read({ ...no, email: 'jane doe', occurredAt: 'jane', purpose: 'for jane' });
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toContain('jane');
  });
});

describe('what a row says', () => {
  it('is read in the list’s own words before all others', () => {
    const types = { weg: 'objected', unsubscribed: 'skip' } as const;
    expect(one({ email: mail, type: 'weg' }, { types }).type).toBe('objected');
    expect(read({ email: mail, type: 'unsubscribed' }, { types }).events).toEqual([]);
  });

  it('must be known', () => {
    expect(codes({ email: mail, type: 'customer' })).toEqual(['column type: list.type-unknown']);
    expect(codes({ email: mail, type: 'lifted' })).toEqual(['column type: list.type-unknown']);
    expect(codes({ email: mail })).toEqual(['column type: list.no-type']);
  });
});
