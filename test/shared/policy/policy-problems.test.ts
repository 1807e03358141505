import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { uncheckable } from '../../../shared/policy/uncheckable.ts';

/** What an administrator is told who wants to publish a policy that cannot be. */
const told = (change: object) => {
  const checked = checkPolicy({ ...defaultPolicy, ...change });
  return checked.ok ? [] : checked.problems;
};
const [marketing] = defaultPolicy.purposes;
const quietHours = {
  from: '20:00',
  to: '20:00',
  days: [1],
  channels: ['email'],
  severity: 'warn',
};

describe('an administrator is told where a policy is wrong, what stands there and what is expected', () => {
  it.each([
    [
      'an unknown time zone',
      () => told({ sender: { timeZone: 'Mars/Olympus' } }),
      'policy.time-zone-unknown',
      'sender.timeZone',
      '"Mars/Olympus" is not a time zone; expected an IANA name such as Europe/Berlin.',
    ],
    [
      'an unknown country',
      () => told({ sender: { timeZone: 'UTC', country: 'UK' } }),
      'policy.country-unknown',
      'sender.country',
      '"UK" is not a country; expected an ISO 3166 code such as DE, GB or US-CA.',
    ],
    [
      'quiet hours that cover the day',
      () => told({ quietHours }),
      'policy.quiet-all-day',
      'quietHours',
      'From 20:00 to 20:00 covers the whole day; expected some time to write. To switch quiet hours off, set them to null.',
    ],
    [
      'a purpose that is there twice',
      () => told({ purposes: [marketing, { id: 'news', basis: 'consent' }, marketing] }),
      'policy.purpose-twice',
      'purposes.2.id',
      '"direct-marketing" is declared twice; expected once.',
    ],
    [
      'a parent that is not there',
      () => told({ purposes: [marketing, { id: 'news', basis: 'consent', parent: 'press' }] }),
      'policy.parent-unknown',
      'purposes.1.parent',
      '"press" is not a declared purpose; expected one of direct-marketing, news.',
    ],
    [
      'no direct marketing',
      () => told({ purposes: [{ id: 'news', basis: 'consent' }] }),
      'policy.no-direct-marketing',
      'purposes',
      'Direct marketing is missing, or does not rest on consent or legitimate interest; expected a purpose with the id direct-marketing.',
    ],
    [
      'no balancing test',
      () => told({ purposes: [marketing, { id: 'news', basis: 'legitimate-interest' }] }),
      'policy.no-assessment',
      'purposes.1.assessment',
      'Legitimate interest asks for a balancing test on file (GDPR Art. 6(1)(f)); expected its id and date.',
    ],
    [
      'a place that Heed has no rules for',
      () => told({ jurisdictions: { ZA: { strictness: 'lawful' } } }),
      'policy.place-unknown',
      'jurisdictions.ZA',
      '"ZA" is not a jurisdiction that Heed has rules for; expected an ISO 3166 code such as DE or GB, EU, or WORLD.',
    ],
    [
      'a place switched off without a word',
      () => told({ jurisdictions: { DE: { strictness: 'off' } } }),
      'policy.loosens-the-law',
      'jurisdictions.DE.justification',
      'Switching the law of a place off asks for a recorded justification: expected { text, by, on } at that jurisdiction.',
    ],
    [
      'the law switched off everywhere',
      () => told({ strictness: 'off' }),
      'policy.loosens-the-law',
      'strictness',
      'Switching the law of a place off asks for a recorded justification: expected { text, by, on } at that jurisdiction.',
    ],
    [
      'a reminder before the consent',
      () => told({ consent: { ...defaultPolicy.consent, expiresAfterMonths: 3, refreshDays: 85 } }),
      'policy.refresh-before-consent',
      'consent.refreshDays',
      '85 days before it runs out is before the consent was given; expected fewer than 84.',
    ],
    [
      'a word that is none',
      () => told({ strictness: 'lenient' }),
      'policy.invalid',
      'strictness',
      '"lenient" stands here; it must be one of restrictive, lawful, off.',
    ],
    [
      'something that is missing',
      () => told({ softOptIn: undefined }),
      'policy.invalid',
      'softOptIn',
      'Nothing stands here; it must be true or false.',
    ],
  ])('%s', (_, tell, code, path, message) => {
    expect(tell()).toEqual([{ code, path, message }]);
  });

  it('what is no policy at all, where there is no path to name', () => {
    const checked = checkPolicy('strict, please');
    expect(!checked.ok && checked.problems).toEqual([
      {
        code: 'policy.invalid',
        message: '"strict, please" stands here; it must be an object {...}.',
      },
    ]);
  });

  it('every contradiction at once', () => {
    const problems = told({
      strictness: 'off',
      quietHours,
      jurisdictions: { ZA: { strictness: 'off' } },
    });
    expect(problems.map(({ path }) => path)).toEqual([
      'quietHours',
      'jurisdictions.ZA',
      'jurisdictions.ZA.justification',
      'strictness',
    ]);
  });
});

describe('a recipient that is not one person’s address', () => {
  it('is stopped by a machine, with what to do about it', () => {
    expect(uncheckable(defaultPolicy, 'rep')).toEqual({
      verdict: 'block',
      purpose: 'direct-marketing',
      reasons: [
        {
          rule: 'uncheckable',
          step: 5,
          verdict: 'block',
          decidedBy: 'machine',
          overridable: true,
          says: 'uncheckable',
          params: {},
          citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'P' },
          remedies: ['correct-address', 'remove-recipient', 'override-with-reason'],
          events: [],
        },
      ],
    });
  });

  it('may be overridden by those whom the policy names, and nobody else', () => {
    const overrides = { ...defaultPolicy.overrides, machine: ['dpo' as const] };
    const may = (role: 'dpo' | 'rep') =>
      uncheckable({ ...defaultPolicy, overrides }, role).reasons[0]!.overridable;
    expect([may('dpo'), may('rep')]).toEqual([true, false]);
  });

  it('offers nobody an override that they may not make', () => {
    const overrides = { ...defaultPolicy.overrides, machine: [] };
    const [reason] = uncheckable({ ...defaultPolicy, overrides }, 'rep').reasons;
    expect(reason!.remedies).toEqual(['correct-address', 'remove-recipient']);
  });
});
