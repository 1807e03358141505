import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../shared/consent/check-event.ts';
import type { EventType } from '../../../shared/consent/event.ts';
import { countrySources, methods, ownActs } from '../../../shared/consent/event.ts';
import { channels } from '../../../shared/contact/channels.ts';
import { groundKinds, recipientClasses } from '../../../shared/policy/jurisdiction.ts';
import { event, now } from '../arbitraries.ts';

/** Where an event with this change is refused; nowhere when it is taken. */
const refusedAt = (change: object, type: EventType = 'given') => {
  const checked = checkEvent({ ...event({ type }), ...change }, { now });
  return checked.ok ? [] : checked.problems.map(({ path }) => path);
};
const text = (length: number): string => 'x'.repeat(length);
const described = (traits: object) => refusedAt({ traits }, 'described');
const related = (ground: object) => refusedAt({ ground }, 'relationship-recorded');

describe('the texts of an event', () => {
  it.each([
    ['id', 1, 64],
    ['purpose', 1, 64],
    ['recordedBy', 0, 200],
    ['source', 0, 200],
    ['language', 0, 35],
    ['noticeVersion', 0, 200],
    ['evidence', 0, 200],
  ])('%s has %i to %i characters', (field, least, most) => {
    expect(refusedAt({ [field]: text(least) })).toEqual([]);
    expect(refusedAt({ [field]: text(most) })).toEqual([]);
    expect(refusedAt({ [field]: text(most + 1) })).toEqual([field]);
    if (least > 0) expect(refusedAt({ [field]: '' })).toEqual([field]);
    expect(refusedAt({ [field]: 7 })).toEqual([field]);
  });

  it('name a register, or the event that was a mistake, at no more length than others', () => {
    const listed = (registry: string) => refusedAt({ registry }, 'registry-listed');
    expect([listed(text(200)), listed(text(201))]).toEqual([[], ['registry']]);
    const corrected = (corrects: string) => refusedAt({ corrects }, 'corrected');
    expect([corrected(text(64)), corrected(text(65))]).toEqual([[], ['corrects']]);
    expect(corrected('')).toEqual(['corrects']);
  });

  it('may be left out where an event is whole without them', () => {
    const bare = event({ type: 'given' });
    for (const field of ['source', 'language', 'noticeVersion', 'evidence', 'until'])
      expect(bare).not.toHaveProperty(field);
    expect(checkEvent(bare, { now })).toEqual({ ok: true, event: bare });
    for (const field of [
      'id',
      'type',
      'purpose',
      'channel',
      'occurredAt',
      'recordedAt',
      'recordedBy',
      'method',
    ])
      expect(refusedAt({ [field]: undefined })).toEqual([field]);
  });
});

describe('the times of an event', () => {
  it.each(['occurredAt', 'recordedAt', 'until'])('%s is in whole milliseconds since 1970', (at) => {
    for (const odd of [-1, 0.5, 8.64e15 + 1, Number.NaN, '2026-05-03', null])
      expect(refusedAt({ [at]: odd })).toEqual([at]);
  });

  it('may be the first instant of 1970 and the last of the calendar', () => {
    expect(refusedAt({ occurredAt: 0, recordedAt: 0 })).toEqual([]);
    expect(refusedAt({ recordedAt: 8.64e15, until: 8.64e15 })).toEqual([]);
  });
});

describe('the words of an event', () => {
  it('are those that Heed knows, and all of those', () => {
    for (const channel of [...channels, 'all']) expect(refusedAt({ channel })).toEqual([]);
    for (const method of methods) expect(refusedAt({ method })).toEqual([]);
    for (const kind of groundKinds) expect(related({ kind })).toEqual([]);
    for (const one of recipientClasses) expect(described({ class: one })).toEqual([]);
    for (const countrySource of countrySources)
      expect(described({ country: 'DE', countrySource })).toEqual([]);
    for (const one of ['law', 'organisation', 'machine'])
      expect(refusedAt({ excepts: [one], evidence: 'counsel' }, 'excepted')).toEqual([]);
  });

  it('are no others, and a person’s no can never be among what an exception answers', () => {
    expect(refusedAt({ excepts: ['person'], evidence: 'counsel' }, 'excepted')).toEqual([
      'excepts.0',
    ]);
    expect(refusedAt({ channel: '' })).toEqual(['channel']);
    expect(refusedAt({ method: '' })).toEqual(['method']);
    expect(described({ class: 'company' })).toEqual(['traits.class']);
    expect(described({ country: 'DE', countrySource: 'guess' })).toEqual(['traits.countrySource']);
    expect(related({})).toEqual(['ground.kind']);
  });

  it('call a person’s own acts what they are: no import, provider or colleague is among them', () => {
    expect([...ownActs].sort()).toEqual(
      ['in-writing', 'preference-page', 'reply', 'spoken', 'web-form'].sort(),
    );
    expect(ownActs.filter((method) => !methods.includes(method))).toEqual([]);
  });
});

describe('what a relationship rests on', () => {
  it.each(['toldAtCollection', 'collectedDirectly', 'relevantToRole', 'refusalStated'])(
    'says yes or no to %s, or nothing',
    (fact) => {
      for (const yes of [true, false])
        expect(related({ kind: 'inquiry', [fact]: yes })).toEqual([]);
      expect(related({ kind: 'inquiry', [fact]: 'yes' })).toEqual([`ground.${fact}`]);
    },
  );

  it('says nothing that Heed does not know', () => {
    expect(related({ kind: 'inquiry', charm: true })).toEqual(['ground.charm']);
  });
});

describe('who somebody is', () => {
  it.each(['DE', 'GB', 'US-CA', 'GB-ENG', 'FR-75', 'PT-1', 'EU'])('may be in %s', (country) => {
    expect(described({ country })).toEqual([]);
  });

  it.each([
    'de',
    'D',
    'DEU',
    'xDE',
    'DE ',
    'US-',
    'US-CALI',
    'US-ca',
    'US_CA',
    'DE-BY-M',
    'UK',
    'ZZ',
    '',
    'germany',
  ])('may not be in %j', (country) => {
    expect(described({ country })).toEqual(['traits.country']);
  });

  it('has a clock with a name of at most 64 characters that exists', () => {
    for (const zone of ['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'])
      expect(described({ timeZone: zone })).toEqual([]);
    for (const zone of ['', 'Berlin', `Europe/${text(64)}`])
      expect(described({ timeZone: zone })).toEqual(['traits.timeZone']);
  });

  it('says nothing that Heed does not know', () => {
    expect(described({ country: 'DE', height: 180 })).toEqual(['traits.height']);
  });
});
