import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { exactFacts, gatherFacts, wideFacts } from '../../../shared/consent/gather.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, day, decideOn, event, isIn, now } from '../arbitraries.ts';

const everything = { purpose: 'all', channel: 'all' } as const;
const no = event({ type: 'objected', channel: 'all', occurredAt: now - 100 * day });
const verdict = (...args: Parameters<typeof decideOn>) => decideOn(...args).verdict;
const restrictive: Policy = { ...defaultPolicy, strictness: 'restrictive', contents: 'block' };

describe('a no cannot be un-said', () => {
  it('by a purpose of marketing put below a contract’s', () => {
    const policy: Policy = {
      ...defaultPolicy,
      purposes: [...defaultPolicy.purposes, { id: 'news', parent: 'service', basis: 'consent' }],
    };
    expect(verdict([isIn('US'), no], { purpose: 'news' }, policy)).toBe('block');
  });

  it.each(['import', 'pre-ticked', 'implied', 'recorded-by-member', 'provider-webhook'] as const)(
    'by a confirmation that came by %s',
    (method) => {
      const yes = event({ type: 'confirmed', method, occurredAt: now - day });
      expect(verdict([isIn('US'), no, yes])).toBe('block');
    },
  );

  it('for longer than the yes that ended it lasts', () => {
    const yes = event({ type: 'confirmed', until: now, occurredAt: now - 2 * day });
    expect(verdict([isIn('US'), no, yes], { at: now - day })).toBe('allow');
    expect(verdict([isIn('US'), no, yes])).toBe('block');
  });

  it('to the newsletter, by a yes to marketing in general', () => {
    const left = event({ type: 'withdrawn', purpose: 'newsletter' });
    const yes = event({ type: 'confirmed', occurredAt: now - day });
    expect(verdict([isIn('US'), left, yes], { purpose: 'newsletter' })).toBe('block');
    expect(verdict([isIn('US'), left, yes])).toBe('allow');
  });

  it.each(['withdrawn', 'complained'] as const)(
    'when they %s from everything, by a relationship that obliges nobody to write',
    (type) => {
      const asked = event({
        type: 'relationship-recorded',
        ...everything,
        ground: { kind: 'inquiry' },
      });
      const stop = event({ type, ...everything, occurredAt: now - day });
      expect(verdict([isIn('US'), asked, stop], { purpose: 'service' })).toBe('block');
    },
  );
});

describe('an exception', () => {
  it('answers no person’s no, not even where a forged record says that it does', () => {
    const forged = event({ type: 'excepted', channel: 'all' });
    const facts = foldEvents([isIn('US'), no, forged], { at: now });
    const marks = facts.marks.map((mark) =>
      mark.type === 'excepted' ? { ...mark, excepts: ['person' as 'law', 'law' as const] } : mark,
    );
    expect(decide(defaultPolicy, { ...facts, marks }, ask)).toMatchObject({
      verdict: 'block',
      reasons: [{ rule: 'objection', verdict: 'block' }],
    });
  });

  const exception = event({ type: 'excepted', channel: 'all', excepts: ['law', 'organisation'] });

  it.each([
    ['contents', { message: { contains: { unsubscribe: false } } }],
    ['the subject', { message: { deceptiveSubject: true } }],
  ])('reaches no place that is taken restrictively: %s', (_, asked) => {
    const yes = event({ type: 'confirmed' });
    expect(verdict([isIn('US'), yes, exception], asked, restrictive)).toBe('block');
  });

  it('reaches no hours of calling there either', () => {
    const yes = event({ type: 'confirmed', channel: 'phone' });
    const night = { channel: 'phone', at: Date.UTC(2026, 4, 5, 22, 30) } as const;
    expect(verdict([isIn('FR'), yes, exception], night, restrictive)).toBe('block');
  });
});

describe('settings and callers’ words', () => {
  it('switching a region off does not switch off the sender’s own country', () => {
    const off = {
      strictness: 'off',
      justification: { text: 'x', by: 'y', on: '2026-01-01' },
    } as const;
    const policy: Policy = {
      ...defaultPolicy,
      sender: { country: 'DE', timeZone: 'UTC' },
      jurisdictions: { 'DE-BY': off },
    };
    expect(verdict([isIn('DE-BY')], {}, policy)).toBe('block');
  });

  it.each(['constructor', 'toString', '__proto__'])(
    'a finding called %s is a finding',
    (category) => {
      expect(verdict([isIn('US')], { message: { findings: [{ category }] } })).toBe('warn');
    },
  );
});

describe('what others said who share a wide key', () => {
  const at = { at: now };
  const about = (own: readonly ConsentEvent[], domain: readonly ConsentEvent[]) =>
    gatherFacts({ exact: 'e', wide: 'w', domains: ['d'] }, (key) =>
      key === 'e' ? exactFacts(own, 'e', at) : wideFacts(key === 'w' ? own : domain, at),
    );
  const theirs = event({ id: 'domain-no', type: 'objected', ...everything });
  const lift = event({ id: 'domain-lift', type: 'lifted', purpose: 'all', occurredAt: now - day });

  it('does not end a person’s own no', () => {
    const facts = about([isIn('US'), no], [theirs, lift]);
    expect(decide(defaultPolicy, facts, ask).verdict).toBe('block');
    const none = about([isIn('US')], [theirs, lift]);
    expect(decide(defaultPolicy, none, ask).verdict).toBe('allow');
  });

  it('does not end the organisation’s stop on a person', () => {
    const own = event({ type: 'suppressed' });
    const release = event({ type: 'released', occurredAt: now - day });
    const onDomain = [event({ id: 's', type: 'suppressed', ...everything }), release];
    const facts = about([isIn('US'), own], onDomain);
    expect(decide(defaultPolicy, facts, ask).verdict).toBe('block');
  });

  it('is ended for a person by what that person says later', () => {
    const yes = event({ type: 'confirmed', occurredAt: now - day });
    const facts = about([isIn('US'), yes], [theirs]);
    expect(decide(defaultPolicy, facts, ask).verdict).toBe('allow');
    const before = about([isIn('US'), { ...yes, occurredAt: now - 50 * day }], [theirs]);
    expect(decide(defaultPolicy, before, ask).verdict).toBe('block');
  });

  it('is released as far as the organisation released it, and no further', () => {
    const whole = event({ id: 's', type: 'suppressed', ...everything });
    const release = event({ type: 'released', purpose: 'all', occurredAt: now - day });
    const facts = about([isIn('US')], [whole, release]);
    expect(decide(defaultPolicy, facts, ask).verdict).toBe('allow');
    expect(decide(defaultPolicy, facts, { ...ask, channel: 'post' }).reasons).toMatchObject([
      { rule: 'suppression' },
      { rule: 'opt-in' },
    ]);
  });

  it('is nothing where nothing is kept under any key', () => {
    const keys = { exact: 'e', wide: 'w', domains: ['d'] };
    expect(gatherFacts(keys, () => undefined)).toEqual({ marks: [] });
  });

  it('brings back no lift that was taken back as a mistake', () => {
    const mistaken = event({ id: 'm', type: 'lifted', occurredAt: now - 2 * day });
    const correction = event({ type: 'corrected', corrects: 'm', occurredAt: now - day });
    const facts = about([isIn('US'), no, mistaken, correction], []);
    expect(decide(defaultPolicy, facts, ask).verdict).toBe('block');
  });
});
