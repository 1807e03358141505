import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, decideOn, event, isIn, now } from '../arbitraries.ts';

const rulesOf = (...args: Parameters<typeof decideOn>) =>
  decideOn(...args).reasons.map(({ rule }) => rule);

describe('decide', () => {
  it('stops a message to somebody who objected, on their own decision, for everybody', () => {
    const { verdict, reasons } = decideOn([event({ type: 'objected' })], { role: 'admin' });
    expect(verdict).toBe('block');
    expect(reasons).toMatchObject([
      { rule: 'objection', decidedBy: 'person', overridable: false, events: ['event-objected'] },
    ]);
  });

  it('allows a message to somebody who consented', () => {
    expect(decideOn([event({ type: 'given' })])).toEqual({
      verdict: 'allow',
      reasons: [],
      purpose: 'direct-marketing',
    });
  });

  it('stops a message to somebody of whom nothing is known, and lets a reason override it', () => {
    const { verdict, reasons } = decideOn([]);
    expect(verdict).toBe('block');
    expect(reasons).toMatchObject([{ rule: 'unknown', decidedBy: 'machine', overridable: true }]);
    expect(reasons[0]!.remedies[0]).toBe('state-country');
  });

  it('takes the override out of the one reason that offers it in vain, and leaves it in the other', () => {
    const overrides = { law: [], organisation: [], machine: [] };
    const message = { contains: { unsubscribe: false } };
    const { reasons } = decideOn([], { message }, { ...defaultPolicy, overrides });
    expect(reasons.map(({ rule, overridable }) => [rule, overridable])).toEqual([
      ['unknown', false],
      ['contents', true],
    ]);
    expect(reasons[0]!.remedies).toContain('remove-recipient');
    expect(reasons[0]!.remedies).not.toContain('override-with-reason');
  });

  it('keeps to the channel and the purpose that a withdrawal names', () => {
    const events = [
      event({ type: 'given', channel: 'all', purpose: 'all' }),
      event({ type: 'withdrawn', occurredAt: now - day, purpose: 'newsletter' }),
    ];
    expect(decideOn(events, { purpose: 'newsletter' }).verdict).toBe('block');
    expect(decideOn(events).verdict).toBe('allow');
    expect(decideOn(events, { purpose: 'newsletter', channel: 'phone' }).verdict).toBe('allow');
  });

  it('holds a no to direct marketing against a purpose below it', () => {
    const policy = {
      ...defaultPolicy,
      purposes: [
        ...defaultPolicy.purposes,
        { id: 'newsletter', basis: 'consent' as const },
        { id: 'webinars', basis: 'consent' as const, parent: 'newsletter' },
      ],
    };
    const no = [event({ type: 'objected' })];
    expect(decideOn(no, { purpose: 'webinars' }, policy).verdict).toBe('block');
  });

  it('lets only a later act of the person end a no', () => {
    const no = event({ type: 'withdrawn' });
    const later = now - day;
    const given = event({ type: 'given', occurredAt: later });
    expect(decideOn([no, given]).verdict).toBe('block');
    expect(decideOn([no, { ...given, method: 'preference-page' }]).verdict).toBe('allow');
    expect(decideOn([no, event({ type: 'confirmed', occurredAt: later })]).verdict).toBe('allow');
    const lifted = event({ type: 'lifted', occurredAt: later });
    expect(decideOn([no, lifted, given]).verdict).toBe('allow');
  });

  it('ends a restriction by a lift, or by their own consent (GDPR Art. 18(2))', () => {
    const restricted = event({ type: 'restricted', purpose: 'all', channel: 'all' });
    const given = event({ type: 'given', occurredAt: now - 20 * day });
    const later = now - day;
    const yes = event({ type: 'confirmed', occurredAt: later });
    expect(decideOn([given, restricted]).verdict).toBe('block');
    expect(decideOn([given, restricted, yes]).verdict).toBe('allow');
    const lift = event({ type: 'lifted', purpose: 'all', channel: 'all', occurredAt: later });
    expect(decideOn([given, restricted, lift]).verdict).toBe('allow');
  });

  it('does not give back a withdrawn consent by lifting the withdrawal', () => {
    const given = event({ type: 'given', occurredAt: now - 20 * day });
    const lifted = event({ type: 'lifted', occurredAt: now - day });
    expect(rulesOf([given, event({ type: 'withdrawn' }), lifted])).toEqual(['unknown']);
  });

  it('counts no consent of the very instant in which it was taken back', () => {
    const no = event({ type: 'withdrawn' });
    const at = no.occurredAt;
    const lifted = event({ type: 'lifted', occurredAt: now - day });
    const given = (occurredAt: number) => event({ type: 'given', occurredAt });
    expect(rulesOf([no, given(at), lifted])).toEqual(['unknown']);
    expect(rulesOf([no, given(at + 1), lifted])).toEqual([]);
  });

  it('lets no person’s no run out, whatever an import wrote beside it', () => {
    const given = event({ type: 'given', occurredAt: now - 20 * day });
    expect(rulesOf([given, event({ type: 'objected', until: now - day })])).toEqual(['objection']);
  });

  it('lets the organisation end its own stop, and only that', () => {
    const given = event({ type: 'given', occurredAt: now - 20 * day });
    const release = event({ type: 'released', occurredAt: now - day });
    expect(decideOn([given, event({ type: 'suppressed' }), release]).verdict).toBe('allow');
    expect(decideOn([given, event({ type: 'objected' }), release]).verdict).toBe('block');
  });

  it('takes an exception on record for what a machine decided, and still shows the reason', () => {
    const decision = decideOn([event({ type: 'excepted', until: now + day })]);
    expect(decision.verdict).toBe('allow');
    expect(decision.reasons).toMatchObject([{ rule: 'unknown', exceptedBy: 'event-excepted' }]);
    expect(decideOn([event({ type: 'excepted', until: now })]).verdict).toBe('block');
  });

  it('takes an exception only for the deciders that it names', () => {
    const suppressed = [event({ type: 'given' }), event({ type: 'suppressed' })];
    const machine = event({ type: 'excepted' });
    const organisation = event({ type: 'excepted', excepts: ['organisation'] });
    expect(decideOn([...suppressed, machine]).verdict).toBe('block');
    expect(decideOn([...suppressed, organisation]).verdict).toBe('allow');
  });

  it('stops what bounced and what the organisation suppressed, and tells which', () => {
    const given = event({ type: 'given' });
    expect(rulesOf([given, event({ type: 'bounced' })])).toEqual(['bounce']);
    const suppressed = decideOn([given, event({ type: 'suppressed', channel: 'all' })]);
    expect(suppressed.reasons).toMatchObject([{ rule: 'suppression', overridable: false }]);
  });

  it('says what is missing beside a stop that can be overridden, or the override would leak', () => {
    const bounced = [isIn('DE'), event({ type: 'bounced' })];
    expect(rulesOf(bounced)).toEqual(['bounce', 'opt-in']);
    const exception = event({ type: 'excepted', excepts: ['machine'] });
    expect(decideOn([...bounced, exception]).verdict).toBe('block');
  });

  it('offers an override only to those who may', () => {
    const offered = (role: 'rep' | 'admin') =>
      decideOn([isIn('DE')], { role }).reasons[0]!.remedies;
    expect(offered('rep')).not.toContain('override-with-reason');
    expect(offered('admin')).toContain('override-with-reason');
  });
});

describe('what a contract requires', () => {
  const contract = event({
    type: 'relationship-recorded',
    purpose: 'all',
    channel: 'all',
    ground: { kind: 'contract' },
  });
  const service = { purpose: 'service' };

  it('goes out after a stop to everything, with a warning that says so', () => {
    const stop = event({ type: 'objected', purpose: 'all', channel: 'all' });
    const { verdict, reasons, purpose } = decideOn([contract, stop], service);
    expect([verdict, purpose]).toEqual(['warn', 'service']);
    expect(reasons).toMatchObject([{ says: 'objection.but-required', decidedBy: 'person' }]);
  });

  it('is not touched by an objection to marketing', () => {
    expect(decideOn([contract, event({ type: 'objected' })], service).verdict).toBe('allow');
  });

  it('does not go out while the use of the data is restricted', () => {
    const restricted = event({ type: 'restricted', purpose: 'all', channel: 'all' });
    expect(decideOn([contract, restricted], service).verdict).toBe('block');
  });

  it('counts as marketing where no dealing is on record, and says under which purpose it was judged', () => {
    const found = event({ type: 'relationship-recorded', ground: { kind: 'published-address' } });
    expect(decideOn([found, isIn('DE')], service)).toMatchObject({
      verdict: 'block',
      purpose: 'direct-marketing',
    });
  });
});
