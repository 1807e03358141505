import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countrySources } from '../../../shared/consent/event.ts';
import type { ConsentFacts, KnownTraits } from '../../../shared/consent/facts.ts';
import { channels } from '../../../shared/contact/channels.ts';
import { compiled } from '../../../shared/policy/compiled.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Ask } from '../../../shared/policy/decision.ts';
import { recipientClasses } from '../../../shared/policy/jurisdiction.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, countries } from '../arbitraries.ts';

/** What was worked out for one contact is used for the next: that must never show. */
const policy: Policy = {
  ...defaultPolicy,
  contents: 'block',
  quietHours: {
    from: '20:00',
    to: '08:00',
    days: [1, 2, 3],
    channels: ['email'],
    severity: 'warn',
    publicHolidays: false,
  },
};
const anyTraits: fc.Arbitrary<KnownTraits> = fc.record(
  {
    countries: fc.array(
      fc.record({
        country: fc.constantFrom(...countries),
        source: fc.constantFrom(...countrySources),
      }),
      { maxLength: 2 },
    ),
    class: fc.constantFrom(...recipientClasses),
    timeZone: fc.constantFrom('Asia/Tokyo', 'America/New_York'),
  },
  { requiredKeys: ['countries'] },
);
const anyQuestion = fc.record({
  traits: fc.option(anyTraits, { nil: undefined }),
  channel: fc.constantFrom(...channels),
  purpose: fc.constantFrom('direct-marketing', 'service', 'newsletter', 'webinars'),
});
type Asked = { traits: KnownTraits | undefined; channel: Ask['channel']; purpose: string };
const decided = (by: Policy, { traits, channel, purpose }: Asked) => {
  const facts: ConsentFacts = { marks: [], ...(traits && { traits }) };
  const message = { contains: { unsubscribe: false, 'ad-label': false } };
  return decide(by, facts, { ...ask, channel, purpose, message });
};

describe('a decision', () => {
  it('is the same after a thousand others as it is alone', () => {
    fc.assert(
      fc.property(fc.array(anyQuestion, { minLength: 1, maxLength: 10 }), (asked) => {
        for (const one of asked) expect(decided(policy, one)).toEqual(decided({ ...policy }, one));
      }),
    );
  });

  it('keeps apart what differs in one thing only', () => {
    const one = { channel: 'email', purpose: 'direct-marketing' } as const;
    const there = (country: string, source: KnownTraits['countries'][number]['source']) =>
      decided(policy, { ...one, traits: { countries: [{ country, source }] } }).reasons.map(
        ({ params }) => [params['place'], params['how']],
      )[0];
    for (const source of countrySources)
      expect(there('DE', source)).toEqual([['place.DE'], [`how.${source}`]]);
    expect(there('FR', 'declared')).toEqual([['place.FR'], ['how.declared']]);
    const pair = (...codes: string[]) =>
      decided(policy, {
        ...one,
        traits: { countries: codes.map((country) => ({ country, source: 'domain' })) },
      }).reasons.map(({ params }) => params['place']);
    expect(pair('DE', 'FR')).toContainEqual(['place.FR']);
    expect(pair('DE', 'AT')).toContainEqual(['place.AT']);
    const rules = (...sources: KnownTraits['countries'][number]['source'][]) =>
      decided(policy, {
        ...one,
        traits: { countries: sources.map((source) => ({ country: 'DE', source })) },
      }).reasons.map(({ params }) => params['how'])[0];
    expect(rules('profile', 'domain')).toEqual(['how.profile']);
    expect(rules('domain', 'profile')).toEqual(['how.domain']);
  });

  it('does not take a channel or a class that nobody knows for another', () => {
    const traits: KnownTraits = { countries: [{ country: 'GB', source: 'declared' }] };
    const first = decided(policy, { traits, channel: 'post', purpose: 'direct-marketing' });
    const fax = { traits, channel: 'fax' as Ask['channel'], purpose: 'direct-marketing' };
    expect(decided(policy, fax)).toEqual(decided({ ...policy }, fax));
    expect(decided(policy, { ...fax, channel: 'post' })).toEqual(first);
    const company: KnownTraits = { ...traits, class: 'company' as 'generic' };
    const asked = { traits: company, channel: 'email', purpose: 'direct-marketing' } as const;
    expect(decided(policy, asked)).toEqual(decided({ ...policy }, asked));
  });

  it('is the same once so many purposes and places were asked for that some are forgotten', () => {
    const busy = { ...policy };
    const before = decided(busy, { traits: undefined, channel: 'email', purpose: 'p-1' });
    for (let n = 0; n < 1100; n++) {
      const traits = { countries: [{ country: `Z${n}`, source: 'domain' as const }] };
      expect(decided(busy, { traits, channel: 'email', purpose: `p-${n}` }).verdict).toBe('block');
    }
    expect(decided(busy, { traits: undefined, channel: 'email', purpose: 'p-1' })).toEqual(before);
  });
});

describe('what a policy comes to', () => {
  it('is worked out once for a policy, and anew for another', () => {
    const other = { ...policy };
    const first = compiled(policy);
    expect(compiled(policy)).toBe(first);
    expect(compiled(other)).not.toBe(first);
    expect(compiled(policy)).toBe(first);
    const purpose = first.purpose('newsletter');
    expect(first.purpose('newsletter')).toBe(purpose);
    expect(first.purpose('service')).not.toBe(purpose);
  });
});

describe('whose clock counts', () => {
  const zones = (...known: KnownTraits['countries']) =>
    compiled(defaultPolicy).circumstances({ countries: known }, 'email', 'individual', 0).timeZones;

  it('is that of the country that somebody stated, whatever else hints at another', () => {
    expect(
      zones({ country: 'US', source: 'domain' }, { country: 'DE', source: 'declared' }),
    ).toEqual(['Europe/Berlin']);
  });

  it('is that of each country that is hinted at, once', () => {
    expect(
      zones(
        { country: 'DE', source: 'domain' },
        { country: 'GB', source: 'profile' },
        { country: 'DE', source: 'organisation' },
      ),
    ).toEqual(['Europe/Berlin', 'Europe/London']);
  });

  it('is the sender’s where no country that we know is named', () => {
    expect(zones({ country: 'KR', source: 'declared' })).toEqual([defaultPolicy.sender.timeZone]);
  });
});
