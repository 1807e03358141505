import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { bitOf, eventSet, personsNos } from '../../../shared/consent/event-set.ts';
import { eventKind, eventTypes } from '../../../shared/consent/event.ts';
import { ConsentFacts, isEmpty } from '../../../shared/consent/facts.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { anyEvents, now } from '../arbitraries.ts';

const mark = {
  type: 'given',
  purpose: 'all',
  channel: 'email',
  since: now,
  event: 'e1',
} as const;
const whole = {
  ...mark,
  until: now + 1,
  method: 'spoken',
  noticed: true,
  ground: { kind: 'purchase' },
  registry: 'TPS',
  excepts: ['law', 'machine'],
  of: 'e0',
};
const traits = { countries: [{ country: 'DE', source: 'domain' }] };
const refusedAt = (facts: unknown) =>
  (v.safeParse(ConsentFacts, facts).issues ?? []).map((issue) => v.getDotPath(issue));
const withMark = (change: object) => refusedAt({ marks: [{ ...whole, ...change }] });

describe('the facts that travel to a device', () => {
  it('are taken as they came, whatever the events were', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const facts = foldEvents(events, { at: now });
        expect(v.parse(ConsentFacts, facts)).toEqual(facts);
      }),
    );
    const full = {
      marks: [whole, mark],
      traits: { ...traits, class: 'employee', timeZone: 'UTC' },
    };
    expect(v.parse(ConsentFacts, full)).toEqual(full);
  });

  it.each(['type', 'purpose', 'channel', 'since', 'event'])('need the %s of each mark', (field) => {
    expect(withMark({ [field]: undefined })).toEqual([`marks.0.${field}`]);
    expect(withMark({ [field]: null })).toEqual([`marks.0.${field}`]);
  });

  it.each([
    ['until', '2026-05-05'],
    ['method', 'telepathy'],
    ['noticed', 'yes'],
    ['registry', 7],
    ['of', 7],
    ['type', 'agreed'],
    ['channel', 'fax'],
    ['evidence', 'mail of 3 May'],
  ])('are refused where a mark has %s: %j', (field, value) => {
    expect(withMark({ [field]: value })).toEqual([`marks.0.${field}`]);
  });

  it('are refused where a mark excepts a person’s no, or rests on what is no ground', () => {
    expect(withMark({ excepts: ['person'] })).toEqual(['marks.0.excepts.0']);
    expect(withMark({ ground: { kind: 'love' } })).toEqual(['marks.0.ground.kind']);
    expect(withMark({ channel: 'all' })).toEqual([]);
  });

  it('are refused where who somebody is cannot be read', () => {
    const about = (change: object) => refusedAt({ marks: [], traits: { ...traits, ...change } });
    expect(about({ class: 'company' })).toEqual(['traits.class']);
    expect(about({ timeZone: 1 })).toEqual(['traits.timeZone']);
    expect(about({ name: 'Jane' })).toEqual(['traits.name']);
    expect(about({ countries: [{ country: 'DE' }] })).toEqual(['traits.countries.0.source']);
    expect(about({ countries: [{ source: 'domain' }] })).toEqual(['traits.countries.0.country']);
    expect(about({ countries: [{ ...traits.countries[0], city: 'Bonn' }] })).toEqual([
      'traits.countries.0.city',
    ]);
    expect(refusedAt({ marks: [], name: 'Jane' })).toEqual(['name']);
    expect(refusedAt({ traits })).toEqual(['marks']);
  });

  it('are empty where nothing is kept, neither a mark nor who somebody is', () => {
    expect(isEmpty({ marks: [] })).toBe(true);
    expect(isEmpty(foldEvents([], { at: now }))).toBe(true);
    expect(isEmpty({ marks: [mark] })).toBe(false);
    expect(isEmpty({ marks: [], traits: { countries: [] } })).toBe(false);
  });
});

describe('a set of event types', () => {
  it('has one bit for each, apart from all others', () => {
    const bits = eventTypes.map((type) => bitOf(type));
    expect(new Set(bits).size).toBe(eventTypes.length);
    for (const bit of bits) expect(Math.log2(bit) % 1).toBe(0);
    expect(eventTypes.length).toBeLessThan(28);
  });

  it('has what was put into it, and nothing else', () => {
    expect(eventSet()).toBe(0);
    const two = eventSet('given', 'objected');
    expect(eventTypes.filter((type) => (bitOf(type) & two) !== 0)).toEqual(['given', 'objected']);
  });

  it('knows a person’s no in each of its forms', () => {
    const nos = eventTypes.filter((type) => (bitOf(type) & personsNos) !== 0);
    expect(nos).toEqual(['refused', 'withdrawn', 'objected', 'restricted', 'complained']);
    for (const type of nos) expect(eventKind(type)).toMatchObject({ by: 'person', effect: 'stop' });
  });
});
