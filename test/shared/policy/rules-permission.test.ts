import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { KnownTraits } from '../../../shared/consent/facts.ts';
import type { Policy, Role } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { ask, day, decideOn, event, isIn, now, toldOn } from '../arbitraries.ts';

const under = (change: Partial<Policy>): Policy => ({ ...defaultPolicy, ...change });
const consent = (change: Partial<Policy['consent']>) =>
  under({ consent: { ...defaultPolicy.consent, ...change } });
const everyRemedy = [
  'record-consent',
  'record-relationship',
  'remove-recipient',
  'override-with-reason',
];
const german = {
  text: 'UWG §7(2) No. 2-3',
  confidence: 'P',
  row: 'DE-EMAIL',
  reviewedOn: '2026-11-21',
};

describe('nothing on record is told as', () => {
  it('a place that asks for consent, with its law', () => {
    expect(toldOn([isIn('DE')]).reasons).toEqual([
      {
        rule: 'opt-in',
        step: 5,
        verdict: 'block',
        decidedBy: 'law',
        overridable: false,
        says: 'opt-in.needed',
        params: { place: ['place.DE'], how: ['how.declared'] },
        citation: german,
        remedies: everyRemedy.slice(0, 3),
        events: [],
      },
    ]);
  });

  it('a place that nobody knows: our own caution, which a machine applies', () => {
    expect(toldOn([]).reasons).toEqual([
      {
        rule: 'unknown',
        step: 5,
        verdict: 'block',
        decidedBy: 'machine',
        overridable: true,
        says: 'unknown',
        params: { place: ['place.WORLD'], how: ['how.unknown'] },
        citation: {
          text: "Heed's own caution where no law is on file",
          confidence: 'R',
          row: 'WORLD-DEFAULT',
          reviewedOn: '2026-11-21',
        },
        remedies: ['state-country', ...everyRemedy],
        events: [],
      },
    ]);
  });

  it('a country without a law on file: caution again, though the country is known', () => {
    const [reason] = toldOn([isIn('ZA')]).reasons;
    expect(reason).toMatchObject({ rule: 'opt-in', decidedBy: 'machine', remedies: everyRemedy });
    expect(reason!.params['place']).toEqual(['place.ZA']);
  });

  it.each(['profile', 'organisation', 'phone-prefix', 'domain'] as const)(
    'a place inferred from the %s: stating it may help',
    (source) => {
      const traits: KnownTraits = { countries: [{ country: 'DE', source }] };
      const [reason] = decide(defaultPolicy, { marks: [], traits }, ask).reasons;
      expect(reason!.params['how']).toEqual([`how.${source}`]);
      expect(reason!.remedies[0]).toBe('state-country');
    },
  );

  it('the law of the sender’s own place, which nobody has to state', () => {
    const policy = under({ sender: { country: 'DE', timeZone: 'UTC' } });
    const reasons = toldOn([isIn('FR')], {}, policy).reasons;
    expect(reasons.map(({ params }) => params)).toEqual([
      { place: ['place.FR'], how: ['how.declared'] },
      { place: ['place.DE'], how: ['how.sender'] },
    ]);
    expect(reasons[1]!.remedies).toEqual(everyRemedy.slice(0, 3));
  });

  it('a place that asks to inform first: recording that is a way out', () => {
    const employee = isIn('FR', { class: 'employee' });
    const [reason] = toldOn([employee]).reasons;
    expect(reason!.says).toBe('opt-in.not-informed');
    expect(reason!.remedies).toEqual(['record-notice', ...everyRemedy.slice(0, 3)]);
    const traits: KnownTraits = {
      countries: [{ country: 'FR', source: 'domain' }],
      class: 'employee',
    };
    const [inferred] = decide(defaultPolicy, { marks: [], traits }, ask).reasons;
    expect(inferred!.remedies).toEqual([
      'state-country',
      'record-notice',
      ...everyRemedy.slice(0, 3),
    ]);
    const strict = toldOn([employee], {}, under({ strictness: 'restrictive' })).reasons[0]!;
    expect([strict.says, strict.decidedBy]).toEqual(['opt-in.restrictive', 'organisation']);
    // A notice would not help there: the organisation asks for consent.
    expect(strict.remedies).toEqual(everyRemedy.slice(0, 3));
  });

  it('a channel of which the country’s law says nothing: caution, in its own words', () => {
    expect(toldOn([isIn('US')], { channel: 'linkedin' }).reasons).toMatchObject([
      {
        rule: 'opt-in',
        decidedBy: 'machine',
        says: 'opt-in.unwritten',
        citation: {
          text: 'Directive 2002/58/EC Art. 13(1), applied as a default',
          confidence: 'R',
        },
      },
    ]);
  });

  it('the very same reason to the next stranger there, which nobody has to make again', () => {
    const reason = (role: Role) => decideOn([isIn('DE')], { role }).reasons[0];
    expect(reason('admin')).toBe(reason('admin'));
    expect(reason('admin')).not.toBe(reason('dpo'));
  });

  it('the same to two members with different rights, apart from those', () => {
    const rights = (['rep', 'admin', 'rep'] as const).map(
      (role) => toldOn([isIn('DE')], { role }).reasons[0]!.overridable,
    );
    expect(rights).toEqual([false, true, false]);
    const strict = under({ strictness: 'restrictive' });
    expect(toldOn([isIn('DE')], { role: 'admin' }, strict).reasons[0]!.overridable).toBe(false);
  });
});

describe('a consent that does not count is told as', () => {
  const said = (given: Partial<ConsentEvent>, policy = defaultPolicy, place = isIn('DE')) =>
    toldOn([place, event({ type: 'given', method: 'web-form', ...given })], {}, policy).reasons;

  it('unconfirmed, where the policy asks for a confirmation', () => {
    expect(said({}, consent({ doubleOptIn: true }))).toEqual([
      {
        rule: 'evidence',
        step: 6,
        verdict: 'block',
        decidedBy: 'organisation',
        overridable: false,
        says: 'evidence.unconfirmed',
        params: {
          since: '2026-04-25',
          method: ['method.web-form'],
          place: ['place.DE'],
          ended: '',
        },
        citation: { text: "Your organisation's policy; GDPR Art. 7(1)", confidence: 'P' },
        remedies: ['ask-to-confirm', 'record-consent', 'remove-recipient'],
        events: ['event-given'],
      },
    ]);
  });

  it('got in a way that the law rejects', () => {
    const [reason] = said({ method: 'pre-ticked' });
    expect(reason).toMatchObject({
      decidedBy: 'law',
      says: 'evidence.method',
      params: { method: ['method.pre-ticked'], ended: '' },
      citation: { row: 'EU-GDPR-7' },
    });
  });

  it('run out: by the date on record, by the policy’s months, or by the law’s', () => {
    expect(said({ until: now })).toMatchObject([
      {
        says: 'evidence.ended',
        decidedBy: 'law',
        params: { ended: '2026-05-05' },
        citation: { row: 'DE-EMAIL' },
      },
    ]);
    expect(said({ until: now + 1 })).toEqual([]);
    const old = { occurredAt: now - 800 * day };
    expect(said(old, consent({ expiresAfterMonths: 24 }))).toMatchObject([
      { says: 'evidence.expired', decidedBy: 'organisation', params: { ended: '2026-02-25' } },
    ]);
    const lapsed = said({ occurredAt: now - 1200 * day }, defaultPolicy, isIn('FR'));
    expect(lapsed.map(({ says }) => says)).toEqual(['evidence.lapsed']);
    expect(lapsed[0]).toMatchObject({ decidedBy: 'law', citation: { row: 'FR-RETENTION' } });
  });

  it('given without a notice, where the policy asks for one', () => {
    const asks = consent({ noticeRequired: true });
    expect(said({}, asks)).toMatchObject([
      { says: 'evidence.no-notice', decidedBy: 'organisation' },
    ]);
    expect(said({ noticeVersion: '3' }, asks)).toEqual([]);
  });

  it('nothing at all where another consent counts', () => {
    const twice = [
      isIn('DE'),
      event({ id: 'a', type: 'given', method: 'implied' }),
      event({ id: 'b', type: 'given', method: 'spoken' }),
    ];
    expect(toldOn(twice).reasons).toEqual([]);
  });

  it('imported, where nothing says how it was got', () => {
    const mark = { purpose: 'all', channel: 'all', since: now - day, event: 'e' } as const;
    const marks = [{ ...mark, type: 'given' as const, until: now }];
    const [reason] = decide(defaultPolicy, { marks }, ask).reasons;
    expect(reason!.params['method']).toEqual(['method.import']);
  });
});

describe('a consent in France', () => {
  const given = event({ type: 'given', method: 'web-form', occurredAt: now - 1200 * day });
  const counts = (later: Partial<ConsentEvent> & Pick<ConsentEvent, 'type'>) =>
    toldOn([isIn('FR'), given, event({ id: 'later', occurredAt: now - 100 * day, ...later })])
      .verdict === 'allow';

  it('is kept alive by what the person does themself, on any channel', () => {
    const phone = { channel: 'phone' } as const;
    expect(counts({ type: 'relationship-recorded', ground: { kind: 'purchase' } })).toBe(true);
    expect(counts({ type: 'relationship-recorded', ground: { kind: 'inquiry' }, ...phone })).toBe(
      true,
    );
    expect(counts({ type: 'given', ...phone })).toBe(true);
    expect(counts({ type: 'confirmed', ...phone })).toBe(true);
  });

  it('is not kept alive by what others do', () => {
    expect(counts({ type: 'contacted' })).toBe(false);
    expect(counts({ type: 'notice-given' })).toBe(false);
    const found = { kind: 'published-address' } as const;
    expect(counts({ type: 'relationship-recorded', ground: found })).toBe(false);
  });
});
