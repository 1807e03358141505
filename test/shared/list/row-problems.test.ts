import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEvent } from '../../../shared/consent/check-event.ts';
import { methods, ownActs } from '../../../shared/consent/event.ts';
import { listedTypes, plainFields } from '../../../shared/list/fields.ts';
import type { RowEvent } from '../../../shared/list/row.ts';
import type { Given } from './rows.ts';
import { clocks, codes, createdAt, jane, mail, no, one, read, yes } from './rows.ts';

describe('a no', () => {
  it.each<[string, Given, Partial<RowEvent>, string]>([
    ['date', { occurredAt: 'soon' }, { occurredAt: createdAt }, 'occurredAt: list.date-unknown'],
    [
      'order',
      { occurredAt: '03/05/2026' },
      { occurredAt: createdAt },
      'occurredAt: list.date-order',
    ],
    [
      'future',
      { occurredAt: '2062-01-01' },
      { occurredAt: createdAt },
      'occurredAt: list.date-in-future',
    ],
    ['channel', { channel: 'fax' }, { channel: 'all' }, 'channel: list.channel-unknown'],
    [
      'purpose',
      { purpose: 'our news' },
      { purpose: 'direct-marketing' },
      'purpose: list.purpose-unknown',
    ],
    ['method', { method: 'pigeon' }, { method: 'import' }, 'method: list.left-out'],
    ['end', { until: '2030-01-01' }, {}, 'until: list.no-without-end'],
    ['language', { language: 'so so' }, {}, 'language: list.left-out'],
    ['country', { country: 'Germany' }, {}, 'country: list.left-out'],
    ['class', { class: 'vip' }, {}, 'class: list.left-out'],
    ['time zone', { timeZone: 'CET+1' }, {}, 'timeZone: list.left-out'],
  ])('is not lost for what else is wrong: %s', (_, wrong, expected, line) => {
    expect(one({ ...no, ...wrong })).toMatchObject(expected);
    expect(one({ ...no, ...wrong })).not.toHaveProperty('until');
    expect(codes({ ...no, ...wrong })).toEqual([`column ${line}`]);
  });

  it('counts from the end of a day that it names, and never from the future', () => {
    expect(one({ ...no, occurredAt: '2026-05-03' }).occurredAt).toBe(
      Date.parse('2026-05-03T23:59:59.999Z'),
    );
    expect(one({ ...no, occurredAt: '2026-11-01' }).occurredAt).toBe(clocks.now);
    expect(read({ ...no, occurredAt: '2026-11-01' }).lines).toEqual([]);
  });

  it('keeps the addresses that can be read when another cannot', () => {
    expect(one({ ...no, phone: '12' }).identifier).toEqual(jane);
    expect(codes({ ...no, phone: '+1' })[0]).toMatch(/^column phone: contact\.phone\./);
  });

  it('keeps the beginning of a reason that is too long', () => {
    const { evidence } = one({ ...no, evidence: `${'x'.repeat(199)}🦊` });
    expect(evidence).toHaveLength(200);
    expect(evidence!.isWellFormed()).toBe(true);
  });
});

describe('a permission', () => {
  it.each<[string, Given, string]>([
    ['no date', { occurredAt: '' }, 'occurredAt: list.date-unknown'],
    ['a date that lies ahead', { occurredAt: '2062-01-01' }, 'occurredAt: list.date-in-future'],
    ['a channel that is none', { channel: 'fax' }, 'channel: list.channel-unknown'],
    ['a purpose that is none', { purpose: 'our news' }, 'purpose: list.purpose-unknown'],
    ['an end before its beginning', { until: '2020-01-01' }, 'until: list.end-unknown'],
    ['no ground', { type: 'relationship-recorded' }, 'ground: list.ground-missing'],
    ['no traits', { type: 'described' }, 'country: list.traits-missing'],
  ])('is refused for %s', (_, wrong, line) => {
    expect(read({ ...yes, ...wrong }).events).toEqual([]);
    expect(codes({ ...yes, ...wrong })).toEqual([`column ${line}`]);
  });

  it('is refused without any date, and where a register has no name', () => {
    expect(codes({ email: mail, type: 'given' })).toEqual(['column occurredAt: list.date-missing']);
    expect(codes({ ...no, type: 'registry-listed' })).toEqual([
      'column registry: list.registry-missing',
    ]);
  });

  it('counts from the beginning of a day that it names', () => {
    expect(one({ ...yes, occurredAt: '2026-05-03' }).occurredAt).toBe(Date.parse('2026-05-03'));
  });

  it('never comes as the person’s own act, which would end a no', () => {
    for (const method of ownActs) {
      expect(one({ ...yes, method }).method).toBe('import');
      expect(one({ ...yes, type: 'confirmed', method }).method).toBe('import');
      expect(one({ ...no, method }).method).toBe(method);
    }
  });

  it('comes as the bad one that the list says it is', () => {
    expect(one({ ...yes, method: 'pre-ticked' }).method).toBe('pre-ticked');
    expect(one({ ...yes, method: 'implied' }).method).toBe('implied');
  });
});

describe('what any row says', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      'yes',
      '2026-05-03',
      '03/05/2026',
      'email',
      'objected',
      'given',
      'DE',
      'TPS',
      'purchase',
      'web-form',
      '',
    ),
    fc.constantFrom(...listedTypes, ...methods, 'all', 'Europe/Berlin', '2062-01-01', 'a b', 'sms'),
    fc.string({ maxLength: 250 }),
  );
  const row = fc.dictionary(
    fc.constantFrom<string>(...plainFields, 'given@email', 'bounced@all'),
    cell,
  );

  it('can be recorded by the rules for every event, or is told of', () => {
    fc.assert(
      fc.property(row, fc.constantFrom(...listedTypes), (given, type) => {
        const { events, lines } = read({ email: mail, ...given }, { defaults: { type } });
        for (const { identifier: _, ...event } of events) {
          const recorded = { ...event, id: 'x', recordedAt: clocks.now, recordedBy: 'test' };
          expect(checkEvent(recorded, clocks)).toMatchObject({ ok: true });
        }
        for (const { code, message } of lines) {
          expect(code).toMatch(/^(list|contact)\.[a-z0-9.-]+$/);
          expect(message).toMatch(/\.$/);
        }
      }),
      { numRuns: 3000 },
    );
  });
});
