import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import type { Ask, MessageFacts } from '../../../shared/policy/decision.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, event, isIn, now, toldOn } from '../arbitraries.ts';

const given = event({ type: 'given', method: 'web-form', purpose: 'all', channel: 'all' });
const said = (
  message: MessageFacts,
  change: Partial<Policy> = {},
  events: readonly ConsentEvent[] = [isIn('DE')],
  asked: Partial<Ask> = {},
) => toldOn([given, ...events], { message, ...asked }, { ...defaultPolicy, ...change }).reasons;
const shown = ({ verdict, overridable }: { verdict: string; overridable: boolean }) =>
  `${verdict} ${overridable}`;
const wayOut = { contains: { unsubscribe: false } };

describe('what a message lacks', () => {
  it('is told with what and where, and the law that asks for it', () => {
    expect(said({ contains: { unsubscribe: false, 'sender-identity': false } })).toEqual([
      {
        rule: 'contents',
        step: 8,
        verdict: 'warn',
        decidedBy: 'law',
        overridable: true,
        says: 'contents.missing',
        params: {
          missing: ['content.sender-identity', 'content.unsubscribe'],
          place: ['place.DE'],
        },
        citation: {
          text: 'Directive 2002/58/EC Art. 13(4)',
          confidence: 'S',
          row: 'EU-EP-13-4',
          reviewedOn: '2026-11-21',
        },
        remedies: ['add-content', 'keep-editing'],
        events: [],
      },
    ]);
  });

  it('is our own caution where no law is on file', () => {
    expect(said(wayOut, {}, [])).toMatchObject([
      { decidedBy: 'machine', params: { place: ['place.WORLD'] } },
    ]);
  });

  it('is as loud as the policy wants it, and a stop is for those who may override the law', () => {
    expect(said(wayOut, { contents: 'off' })).toEqual([]);
    expect(said(wayOut, { contents: 'warn' }).map(shown)).toEqual(['warn true']);
    expect(said(wayOut, { contents: 'block' }).map(shown)).toEqual(['block false']);
    const asDpo = said(wayOut, { contents: 'block' }, [isIn('DE')], { role: 'dpo' });
    expect(asDpo.map(shown)).toEqual(['block true']);
  });

  it('is not judged where nobody looked, nothing is missing, or it is no marketing', () => {
    expect(said({})).toEqual([]);
    expect(said({ contains: {} })).toEqual([]);
    expect(said({ contains: { unsubscribe: true } })).toEqual([]);
    const contract = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    expect(said(wayOut, {}, [isIn('DE'), contract], { purpose: 'service' })).toEqual([]);
  });

  it('for the first time to somebody, is loud by a setting of its own', () => {
    const duty = { contains: { 'right-to-object': false } };
    expect(said(duty)).toMatchObject([
      { says: 'contents.first-contact', params: { missing: ['content.right-to-object'] } },
    ]);
    expect(said(duty, { contents: 'off', firstContactNotice: 'block' }).map(shown)).toEqual([
      'block false',
    ]);
    expect(said(duty, { contents: 'block', firstContactNotice: 'off' })).toEqual([]);
    for (const type of ['contacted', 'notice-given'] as const)
      expect(said(duty, {}, [isIn('DE'), event({ type, channel: 'phone' })])).toEqual([]);
    const bought = event({ type: 'relationship-recorded', ground: { kind: 'purchase' } });
    expect(said(duty, {}, [isIn('DE'), bought])).toHaveLength(1);
  });
});

describe('what need not be told to everybody', () => {
  const lacks = (content: string, place: string, ...events: ConsentEvent[]) =>
    toldOn([isIn(place), ...events], {
      message: { contains: { [content]: false } },
    }).reasons.filter(({ rule }) => rule === 'contents').length;
  const bought = (change: object) =>
    event({ type: 'relationship-recorded', ground: { kind: 'purchase', ...change } });

  it('is where the data came from, to who gave it or agreed', () => {
    expect(lacks('source-notice', 'DE')).toBe(1);
    expect(lacks('source-notice', 'DE', given)).toBe(0);
    expect(lacks('source-notice', 'DE', bought({ collectedDirectly: true }))).toBe(0);
    expect(lacks('source-notice', 'DE', bought({ toldAtCollection: true }))).toBe(1);
    expect(lacks('source-notice', 'DE', bought({ collectedDirectly: false }))).toBe(1);
  });

  it('is that it is advertising, in the United States, to who agreed', () => {
    expect(lacks('ad-label', 'US')).toBe(1);
    expect(lacks('ad-label', 'US', given)).toBe(0);
    expect(lacks('ad-label', 'US', bought({ collectedDirectly: true }))).toBe(1);
    expect(lacks('postal-address', 'US', given)).toBe(1);
  });
});

describe('a subject that deceives', () => {
  const deceptive = { deceptiveSubject: true };

  it('is told by the law that forbids it', () => {
    expect(said(deceptive)).toEqual([
      {
        rule: 'honest-subject',
        step: 8,
        verdict: 'warn',
        decidedBy: 'law',
        overridable: true,
        says: 'honest-subject',
        params: {},
        citation: { text: '15 USC 7704(a)(2); Directive 2002/58/EC Art. 13(4)', confidence: 'S' },
        remedies: ['change-wording', 'keep-editing'],
        events: [],
      },
    ]);
  });

  it('is as loud as the policy wants what a message must contain', () => {
    expect(said(deceptive, { contents: 'off' })).toEqual([]);
    expect(said(deceptive, { contents: 'block' }).map(shown)).toEqual(['block false']);
    const asDpo = { role: 'dpo' } as const;
    const strict = { contents: 'block', strictness: 'restrictive' } as const;
    expect(said(deceptive, { contents: 'block' }, [], asDpo).map(shown)).toEqual(['block true']);
    expect(said(deceptive, strict, [], asDpo).map(shown)).toEqual(['block false']);
  });

  it('is told of any message, whatever it is for, and not where nobody said so', () => {
    const contract = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    expect(said(deceptive, {}, [contract], { purpose: 'service' })).toHaveLength(1);
    expect(said({ deceptiveSubject: false })).toEqual([]);
  });
});

describe('what screening found', () => {
  const health = { findings: [{ category: 'health' }] };

  it('is told by its category, on the organisation’s policy', () => {
    expect(said(health)).toEqual([
      {
        rule: 'screening',
        step: 9,
        verdict: 'warn',
        decidedBy: 'organisation',
        overridable: true,
        says: 'screening',
        params: { category: ['category.health'] },
        citation: {
          text: "Your organisation's policy; GDPR Art. 9(1) by analogy",
          confidence: 'P',
        },
        remedies: ['change-wording', 'keep-editing'],
        events: [],
      },
    ]);
  });

  it('is told once a category, in the order of the message', () => {
    const twice = ['religion', 'health', 'religion'].map((category) => ({ category }));
    expect(said({ findings: twice }).map(({ params }) => params['category'])).toEqual([
      ['category.religion'],
      ['category.health'],
    ]);
    expect(said({ findings: [] })).toEqual([]);
  });

  it('is as loud as the policy wants it, for all and for each category', () => {
    const screening = (severity: 'off' | 'warn' | 'block', byCategory = {}) =>
      said(health, { screening: { default: severity, byCategory } }).map(shown);
    expect(screening('off')).toEqual([]);
    expect(screening('block')).toEqual(['block false']);
    expect(screening('off', { health: 'block' })).toEqual(['block false']);
    expect(screening('block', { health: 'off', religion: 'block' })).toEqual([]);
    expect(screening('block', { health: 'warn' })).toEqual(['warn true']);
  });

  it('does not take a category’s name for what every object has', () => {
    const odd = { findings: [{ category: 'constructor' }] };
    expect(said(odd).map(shown)).toEqual(['warn true']);
  });

  it('may be overridden, where it stops, by those whom the policy names', () => {
    const block = { screening: { default: 'block', byCategory: {} } } as const;
    const [reason] = said(health, block, [], { role: 'dpo', at: now + day });
    expect(reason!.overridable).toBe(true);
  });
});
