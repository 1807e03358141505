import { describe, expect, it } from 'vitest';
import { channels } from '../../../shared/contact/channels.ts';
import { checkPolicy } from '../../../shared/policy/check-policy.ts';
import { roles, severities } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

type Problems = readonly { readonly path?: string; readonly message: string }[];
/** The default policy with another value at a path: `consent.refreshDays`. */
const problems = (path: string, value: unknown): Problems => {
  const policy = structuredClone({
    ...defaultPolicy,
    quietHours: { from: '20:00', to: '08:00', days: [1], channels: ['email'], severity: 'warn' },
    frequency: [{ max: 2, days: 30, channels: ['email'], severity: 'warn' }],
    jurisdictions: { DE: { strictness: 'off', justification: { text: 'x', by: 'y', on: day } } },
    holidays: { DE: [day] },
    purposes: [
      {
        ...defaultPolicy.purposes[0],
        notice: { url: 'https://acme.example', version: '3' },
        assessment: { id: 'LIA-7', date: day },
      },
      defaultPolicy.purposes[1],
    ],
  }) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const at = keys.reduce((inside, key) => inside[key] as Record<string, unknown>, policy);
  at[last] = value;
  const checked = checkPolicy(policy);
  return checked.ok ? [] : checked.problems;
};
const day = '2026-01-02';
const refusedAt = (path: string, value: unknown) => problems(path, value).map((one) => one.path);
const text = (length: number): string => 'x'.repeat(length);

describe('the numbers of a policy', () => {
  it.each([
    ['purposes.0.retentionMonths', 1, 240],
    ['consent.expiresAfterMonths', 2, 240],
    ['frequency.0.max', 1, 1000],
    ['frequency.0.days', 1, 365],
    ['offline.staleAfterHours', 1, 720],
    ['offline.deadlineMs', 100, 10_000],
    ['quietHours.days.0', 1, 7],
    ['consent.refreshDays', 0, 365],
    ['version', 1, 10_000],
  ])('%s lies between %i and %i', (path, least, most) => {
    expect(refusedAt(path, least)).toEqual([]);
    expect(refusedAt(path, most)).toEqual([]);
    expect(refusedAt(path, least - (path === 'consent.expiresAfterMonths' ? 2 : 1))).toEqual([
      path,
    ]);
    if (path !== 'version') expect(refusedAt(path, most + 1)).toEqual([path]);
    expect(refusedAt(path, least + 0.5)).toEqual([path]);
    expect(refusedAt(path, String(least))).toEqual([path]);
  });
});

describe('the texts of a policy', () => {
  it.each([
    'name',
    'purposes.0.notice.url',
    'purposes.0.notice.version',
    'purposes.0.assessment.id',
    'jurisdictions.DE.justification.text',
    'jurisdictions.DE.justification.by',
  ])('%s has 1 to 500 characters', (path) => {
    expect(refusedAt(path, 'x')).toEqual([]);
    expect(refusedAt(path, text(500))).toEqual([]);
    for (const bad of ['', text(501), 7]) expect(refusedAt(path, bad)).toEqual([path]);
  });

  it.each(['purposes.0.assessment.date', 'jurisdictions.DE.justification.on', 'holidays.DE.0'])(
    '%s is a day of the calendar',
    (path) => {
      expect(refusedAt(path, '2024-02-29')).toEqual([]);
      for (const bad of ['', '2026-13-01', '2 Jan 2026', 20260102])
        expect(refusedAt(path, bad)).toEqual([path]);
    },
  );

  it.each(['quietHours.from', 'quietHours.to'])('%s is a time of the day', (path) => {
    for (const good of ['00:00', '09:30', '19:59', '23:59'])
      expect(refusedAt(path, good)).toEqual([]);
    for (const bad of ['24:00', '9:30', '09:60', '09:3', '09.30', 'x09:30', '09:30x', '29:00', ''])
      expect(refusedAt(path, bad)).toEqual([path]);
    expect(problems(path, '8 pm')[0]!.message).toBe('"8 pm" stands here; write a time as 20:00.');
  });

  it('of a purpose’s id are small letters, digits and hyphens, and a letter first', () => {
    const path = 'purposes.1.id';
    for (const good of ['a', 'a1', 'web-inars', `a${text(62)}`])
      expect(refusedAt(path, good)).toEqual([]);
    for (const bad of ['', 'A', '1a', '-a', 'a b', 'aB', 'é', `a${text(63)}`, 'a!'])
      expect(refusedAt(path, bad)).toEqual([path]);
    expect(problems(path, 'Web Inars')[0]!.message).toBe(
      '"Web Inars" stands here; use small letters, digits, hyphens.',
    );
  });

  it('name the sender’s country by its code', () => {
    const path = 'sender.country';
    for (const good of ['DE', 'US-CA', 'GB-ENG', 'FR-75', 'EU'])
      expect(refusedAt(path, good)).toEqual([]);
    for (const bad of ['', 'D', 'DEU', 'de', 'xDE', 'DE-', 'US-CALI', 'US-ca', 'UK', 'DE '])
      expect(refusedAt(path, bad)).toEqual([path]);
    expect(problems(path, 'germany')[0]!.message).toBe(
      '"germany" stands here; give an ISO 3166 code: DE, GB, US-CA.',
    );
    expect(refusedAt('sender.timeZone', '')).toEqual(['sender.timeZone']);
  });
});

describe('the words of a policy', () => {
  it.each([
    'contents',
    'firstContactNotice',
    'screening.default',
    'screening.byCategory.health',
    'quietHours.severity',
    'frequency.0.severity',
    'offline.whenStale',
  ])('%s is off, warn or block', (path) => {
    for (const severity of severities) expect(refusedAt(path, severity)).toEqual([]);
    for (const bad of ['', 'loud', true]) expect(refusedAt(path, bad)).toEqual([path]);
    expect(problems(path, 'loud')[0]!.message).toBe(
      '"loud" stands here; it must be one of off, warn, block.',
    );
  });

  it.each(['law', 'organisation', 'machine'])(
    'who overrides what the %s decided is a role',
    (by) => {
      expect(refusedAt(`overrides.${by}`, [...roles])).toEqual([]);
      expect(refusedAt(`overrides.${by}`, [])).toEqual([]);
      expect(refusedAt(`overrides.${by}`, ['boss'])).toEqual([`overrides.${by}.0`]);
      expect(refusedAt(`overrides.${by}`, undefined)).toEqual([`overrides.${by}`]);
    },
  );

  it.each(['quietHours.channels', 'frequency.0.channels'])('%s are channels', (path) => {
    expect(refusedAt(path, [...channels])).toEqual([]);
    expect(refusedAt(path, ['fax'])).toEqual([`${path}.0`]);
  });

  it('give each purpose a basis, and each place a strictness, that Heed knows', () => {
    for (const basis of ['consent', 'legitimate-interest'])
      expect(refusedAt('purposes.0.basis', basis)).toEqual([]);
    for (const basis of ['contract', 'legal-obligation', 'consent', 'legitimate-interest'])
      expect(refusedAt('purposes.1.basis', basis)).not.toContain('purposes.1.basis');
    expect(refusedAt('purposes.1.basis', '')).toEqual(['purposes.1.basis']);
    for (const strictness of ['restrictive', 'lawful', 'off'])
      expect(refusedAt('jurisdictions.DE.strictness', strictness)).toEqual([]);
    expect(refusedAt('jurisdictions.DE.strictness', 'lax')).toEqual([
      'jurisdictions.DE.strictness',
    ]);
  });

  it('say yes or no where nothing else can be said', () => {
    for (const path of [
      'softOptIn',
      'consent.doubleOptIn',
      'consent.noticeRequired',
      'jurisdictions.DE.doubleOptIn',
      'purposes.0.ownSimilarProducts',
    ]) {
      expect(refusedAt(path, true)).toEqual([]);
      expect(refusedAt(path, false)).toEqual([]);
      expect(refusedAt(path, 'yes')).toEqual([path]);
    }
  });
});

describe('the parts of a policy', () => {
  it.each([
    'sender',
    'purposes.0',
    'purposes.0.notice',
    'purposes.0.assessment',
    'jurisdictions.DE',
    'jurisdictions.DE.justification',
    'consent',
    'quietHours',
    'frequency.0',
    'screening',
    'overrides',
    'offline',
  ])('%s holds nothing that Heed does not know', (path) => {
    expect(refusedAt(`${path}.colour`, 'red')).toEqual([`${path}.colour`]);
  });

  it('leave at least one day on which to write', () => {
    expect(problems('quietHours.days', [])[0]!.message).toMatch(
      /^An empty list stands here; leave at least one day on which to write\.$/,
    );
  });

  it('name sites by their ids', () => {
    expect(refusedAt('sitesOff', ['linkedin'])).toEqual([]);
    expect(refusedAt('sitesOff', [7])).toEqual(['sitesOff.0']);
  });
});
