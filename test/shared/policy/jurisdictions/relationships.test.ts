import { describe, expect, it } from 'vitest';
import { jurisdictionFor } from '../../../../shared/policy/jurisdictions/index.ts';
import { row } from './rows.ts';

const ground = (id: string) => row('ground', id);
const soft = ['own-similar-products', 'told-at-collection', 'collected-directly'];
const published = ['no-refusal-stated', 'relevant-to-role'];

describe('soft opt-in', () => {
  it.each([
    'EU-EP-13-2',
    'DE-SOFT-OPT-IN',
    'FR-SOFT-OPT-IN',
    'NL-SOFT-OPT-IN',
    'IT-SOFT-SPAM',
    'ES-SOFT-OPT-IN',
    'AT-SOFT-OPT-IN',
    'CH-CUSTOMER',
  ])('takes a sale and all the conditions: %s', (id) => {
    const { name, grounds, conditions, months } = ground(id);
    expect({ name, grounds, conditions, months }).toEqual({
      name: 'soft-opt-in',
      grounds: ['purchase', 'contract'],
      conditions: soft,
      months: undefined,
    });
  });

  it('counts a free account as a sale by the EU’s court (C-654/23)', () => {
    expect(ground('EU-EP-13-2-FREE').grounds).toEqual(['free-account']);
    expect(ground('EU-EP-13-2-FREE').conditions).toEqual(soft);
  });

  it.each(['FI-SOFT-OPT-IN', 'SE-SOFT-OPT-IN'])('is the EU’s, restated: %s', (id) => {
    const { grounds, conditions, months } = ground(id);
    expect(grounds).toEqual(['purchase', 'contract', 'free-account']);
    expect(conditions).toEqual(soft);
    expect(months).toBeUndefined();
  });

  it('lasts twelve months in Ireland, and anew from each message', () => {
    expect(ground('IE-SOFT-OPT-IN')).toMatchObject({ months: 12, renewedByMessages: true });
  });

  it('counts a negotiation in the United Kingdom', () => {
    expect(ground('GB-SOFT-OPT-IN').grounds).toEqual(['purchase', 'contract', 'negotiation']);
    expect(ground('GB-SOFT-OPT-IN').conditions).toEqual(soft);
  });

  it('holds for British charities since 5 February 2026, for details collected directly', () => {
    expect(ground('GB-CHARITY-SOFT-OPT-IN')).toMatchObject({
      grounds: ['donation'],
      notBefore: '2026-02-05',
      conditions: ['collected-directly', 'told-at-collection'],
    });
  });

  it('covers e-mail only in Italy', () => {
    expect(ground('IT-SOFT-SPAM').channels).toEqual(['email']);
    expect(ground('IT-SOFT-SPAM-ELSEWHERE').grounds).toEqual([]);
    expect(ground('IT-SOFT-SPAM-ELSEWHERE').channels).toContain('sms');
  });

  it('is never stretched to LinkedIn', () => {
    for (const code of ['EU', 'DE', 'FR', 'GB', 'CH', 'IE'])
      for (const one of jurisdictionFor(code).rows)
        if (one.kind === 'ground' && one.name === 'soft-opt-in')
          expect(one.channels, one.id).not.toContain('linkedin');
  });

  it('covers calls to customers for a year in Spain, and during a contract in France', () => {
    expect(ground('ES-CALL-CUSTOMER')).toMatchObject({ channels: ['phone'], months: 12 });
    expect(ground('FR-CALL-CONTRACT')).toMatchObject({
      channels: ['phone'],
      grounds: ['contract'],
    });
  });

  it('does not cover calls in the Netherlands since the exception for customers ended', () => {
    const calls = jurisdictionFor('NL').rows.filter(
      ({ kind, channels }) => kind === 'ground' && channels.includes('phone'),
    );
    expect(calls.map(({ inForceUntil }) => inForceUntil)).toEqual(['2026-07-01']);
  });
});

describe('business addresses', () => {
  it.each([
    ['IE-BUSINESS', ['employee', 'generic'], ['relevant-to-role']],
    ['FI-WORK', ['employee', 'generic'], ['relevant-to-role']],
    ['SE-WORK', ['employee'], ['relevant-to-role']],
    ['NL-PUBLISHED', ['employee', 'generic'], published],
    ['CA-CASL-B2B', ['employee', 'generic'], ['relevant-to-role']],
    ['CA-PIPEDA-WORK', ['employee', 'generic'], ['relevant-to-role']],
    ['JP-PUBLISHED', ['sole-trader', 'employee', 'generic'], ['no-refusal-stated']],
  ])('%s is an exception for them and nobody else', (id, classes, conditions) => {
    expect(ground(id)).toMatchObject({ name: 'business-exception', classes, conditions });
  });

  it('can be called on presumed consent in Germany, on signs that they want it', () => {
    const { name, classes, conditions, grounds } = ground('DE-CALL-PRESUMED');
    expect(name).toBe('inferred-consent');
    expect(classes).toEqual(['employee', 'generic']);
    expect(conditions).toEqual(['relevant-to-role']);
    expect(grounds).not.toContain('published-address');
  });
});

describe('implied consent in Canada', () => {
  it.each([
    ['CA-CASL-PURCHASE', ['purchase'], 24],
    ['CA-CASL-CONTRACT', ['contract'], 24],
    ['CA-CASL-NON-BUSINESS', ['membership', 'donation'], 24],
    ['CA-CASL-INQUIRY', ['inquiry'], 6],
  ])('%s from %j lasts %i months', (id, grounds, months) => {
    expect(ground(id)).toMatchObject({ name: 'implied-consent', grounds, months });
    expect(ground(id).channels).toEqual(['email', 'linkedin', 'sms']);
  });

  it('from a published or disclosed address holds for what concerns their role', () => {
    expect(ground('CA-CASL-PUBLISHED').conditions).toEqual(published);
    expect(ground('CA-CASL-DISCLOSED').conditions).toEqual(published);
  });

  it('from a referral carries the first message only', () => {
    expect(ground('CA-CASL-REFERRAL')).toMatchObject({
      grounds: ['referral'],
      firstContactOnly: true,
    });
  });
});

describe('inferred consent elsewhere', () => {
  it.each(['AU-SPAM-RELATIONSHIP', 'NZ-UEM-INFERRED'])('%s takes a lasting relationship', (id) => {
    expect(ground(id)).toMatchObject({
      name: 'inferred-consent',
      grounds: ['contract', 'membership', 'business-relationship'],
    });
  });

  it.each(['AU-SPAM-PUBLISHED', 'NZ-UEM-DEEMED'])(
    '%s takes an address published for a role',
    (id) => {
      expect(ground(id).grounds).toEqual(['published-address']);
      expect(ground(id).conditions).toEqual(published);
      expect(ground(id).classes).not.toContain('individual');
    },
  );

  it('in Japan takes an address they gave or an ongoing trade', () => {
    expect(ground('JP-GIVEN')).toMatchObject({
      grounds: ['disclosed-address'],
      conditions: ['collected-directly'],
    });
    expect(ground('JP-TRADING').grounds).toEqual(['contract', 'business-relationship']);
  });

  it('permits calls to American customers for 18 months and after an inquiry for 3', () => {
    expect(ground('US-CALL-CUSTOMER')).toMatchObject({ channels: ['phone'], months: 18 });
    expect(ground('US-CALL-INQUIRY')).toMatchObject({
      channels: ['phone'],
      grounds: ['inquiry'],
      months: 3,
    });
  });

  it('is not known in Singapore, Hong Kong, India and Brazil', () => {
    for (const code of ['SG', 'HK', 'IN', 'BR', 'WORLD'])
      expect(jurisdictionFor(code).rows.filter(({ kind }) => kind === 'ground')).toEqual([]);
  });
});
