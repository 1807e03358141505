import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvent, clockSkew } from '../../../shared/consent/check-event.ts';
import { eventTypes } from '../../../shared/consent/event.ts';
import { anyEvent, day, event, now } from '../arbitraries.ts';

const check = (input: unknown) => checkEvent(input, { now });
const found = (input: unknown) => {
  const checked = check(input);
  return checked.ok ? [] : checked.problems.map(({ code, path }) => `${code} ${path}`);
};
const lift = event({ type: 'lifted', method: 'reply', evidence: 'mail of 3 May, folder 12' });
const exception = event({
  type: 'excepted',
  evidence: 'agreed with counsel on 3 May',
  excepts: ['law'],
});

describe('an event', () => {
  it('is given back as it is when nothing is wrong with it', () => {
    const given = event({ type: 'given', identifierKey: 'email=jane@acme.example', until: now });
    expect(check(given)).toEqual({ ok: true, event: given });
  });

  it('may happen a little ahead of our clock, and no further', () => {
    const at = (occurredAt: number) => found(event({ type: 'objected', occurredAt }));
    expect(at(now + clockSkew)).toEqual([]);
    expect(at(now + clockSkew + 1)).toEqual(['event.in-the-future occurredAt']);
    expect(clockSkew).toBe(300_000);
  });

  it('ends after it began', () => {
    const until = (end: number) => found(event({ type: 'given', until: end }));
    expect(until(now - 10 * day + 1)).toEqual([]);
    expect(until(now - 10 * day)).toEqual(['event.ends-before-it-begins until']);
  });

  it('takes a no back only with evidence, by a method that is the person’s own', () => {
    expect(found(lift)).toEqual([]);
    const refused = ['event.lift-needs-evidence evidence'];
    const { evidence: _, ...bare } = lift;
    expect(found(bare)).toEqual(refused);
    expect(found({ ...lift, evidence: '  ' })).toEqual(refused);
    for (const method of ['web-form', 'in-writing', 'spoken', 'preference-page'])
      expect(found({ ...lift, method })).toEqual([]);
    for (const method of [
      'import',
      'recorded-by-member',
      'provider-webhook',
      'implied',
      'pre-ticked',
      'one-click',
    ])
      expect(found({ ...lift, method })).toEqual(refused);
  });

  it('gives an exception only with its reason', () => {
    expect(found(exception)).toEqual([]);
    expect(found({ ...exception, evidence: '  ' })).toEqual([
      'event.exception-without-reason evidence',
    ]);
    const { evidence: _, ...silent } = exception;
    expect(found(silent)).toEqual(['event.exception-without-reason evidence']);
  });

  it('lets no person’s no run out', () => {
    const no = { ...exception, type: 'objected', until: exception.occurredAt + 1 };
    expect(found(no)).toEqual(['event.no-without-end until']);
  });

  it.each([
    ['relationship-recorded', 'ground-missing ground', { ground: { kind: 'purchase' } }],
    ['registry-listed', 'registry-missing registry', { registry: 'TPS' }],
    ['described', 'traits-missing traits', { traits: { country: 'DE' } }],
    ['corrected', 'corrects-missing corrects', { corrects: 'e1' }],
  ] as const)('of type %s needs what it is about: %s', (type, code, filled) => {
    expect(found(event({ type }))).toEqual([`event.${code}`]);
    expect(found({ ...event({ type }), ...filled })).toEqual([]);
  });

  it('names a register by more than nothing', () => {
    expect(found(event({ type: 'registry-listed', registry: '' }))).toEqual([
      'event.registry-missing registry',
    ]);
  });

  it('names the identifier that a consent is for, or none at all, but not an empty one', () => {
    expect(found(event({ type: 'given' }))).toEqual([]);
    expect(found(event({ type: 'given', identifierKey: '' }))).toEqual([
      'event.grant-without-identifier identifierKey',
    ]);
    expect(found(event({ type: 'objected', identifierKey: '' }))).toEqual([]);
  });

  it('puts people into time zones that exist', () => {
    const zone = (timeZone: string) =>
      found(event({ type: 'described', traits: { countrySource: 'declared', timeZone } }));
    expect(zone('Europe/Berlin')).toEqual([]);
    expect(zone('Europe/Utopia')).toEqual(['event.time-zone-unknown traits.timeZone']);
  });

  it('takes a country’s source for declared unless it says otherwise', () => {
    const checked = check({ ...event({ type: 'described' }), traits: { country: 'DE' } });
    expect(checked.ok && checked.event.traits).toEqual({
      country: 'DE',
      countrySource: 'declared',
    });
  });

  it('has all its problems named at once', () => {
    const bad = event({ type: 'corrected', occurredAt: now + day, until: now });
    expect(found(bad)).toEqual([
      'event.in-the-future occurredAt',
      'event.ends-before-it-begins until',
      'event.corrects-missing corrects',
    ]);
  });

  it.each([
    ['type', 'agreed'],
    ['channel', 'fax'],
    ['purpose', ''],
    ['id', ''],
    ['id', 'x'.repeat(65)],
    ['occurredAt', '2026-05-03'],
    ['occurredAt', 0.5],
    ['occurredAt', -1],
    ['recordedAt', 9e15],
    ['method', 'telepathy'],
    ['evidence', 'x'.repeat(201)],
    ['traits.country', { country: 'germany' }],
    ['ground.kind', { kind: 'love' }],
    ['colour', 'red'],
  ])('is refused with the path %s for %j', (path, value) => {
    const [field = ''] = path.split('.');
    const refused = found({ ...event({ type: 'objected' }), [field]: value });
    expect(refused).toEqual([`event.invalid ${path}`]);
  });

  it('never makes the check throw, and says of every problem what it is', () => {
    fc.assert(
      fc.property(fc.anything(), fc.dictionary(fc.string(), fc.anything()), (any, odd) => {
        for (const input of [any, { ...event({ type: 'given' }), ...odd }, { ...odd, type: any }]) {
          const checked = check(input);
          if (checked.ok) continue;
          for (const { code, message } of checked.problems) {
            expect(code).toMatch(/^event\.[a-z-]+$/);
            expect(message).not.toBe('');
          }
        }
      }),
    );
  });

  it('of every type passes when it is whole', () => {
    const whole = anyEvent.map((one) => ({
      ...one,
      occurredAt: now - day,
      recordedAt: now,
      method: 'reply' as const,
      evidence: 'letter of 3 May',
      ...(one.type === 'corrected' && { corrects: 'e1' }),
    }));
    const seen = new Set<string>();
    fc.assert(
      fc.property(whole, (one) => {
        seen.add(one.type);
        expect(found(one)).toEqual([]);
      }),
      { numRuns: 500 },
    );
    expect([...seen].sort()).toEqual([...eventTypes].sort());
  });
});
