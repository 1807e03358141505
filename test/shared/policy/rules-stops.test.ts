import { describe, expect, it } from 'vitest';
import type { ConsentEvent, Ground } from '../../../shared/consent/event.ts';
import type { Policy, Role } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, decideOn, event, isIn, now, toldOn } from '../arbitraries.ts';

/** What each reason of a stop says, to the letter: the dialog, the table and the API all show it. */
const reasonsOf = (events: readonly ConsentEvent[], role: Role = 'rep', purpose?: string) =>
  toldOn(events, { role, ...(purpose !== undefined && { purpose }) }).reasons;

const since = '2026-04-25';
const anybody = ['remove-recipient', 'keep-editing', 'use-their-preference-page'];
const scope = {
  since,
  purpose: ['purpose.direct-marketing'],
  channel: ['channel.email'],
};
const contract = event({
  type: 'relationship-recorded',
  purpose: 'all',
  channel: 'all',
  occurredAt: now - 30 * day,
  ground: { kind: 'contract' },
});

describe('a person’s no is told as', () => {
  const no = (type: ConsentEvent['type'], said: object) => ({
    verdict: 'block',
    decidedBy: 'person',
    overridable: false,
    params: scope,
    remedies: anybody,
    events: [`event-${type}`],
    ...said,
  });

  it('an objection, by the right to object', () => {
    expect(reasonsOf([event({ type: 'objected' })])).toEqual([
      no('objected', {
        rule: 'objection',
        step: 1,
        says: 'objection.objected',
        citation: { text: 'GDPR Art. 21(2)-(3), Recital 70', confidence: 'P' },
      }),
    ]);
  });

  it('a restriction, by the right to one', () => {
    expect(reasonsOf([event({ type: 'restricted' })])).toEqual([
      no('restricted', {
        rule: 'objection',
        step: 1,
        says: 'objection.restricted',
        citation: { text: 'GDPR Art. 18(2)', confidence: 'P' },
      }),
    ]);
  });

  it('a complaint, which mail providers report', () => {
    expect(reasonsOf([event({ type: 'complained' })])).toEqual([
      no('complained', {
        rule: 'complaint',
        step: 2,
        says: 'complaint',
        citation: {
          text: 'GDPR Art. 21(2)-(3); sender guidelines of Google and Yahoo',
          confidence: 'S',
        },
      }),
    ]);
  });

  it.each(['refused', 'withdrawn'] as const)('an opt-out: %s', (type) => {
    expect(reasonsOf([event({ type })])).toEqual([
      no(type, {
        rule: 'opt-out',
        step: 4,
        says: `opt-out.${type}`,
        citation: { text: 'GDPR Art. 7(3); Directive 2002/58/EC Art. 13', confidence: 'P' },
      }),
    ]);
  });
});

describe('a person’s no cites', () => {
  const cited = (place: string, sender?: string) => {
    const from = { ...defaultPolicy.sender, ...(sender !== undefined && { country: sender }) };
    const policy = { ...defaultPolicy, sender: from };
    const { reasons } = decideOn([isIn(place), event({ type: 'withdrawn' })], {}, policy);
    return reasons.map(({ citation }) => citation.row ?? citation.text);
  };
  const general = 'GDPR Art. 7(3); Directive 2002/58/EC Art. 13';

  it('the law of their place on how soon to act, where there is one', () => {
    expect(cited('US')).toEqual(['US-EMAIL-GRACE']);
    expect(cited('CA')).toEqual(['CA-CASL-GRACE']);
    expect(cited('DE')).toEqual([general]);
  });

  it('never the law of the sender’s place', () => {
    expect(cited('DE', 'US')).toEqual([general]);
    expect(cited('US', 'CA')).toEqual(['US-EMAIL-GRACE']);
    const justification = { text: 'counsel', by: 'dpo', on: '2026-01-05' };
    const policy: Policy = {
      ...defaultPolicy,
      sender: { country: 'US', timeZone: 'UTC' },
      jurisdictions: { DE: { strictness: 'off', justification } },
    };
    const [reason] = decideOn([isIn('DE'), event({ type: 'withdrawn' })], {}, policy).reasons;
    expect(reason!.citation.text).toBe(general);
  });
});

describe('what a contract requires goes out with a warning', () => {
  const everything = { purpose: 'all', channel: 'all' } as const;
  const told = (type: ConsentEvent['type']) => {
    const { verdict, reasons } = toldOn([contract, event({ type, ...everything })], {
      purpose: 'service',
    });
    return [verdict, reasons.map(({ says }) => says), reasons.map((reason) => reason.verdict)];
  };

  it('after an objection, a refusal or a withdrawal: it says that it is required', () => {
    for (const type of ['objected', 'refused', 'withdrawn'] as const)
      expect(told(type)).toEqual(['warn', ['objection.but-required'], ['warn']]);
  });

  it('after a complaint, which stays a complaint', () => {
    expect(told('complained')).toEqual(['warn', ['complaint'], ['warn']]);
  });

  it('but not while restricted: then only what a statute requires does', () => {
    expect(told('restricted')).toEqual(['block', ['objection.restricted'], ['block']]);
    const recall = { id: 'recall', basis: 'legal-obligation' as const };
    const policy = { ...defaultPolicy, purposes: [...defaultPolicy.purposes, recall] };
    const inquiry = { ...contract, ground: { kind: 'inquiry' as const }, purpose: 'recall' };
    for (const type of ['restricted', 'objected', 'withdrawn', 'complained'] as const) {
      const stop = event({ type, ...everything });
      expect(decideOn([inquiry, stop], { purpose: 'recall' }, policy).verdict).toBe('warn');
      expect(decideOn([stop], { purpose: 'recall' }, policy).verdict).toBe('block');
    }
  });

  it('by a purchase as by a contract, while it lasts, and by nothing less', () => {
    const stop = event({ type: 'objected', ...everything });
    const verdict = (kind: Ground['kind'], until?: number) =>
      decideOn([{ ...contract, ground: { kind }, ...(until !== undefined && { until }) }, stop], {
        purpose: 'service',
      }).verdict;
    expect([verdict('contract'), verdict('purchase')]).toEqual(['warn', 'warn']);
    expect(verdict('purchase', now + 1)).toBe('warn');
    expect(verdict('purchase', now)).toBe('block');
    const elsewhere = { ...contract, ground: { kind: 'inquiry' as const }, purpose: 'newsletter' };
    expect(decideOn([elsewhere, stop], { purpose: 'service' }).verdict).toBe('block');
    for (const kind of ['inquiry', 'free-account', 'membership', 'referral'] as const)
      expect(verdict(kind)).toBe('block');
  });
});

describe('a machine’s or the organisation’s stop is told as', () => {
  const given = event({ type: 'given' });

  it('a bounce, which may be overridden and may be a typing error', () => {
    expect(reasonsOf([given, event({ type: 'bounced' })])).toEqual([
      {
        rule: 'bounce',
        step: 2,
        verdict: 'block',
        decidedBy: 'machine',
        overridable: true,
        says: 'bounce',
        params: { since },
        citation: { text: 'RFC 5321 4.2.1 (permanent failure, 5yz)', confidence: 'P' },
        remedies: ['remove-recipient', 'correct-address', 'override-with-reason'],
        events: ['event-bounced'],
      },
    ]);
  });

  it.each([
    ['rep', false],
    ['admin', true],
  ] as const)('an entry on the own list, which a %s may override: %s', (role, overridable) => {
    expect(reasonsOf([given, event({ type: 'suppressed' })], role)).toEqual([
      {
        rule: 'suppression',
        step: 3,
        verdict: 'block',
        decidedBy: 'organisation',
        overridable,
        says: 'suppression',
        params: { since },
        citation: { text: "Your organisation's do-not-contact list", confidence: 'P' },
        remedies: [
          'remove-recipient',
          'ask-an-administrator',
          ...(overridable ? ['override-with-reason'] : []),
        ],
        events: ['event-suppressed'],
      },
    ]);
  });
});

describe('several stops', () => {
  it('are all told, in the order of the rules', () => {
    const events = (['suppressed', 'withdrawn', 'bounced', 'objected', 'complained'] as const).map(
      (type) => event({ type }),
    );
    expect(reasonsOf(events).map(({ step, rule }) => `${step} ${rule}`)).toEqual([
      '1 objection',
      '2 complaint',
      '2 bounce',
      '3 suppression',
      '4 opt-out',
    ]);
  });

  it('end each by what ends it, and the rest stand', () => {
    const later = now - day;
    const stops = (['suppressed', 'objected', 'withdrawn'] as const).map((type) => event({ type }));
    const released = event({ type: 'released', channel: 'all', occurredAt: later });
    const told = (more: ConsentEvent) => reasonsOf([...stops, more]).map(({ rule }) => rule);
    expect(told(released)).toEqual(['objection', 'opt-out']);
    expect(told(event({ type: 'confirmed', occurredAt: later }))).toEqual(['suppression']);
    expect(told(event({ type: 'given', occurredAt: later }))).toHaveLength(3);
  });

  it('stop nothing any more once they have run out', () => {
    const until = (end: number) => reasonsOf([event({ type: 'bounced', until: end })]);
    expect(until(now + 1).map(({ rule }) => rule)).toEqual(['bounce', 'unknown']);
    expect(until(now).map(({ rule }) => rule)).toEqual(['unknown']);
  });
});
