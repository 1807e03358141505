import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presets } from '../../../shared/policy/presets/index.ts';
import type { LineAnswer } from '../../../shared/protocol/line-decider.ts';
import { lineDecider } from '../../../shared/protocol/line-decider.ts';

const decide = lineDecider();
const ask = { channel: 'email', at: '2026-05-05T09:00:00Z' };
const line = (change: object = {}) =>
  decide({ id: 'a', contact: { country: 'DE' }, ask, ...change });
const paths = (answer: LineAnswer) =>
  'problems' in answer ? answer.problems.map(({ path }) => path) : 'decided';
const rules = (answer: LineAnswer) =>
  'decision' in answer ? answer.decision.reasons.map(({ rule }) => rule) : paths(answer);
const verdict = (answer: LineAnswer) =>
  'decision' in answer ? answer.decision.verdict : paths(answer);
const given = {
  type: 'given',
  channel: 'email',
  occurredAt: '2026-05-01T10:00:00+02:00',
  method: 'web-form',
};
const objected = { type: 'objected', channel: 'all', occurredAt: '2026-05-02T10:00:00Z' };

describe('a line', () => {
  it('asks only for the channel and the instant', () => {
    expect(decide({ ask })).toMatchObject({
      id: null,
      decision: { verdict: 'block', purpose: 'direct-marketing' },
    });
    expect(rules(decide({ ask }))).toEqual(['unknown']);
  });

  it('is answered under its own id, whether text or number', () => {
    expect(line({ id: 7 }).id).toBe(7);
    expect(line({ id: 'seven' }).id).toBe('seven');
    expect(decide({ id: 'bad', ask: {} }).id).toBe('bad');
  });

  it('has events whose recording, id, purpose and method need not be told', () => {
    expect(verdict(line({ events: [given] }))).toBe('allow');
    const answer = line({ events: [given, objected] });
    expect(verdict(answer)).toBe('block');
    expect('decision' in answer && answer.decision.reasons[0]?.events).toEqual(['1']);
  });

  it('leaves out what is true only later, and what was recorded only later', () => {
    const at = '2026-05-01T12:00:00Z';
    expect(verdict(line({ events: [given, objected], ask: { ...ask, at } }))).toBe('allow');
    const late = { ...objected, recordedAt: '2026-05-09T10:00:00Z' };
    expect(verdict(line({ events: [given, late] }))).toBe('allow');
    const knownAt = '2026-05-10T00:00:00Z';
    expect(verdict(line({ events: [given, late], ask: { ...ask, knownAt } }))).toBe('block');
  });

  it('takes what its contact says of itself before what its identifiers hint at', () => {
    const identifiers = [{ type: 'email', value: 'Jane.Doe@Acme.DE' }];
    const place = (contact: object) => {
      const answer = line({ contact });
      return 'decision' in answer ? answer.decision.reasons[0]?.params['how'] : paths(answer);
    };
    expect(place({ identifiers })).toEqual(['how.domain']);
    expect(place({ identifiers, country: 'DE' })).toEqual(['how.declared']);
    expect(place({ identifiers: [{ type: 'phone', value: '+49 30 901820' }] })).toEqual([
      'how.phone-prefix',
    ]);
  });

  it('lets its contact’s country beat one that an event declares', () => {
    const described = {
      type: 'described',
      channel: 'all',
      purpose: 'all',
      occurredAt: '2026-01-01T00:00Z',
      traits: { country: 'US' },
    };
    const spoken = (contact: object) => {
      const answer = line({ contact, events: [described] });
      return 'decision' in answer && answer.decision.reasons.map(({ params }) => params['place']);
    };
    expect(spoken({})).toEqual([]);
    expect(spoken({ country: 'DE' })).toEqual([['place.DE']]);
    expect(spoken({ class: 'employee', timeZone: 'America/New_York' })).toEqual([]);
  });

  it('counts a consent only for the identifier that it names', () => {
    const identifiers = [{ type: 'email', value: 'jane@acme.example' }];
    const contact = { country: 'DE', identifiers };
    const to = (identifierKey: string) =>
      verdict(line({ contact, events: [{ ...given, identifierKey }] }));
    expect(to('email=jane@acme.example')).toBe('allow');
    expect(to('email=other@acme.example')).toBe('block');
  });

  it('passes on what is known of the message, and the asking role', () => {
    const message = { contains: { unsubscribe: false }, findings: [{ category: 'health' }] };
    const answer = line({ events: [given], ask: { ...ask, role: 'dpo', message } });
    expect(rules(answer)).toContain('screening');
    expect(rules(answer)).toContain('contents');
  });
});

describe('the policy of a line', () => {
  it('is the starter unless it says otherwise', () => {
    const evening = { ...ask, at: '2026-05-05T21:00:00Z' };
    expect(rules(line({ policy: 'eu-first', ask: evening }))).toContain('quiet-hours');
    expect(line({ ask: evening })).toEqual(line({ policy: 'starter', ask: evening }));
  });

  it('is a preset with changes, merged key by key', () => {
    const policy = { preset: 'eu-first', consent: { doubleOptIn: true }, jurisdictions: {} };
    const contact = { country: 'FR' };
    expect(rules(line({ contact, policy: 'eu-first', events: [given] }))).not.toContain('evidence');
    expect(rules(line({ contact, policy, events: [given] }))).toContain('evidence');
    const quiet = { preset: 'eu-first', quietHours: null };
    expect(verdict(line({ contact, policy: quiet, events: [given] }))).toBe('allow');
  });

  it('is a whole document, such as any preset’s', () => {
    for (const { policy, id } of presets)
      expect(line({ policy, events: [given] })).toEqual(line({ policy: id, events: [given] }));
  });

  it('has the line’s sender in place of its own', () => {
    const contact = { country: 'US' };
    expect(verdict(line({ contact }))).toBe('allow');
    expect(rules(line({ contact, sender: { country: 'DE' } }))).toEqual(['opt-in']);
  });

  it('is refused with path and what is expected where it has a gap or contradicts itself', () => {
    expect(paths(line({ policy: 'strict' }))).toEqual(['policy']);
    expect(paths(line({ policy: { preset: 'strict' } }))).toEqual(['policy.preset']);
    expect(paths(line({ policy: {} }))).toContain('policy.version');
    const changed = (change: object) => paths(line({ policy: { preset: 'us', ...change } }));
    expect(changed({ consent: { expiresAfterMonths: 0 } })).toEqual([
      'policy.consent.expiresAfterMonths',
    ]);
    expect(changed({ sender: { country: 'XX', timeZone: 'UTC' } })).toEqual([
      'policy.sender.country',
    ]);
    expect(changed({ strictness: 'off' })).toEqual(['policy.strictness']);
  });

  it('cannot be loosened by a key that only JSON can spell', () => {
    const policy: unknown = JSON.parse('{"preset":"us","__proto__":{"strictness":"off"}}');
    expect(line({ policy })).toEqual(line({ policy: 'us' }));
  });

  it('is worked out anew after a hundred others', () => {
    for (let version = 1; version <= 101; version++)
      expect(verdict(line({ policy: { preset: 'us', version }, events: [given] }))).toBe('allow');
  });
});

describe('a bad line', () => {
  it.each([
    ['ask', { ask: undefined }],
    ['ask.at', { ask: { channel: 'email' } }],
    ['ask.at', { ask: { ...ask, at: '2026-05-05' } }],
    ['ask.at', { ask: { ...ask, at: '2026-02-30T09:00:00Z' } }],
    ['ask.at', { ask: { ...ask, at: '1969-12-31T23:59:59Z' } }],
    ['ask.channel', { ask: { ...ask, channel: 'fax' } }],
    ['ask.purpose', { ask: { ...ask, purpose: 'newsletter' } }],
    ['ask.role', { ask: { ...ask, role: 'boss' } }],
    ['ask.when', { ask: { ...ask, when: 1 } }],
    ['ask.message.contains.footer', { ask: { ...ask, message: { contains: { footer: true } } } }],
    ['contact.country', { contact: { country: 'UK' } }],
    ['contact.timeZone', { contact: { timeZone: 'Mars/Olympus' } }],
    ['contact.identifiers.0.value', { contact: { identifiers: [{ type: 'email', value: 'x' }] } }],
    ['contact.identifiers.0.type', { contact: { identifiers: [{ type: 'fax', value: 'x' }] } }],
    ['sender.country', { sender: { country: 'ZZ' } }],
    ['events.0.type', { events: [{ ...given, type: 'agreed' }] }],
    ['events.0.purpose', { events: [{ ...given, purpose: 'newsletter' }] }],
    ['events.1.evidence', { events: [given, { ...objected, type: 'lifted' }] }],
    ['events.0.occurredAt', { events: [{ ...given, recordedAt: '2026-04-01T00:00:00Z' }] }],
    ['events.0.until', { events: [{ ...given, until: '2026-04-01T00:00:00Z' }] }],
    [
      'events.0.traits.country',
      { events: [{ ...objected, type: 'described', traits: { country: 'XX' } }] },
    ],
    ['policy', { policy: 4 }],
    ['id', { id: {} }],
    ['event', { event: [] }],
  ])('is refused at %s: %j', (path, change) => {
    expect(paths(line(change))).toEqual([path]);
  });

  it('says what stands there and what is expected, in words for people', () => {
    const message = (change: object) => {
      const answer = line(change);
      return 'problems' in answer ? answer.problems[0]?.message : '';
    };
    expect(message({ ask: { ...ask, channel: 'fax' } })).toMatch(/^"fax" stands here; expected /);
    expect(message({ ask: { channel: 'email' } })).toBe('This is missing, and has to be given.');
    expect(message({ event: [] })).toMatch(/^There is no such field here/);
    expect(message({ policy: 4 })).toMatch(/^Expected a preset/);
    expect(message({ events: {} })).toBe('Expected Array.');
    expect(message({ contact: { country: 'UK' } })).toMatch(/^"UK" stands here; .*GB \(not UK\)/);
    expect(message({ events: [{ ...given, recordedAt: '2026-04-01T00:00:00Z' }] })).toMatch(
      /after it was recorded/,
    );
    const phone = { contact: { identifiers: [{ type: 'phone', value: 4_930_901_820 }] } };
    expect(message(phone)).not.toContain('4930901820');
  });

  it('never makes the decider throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (any, policy, events) => {
        for (const input of [
          any,
          { ask, policy },
          { ask, events: [events] },
          { ask, contact: any },
        ])
          expect(decide(input)).toHaveProperty('id');
      }),
    );
  });
});
