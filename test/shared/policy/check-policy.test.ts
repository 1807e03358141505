import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPolicy } from '../../../shared/policy/check-policy.ts';
import { jurisdictions } from '../../../shared/policy/jurisdictions/index.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { defaultPolicy, presets } from '../../../shared/policy/presets/index.ts';
import { anyAsk } from '../arbitraries.ts';

const found = (input: unknown) => {
  const checked = checkPolicy(input);
  return checked.ok ? [] : checked.problems.map(({ code, path }) => `${code} ${path}`);
};
const changed = (change: object) => found({ ...defaultPolicy, ...change });
const message = (change: object): string => {
  const checked = checkPolicy({ ...defaultPolicy, ...change });
  return checked.ok ? '' : checked.problems[0]!.message;
};
const marketing = { id: 'direct-marketing', basis: 'consent' };
const reason = { text: 'counsel of 2026-01-02', by: 'dpo', on: '2026-01-02' };
const quiet = {
  from: '20:00',
  to: '08:00',
  days: [1, 2, 3],
  channels: ['email'],
  severity: 'warn',
};

describe('a policy', () => {
  it.each(presets.map(({ id, policy, explains }) => [id, policy, explains] as const))(
    'passes and is explained: the preset %s',
    (_, policy, explains) => {
      expect(checkPolicy(policy)).toEqual({ ok: true, policy });
      expect(explains).toMatch(/^[A-Z].{80,}\.$/);
    },
  );

  it('has a preset for starters, for Europe, for the US and for the whole world', () => {
    expect(presets.map(({ id }) => id)).toEqual(['starter', 'eu-first', 'us', 'global-strict']);
    expect(presets[0]!.policy).toBe(defaultPolicy);
  });

  it.each(Object.keys(defaultPolicy).filter((key) => key !== 'name'))(
    'is refused without its %s',
    (key) => {
      const { [key as keyof typeof defaultPolicy]: _, ...rest } = defaultPolicy;
      expect(found(rest)).toEqual([`policy.invalid ${key}`]);
    },
  );

  it.each([
    [
      'consent.expiresAfterMonths',
      { consent: { ...defaultPolicy.consent, expiresAfterMonths: 0 } },
    ],
    [
      'consent.expiresAfterMonths',
      { consent: { ...defaultPolicy.consent, expiresAfterMonths: 241 } },
    ],
    ['consent.refreshDays', { consent: { ...defaultPolicy.consent, refreshDays: -1 } }],
    ['version', { version: 0 }],
    ['version', { version: 1.5 }],
    ['strictness', { strictness: 'lenient' }],
    ['sender.country', { sender: { timeZone: 'UTC', country: 'germany' } }],
    ['purposes.0.id', { purposes: [{ ...marketing, id: 'Direct Marketing' }] }],
    ['purposes.0.basis', { purposes: [{ ...marketing, basis: 'gut-feeling' }] }],
    ['quietHours.from', { quietHours: { ...quiet, from: '24:00' } }],
    ['quietHours.days', { quietHours: { ...quiet, days: [] } }],
    ['quietHours.days.0', { quietHours: { ...quiet, days: [0] } }],
    ['quietHours.channels.0', { quietHours: { ...quiet, channels: ['fax'] } }],
    ['holidays.DE.0', { holidays: { DE: ['Christmas'] } }],
    [
      'frequency.0.max',
      { frequency: [{ max: 0, days: 1, channels: ['email'], severity: 'warn' }] },
    ],
    ['screening.default', { screening: { default: 'loud', byCategory: {} } }],
    ['overrides.person', { overrides: { ...defaultPolicy.overrides, person: ['admin'] } }],
    ['overrides.law.0', { overrides: { ...defaultPolicy.overrides, law: ['boss'] } }],
    ['offline.deadlineMs', { offline: { ...defaultPolicy.offline, deadlineMs: 0 } }],
    ['colour', { colour: 'red' }],
  ])('is refused at %s', (path, change) => {
    expect(changed(change)).toEqual([`policy.invalid ${path}`]);
    expect(message(change)).toMatch(/ stands here; /);
  });

  it('says what stands there and what is expected', () => {
    expect(message({ consent: { ...defaultPolicy.consent, expiresAfterMonths: 0 } })).toMatch(
      /^0 stands here; it must be at least 1\./,
    );
    expect(message({ strictness: 'lenient' })).toMatch(
      /^"lenient" stands here; it must be one of .*lawful/,
    );
  });
});

describe('a policy that contradicts itself', () => {
  it('has a time zone that does not exist', () => {
    const sender = { timeZone: 'Mars/Olympus' };
    expect(changed({ sender })).toEqual(['policy.time-zone-unknown sender.timeZone']);
    expect(message({ sender })).toContain('"Mars/Olympus"');
  });

  it('keeps quiet the whole day', () => {
    expect(changed({ quietHours: { ...quiet, to: '20:00' } })).toEqual([
      'policy.quiet-all-day quietHours',
    ]);
    expect(changed({ quietHours: { ...quiet, to: '20:01' } })).toEqual([]);
    expect(changed({ quietHours: null })).toEqual([]);
  });

  it('declares a purpose twice', () => {
    expect(changed({ purposes: [marketing, { ...marketing }, marketing] })).toEqual([
      'policy.purpose-twice purposes.1.id',
      'policy.purpose-twice purposes.2.id',
    ]);
  });

  it('puts a purpose below one that is not there', () => {
    const child = { id: 'newsletter', basis: 'consent', parent: 'news' };
    expect(changed({ purposes: [marketing, child] })).toEqual([
      'policy.parent-unknown purposes.1.parent',
    ]);
    expect(message({ purposes: [marketing, child] })).toContain('direct-marketing, newsletter');
    expect(changed({ purposes: [marketing, { ...child, parent: 'direct-marketing' }] })).toEqual(
      [],
    );
  });

  it('has no direct marketing, or calls it a duty', () => {
    const gone = ['policy.no-direct-marketing purposes'];
    expect(changed({ purposes: [] })).toEqual(gone);
    expect(changed({ purposes: [{ ...marketing, id: 'news' }] })).toEqual(gone);
    expect(changed({ purposes: [{ ...marketing, basis: 'contract' }] })).toEqual(gone);
    expect(changed({ purposes: [{ ...marketing, basis: 'legal-obligation' }] })).toEqual(gone);
  });

  it('claims a legitimate interest without the balancing test', () => {
    const interest = { ...marketing, basis: 'legitimate-interest' };
    expect(changed({ purposes: [interest] })).toEqual([
      'policy.no-assessment purposes.0.assessment',
    ]);
    const assessment = { id: 'LIA-7', date: '2026-02-01' };
    expect(changed({ purposes: [{ ...interest, assessment }] })).toEqual([]);
    const undated = changed({ purposes: [{ ...interest, assessment: { id: 'LIA-7' } }] });
    expect(undated).toEqual(['policy.invalid purposes.0.assessment.date']);
  });

  it('reminds of a consent’s end before it was given', () => {
    const consent = (expiresAfterMonths: number | null, refreshDays: number) =>
      changed({ consent: { ...defaultPolicy.consent, expiresAfterMonths, refreshDays } });
    expect(consent(1, 28)).toEqual([]);
    expect(consent(1, 29)).toEqual(['policy.refresh-before-consent consent.refreshDays']);
    expect(consent(null, 365)).toEqual([]);
  });
});

describe('a policy that loosens the law', () => {
  it('needs the justification on record where it switches a place off', () => {
    const off = (code: string, more = {}) =>
      changed({ jurisdictions: { [code]: { strictness: 'off', ...more } } });
    expect(off('DE')).toEqual(['policy.loosens-the-law jurisdictions.DE.justification']);
    expect(off('DE', { justification: reason })).toEqual([]);
    expect(off('DE', { justification: { ...reason, text: '' } })).toEqual([
      'policy.invalid jurisdictions.DE.justification.text',
    ]);
  });

  it('cannot switch the law off everywhere at once', () => {
    expect(changed({ strictness: 'off' })).toEqual(['policy.loosens-the-law strictness']);
  });

  it('may tighten any place that Heed has rules for, and names no other', () => {
    for (const code of [...jurisdictions.map((one) => one.code), 'LU', 'US-NY'])
      expect(changed({ jurisdictions: { [code]: { strictness: 'restrictive' } } })).toEqual([]);
    expect(changed({ jurisdictions: { UK: { strictness: 'lawful' } } })).toEqual([
      'policy.place-unknown jurisdictions.UK',
    ]);
  });
});

describe('whatever is given for a policy', () => {
  /** A good policy with something odd in one place. */
  const odd = fc
    .tuple(
      fc.constantFrom(...presets),
      fc.constantFrom(...Object.keys(defaultPolicy)),
      fc.constantFrom('', 'id', 'DE', '0', 'from', '__proto__', 'strictness', 'days'),
      fc.anything(),
    )
    .map(([{ policy }, key, inside, value]) => {
      const old: unknown = Reflect.get(policy, key);
      const fresh = inside === '' || typeof old !== 'object' ? value : { ...old, [inside]: value };
      return { ...policy, [key]: fresh };
    });

  it('never makes the check throw, and every problem says what it is', () => {
    fc.assert(
      fc.property(fc.oneof(odd, fc.anything()), (input) => {
        const checked = checkPolicy(input);
        if (checked.ok) return;
        expect(checked.problems.length).toBeGreaterThan(0);
        for (const { code, message: says } of checked.problems) {
          expect(code).toMatch(/^policy\.[a-z-]+$/);
          expect(says.length).toBeGreaterThan(20);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('can be decided by once it passed', () => {
    fc.assert(
      fc.property(odd, anyAsk, (input, ask) => {
        const checked = checkPolicy(input);
        if (checked.ok) expect(decide(checked.policy, { marks: [] }, ask).verdict).toBeDefined();
      }),
    );
  });
});
