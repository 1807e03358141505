import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { decideOn, event, isIn } from '../arbitraries.ts';

const from = (country: string, change: Partial<Policy> = {}): Policy => ({
  ...defaultPolicy,
  ...change,
  sender: { ...defaultPolicy.sender, country },
});
const placesOf = (events: Parameters<typeof decideOn>[0], policy: Policy) =>
  decideOn(events, {}, policy).reasons.map(({ params }) => params['place']);

describe('the places whose law a message is under', () => {
  it('are the recipient’s and the sender’s, each with its reason', () => {
    expect(placesOf([isIn('DE')], from('AT'))).toEqual([['place.DE'], ['place.AT']]);
  });

  it('is one place where both are in the same', () => {
    expect(placesOf([isIn('DE')], from('DE'))).toEqual([['place.DE']]);
  });

  it('go by their own names where we keep no file on them', () => {
    expect(placesOf([isIn('ZA')], defaultPolicy)).toEqual([['place.ZA']]);
    expect(placesOf([isIn('DE')], defaultPolicy)).toEqual([['place.DE']]);
    expect(placesOf([], defaultPolicy)).toEqual([['place.WORLD']]);
  });

  it('ask to confirm a consent where one place’s policy does, and in no other', () => {
    const given = event({ type: 'given', method: 'web-form' });
    const strict = from('DE', { jurisdictions: { AT: { doubleOptIn: true } as never } });
    expect(decideOn([isIn('AT'), given], {}, strict).reasons).toMatchObject([
      { says: 'evidence.unconfirmed', params: { place: ['place.AT'] } },
    ]);
    expect(decideOn([isIn('DE'), given], {}, strict).verdict).toBe('allow');
  });
});

describe('what counts as marketing', () => {
  const purpose = (basis: string): Policy => ({
    ...defaultPolicy,
    purposes: [
      ...defaultPolicy.purposes,
      { id: 'survey', name: 'Survey', basis, notice: 'Why we ask', retentionDays: 365 } as never,
    ],
  });
  const customer = event({
    type: 'relationship-recorded',
    purpose: 'all',
    channel: 'all',
    ground: { kind: 'purchase' },
  });
  const no = event({ type: 'objected', purpose: 'direct-marketing', channel: 'all' });
  const asked = (basis: string) =>
    decideOn([isIn('DE'), customer, no], { purpose: 'survey' }, purpose(basis)).verdict;

  it('is whatever rests on consent or on our own interest: an objection to marketing stops it', () => {
    expect(asked('consent')).toBe('block');
    expect(asked('legitimate-interest')).toBe('block');
  });

  it('is not what a contract asks for', () => {
    expect(asked('contract')).toBe('allow');
  });
});
