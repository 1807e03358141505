import { describe, expect, it } from 'vitest';
import type { EventType, Method } from '../../../../shared/consent/event.ts';
import { eventTypes, methods } from '../../../../shared/consent/event.ts';
import {
  basisTerms,
  eventTypeTerm,
  kantaraConsentType,
  receiptTerms,
  stateTerm,
} from '../../../../shared/consent/receipts/terms.ts';

describe('the state that an event brings about', () => {
  const others: Partial<Record<EventType, string>> = {
    requested: 'dpv:ConsentRequested',
    given: 'dpv:ConsentGiven',
    confirmed: 'dpv:ConsentGiven',
    refused: 'dpv:ConsentRefused',
    objected: 'dpv:LegitimateInterestObjected',
    restricted: 'dpv:ConsentInvalidated',
    complained: 'dpv:LegitimateInterestObjected',
    bounced: 'dpv:ConsentInvalidated',
    suppressed: 'dpv:ConsentRevoked',
    withdrawn: 'dpv:ConsentWithdrawn',
    'relationship-recorded': 'dpv:LegitimateInterestNotObjected',
  };

  it.each(eventTypes)('%s has a term of DPV, or leaves the consent unknown', (type) => {
    expect(stateTerm(type)).toBe(others[type] ?? 'dpv:ConsentUnknown');
  });
});

describe('how somebody said it', () => {
  const implied = 'dpv:ImpliedConsent';
  const plain = 'dpv:Consent';
  const expressed = 'dpv:ExpressedConsent';
  const explicit = 'dpv:ExplicitlyExpressedConsent';
  const types: Record<Method, string> = {
    implied,
    'pre-ticked': implied,
    import: plain,
    'provider-webhook': plain,
    'recorded-by-member': plain,
    'unsubscribe-link': expressed,
    'one-click': expressed,
    reply: expressed,
    spoken: expressed,
    'web-form': expressed,
    'in-writing': explicit,
    'preference-page': explicit,
  };

  it.each(methods)(
    'makes of a consent by %s its type, and a second step makes it explicit',
    (method) => {
      expect(eventTypeTerm('given', method)).toBe(types[method]);
      expect(eventTypeTerm('confirmed', method)).toBe(explicit);
      expect(eventTypeTerm('objected', method)).toBe('dpv:WithdrawConsent');
      const weak = types[method] === implied || types[method] === plain;
      expect(kantaraConsentType(types[method])).toBe(weak ? 'IMPLICIT' : 'EXPLICIT');
    },
  );

  it('is the act itself for what is no consent', () => {
    const acts: Partial<Record<EventType, string>> = {
      requested: 'dpv:ObtainConsent',
      refused: 'dpv:RefuseConsent',
      withdrawn: 'dpv:WithdrawConsent',
      objected: 'dpv:WithdrawConsent',
      complained: 'dpv:WithdrawConsent',
    };
    for (const type of eventTypes)
      if (type !== 'given' && type !== 'confirmed')
        expect(eventTypeTerm(type, 'reply')).toBe(acts[type] ?? 'dpv:ManageConsent');
  });
});

describe('what a message rests on', () => {
  it.each([
    ['dpv:Consent', 'eu-gdpr:A6-1-a'],
    ['dpv:ContractPerformance', 'eu-gdpr:A6-1-b-contract-performance'],
    ['dpv:LegitimateInterest', 'eu-gdpr:A6-1-f'],
  ] as const)('%s is %s in the GDPR', (basis, article) => {
    const state = { status: 'dpv:ConsentGiven', basis, events: [] } as const;
    expect(basisTerms(state, true)).toEqual([basis, article]);
    expect(basisTerms(state, false)).toEqual([basis]);
  });

  it('is nothing after an objection, or where nothing is on record', () => {
    const status = 'dpv:ConsentUnknown';
    expect(basisTerms({ status, events: [] }, true)).toEqual([]);
    const basis = 'dpv:LegitimateInterestObjected';
    expect(basisTerms({ status, basis, events: [] }, true)).toEqual([]);
  });
});

describe('the list of terms, which is looked up in the vocabulary', () => {
  it('has every term that a receipt can hold', () => {
    const made = [
      ...eventTypes.map((type) => stateTerm(type)),
      ...eventTypes.flatMap((type) => methods.map((method) => eventTypeTerm(type, method))),
    ];
    // Statuses of consent are a list of their own.
    const status = /^dpv:(Renewed)?Consent(Given|Refused|Withdrawn|Revoked|Expired|Requested)$/;
    expect(made.filter((term) => !receiptTerms.includes(term) && !status.test(term))).toEqual([]);
    expect(new Set(receiptTerms).size).toBe(15);
  });
});
