import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../../shared/contact/channels.ts';
import type { Row } from '../../../../shared/policy/jurisdiction.ts';
import {
  conditions,
  contents,
  dealings,
  groundKinds,
  Jurisdiction,
  recipientClasses,
  requirements,
} from '../../../../shared/policy/jurisdiction.ts';

/** Whoever mends a country's file is stopped, with the path, before a slip in it decides anything. */
const base = {
  id: 'DE-EMAIL',
  channels: ['email'],
  citation: 'UWG §7',
  confidence: 'P',
  reviewedOn: '2026-11-21',
} as const;
const rows = {
  permission: { kind: 'permission', ...base, needs: { individual: 'opt-in' } },
  ground: { kind: 'ground', ...base, name: 'soft-opt-in', grounds: ['purchase'], months: 24 },
  evidence: { kind: 'evidence', ...base, lapsesAfterMonths: 36, rejectsMethods: ['implied'] },
  contents: { kind: 'contents', ...base, contents: ['unsubscribe'] },
  registry: { kind: 'registry', ...base, registry: 'TPS', consentBeats: true },
  hours: {
    kind: 'hours',
    ...base,
    days: [1],
    spans: [{ from: '08:00', to: '21:00' }],
    holidays: 'allowed',
  },
  frequency: { kind: 'frequency', ...base, max: 4, days: 30 },
  grace: { kind: 'grace', ...base, amount: 10, unit: 'business-days' },
} as const;
type Kind = Row['kind'];
const kinds = Object.keys(rows) as Kind[];
const germany = { code: 'DE', name: 'Germany', parent: 'EU', timeZone: 'Europe/Berlin', rows: [] };

const refusedAt = (file: object) =>
  (v.safeParse(Jurisdiction, file).issues ?? []).map((issue) => v.getDotPath(issue));
/** Where a file is refused with this row in it; the path is the row's. */
const rowAt = (kind: Kind, change: object) =>
  refusedAt({ ...germany, rows: [{ ...rows[kind], ...change }] }).map((path) =>
    path?.replace('rows.0.', ''),
  );

describe('the file of a jurisdiction', () => {
  it.each(['DE', 'US-CA', 'GB-ENG', 'FR-7', 'WORLD'])('may be about %s', (code) => {
    expect(refusedAt({ ...germany, code })).toEqual([]);
  });

  it.each(['de', 'D', 'DEU', 'xDE', 'DE-', 'US-CALI', 'US-ca', 'WORLDS', 'A WORLD', ''])(
    'may not be about %j',
    (code) => {
      expect(refusedAt({ ...germany, code })).toEqual(['code']);
    },
  );

  it('has a name, a time zone and rows, perhaps a parent, and nothing unknown', () => {
    for (const field of ['code', 'name', 'timeZone', 'rows'])
      expect(refusedAt({ ...germany, [field]: undefined })).toEqual([field]);
    for (const field of ['name', 'timeZone', 'parent'])
      expect(refusedAt({ ...germany, [field]: '' })).toEqual([field]);
    expect(refusedAt({ ...germany, parent: undefined })).toEqual([]);
    expect(refusedAt({ ...germany, colour: 'red' })).toEqual(['colour']);
    expect(refusedAt({ ...germany, rows: [{ ...base, kind: 'tax' }] })).toEqual(['rows.0.kind']);
  });
});

describe.each(kinds)('a row on %s', (kind) => {
  it('is taken when it is whole, with what a lawyer would want to know', () => {
    expect(rowAt(kind, {})).toEqual([]);
    expect(rowAt(kind, { note: 'Contested.', classes: [...recipientClasses] })).toEqual([]);
    expect(rowAt(kind, { channels: [...channels] })).toEqual([]);
    for (const confidence of ['P', 'S', 'R', 'C']) expect(rowAt(kind, { confidence })).toEqual([]);
  });

  it('says what it rests on, how sure that is, and when somebody looked', () => {
    for (const field of ['id', 'citation', 'confidence', 'reviewedOn', 'channels'])
      expect(rowAt(kind, { [field]: undefined })).toEqual([field]);
    for (const field of ['id', 'citation', 'note'])
      expect(rowAt(kind, { [field]: '' })).toEqual([field]);
    expect(rowAt(kind, { confidence: 'X' })).toEqual(['confidence']);
    for (const field of ['inForceFrom', 'inForceUntil']) {
      expect(rowAt(kind, { [field]: '2026-08-11' })).toEqual([]);
      expect(rowAt(kind, { [field]: 'August' })).toEqual([field]);
    }
    expect(rowAt(kind, { reviewedOn: '21.11.2026' })).toEqual(['reviewedOn']);
  });

  it('is about channels and classes that there are', () => {
    expect(rowAt(kind, { channels: [] })).toEqual(['channels']);
    expect(rowAt(kind, { channels: ['fax'] })).toEqual(['channels.0']);
    expect(rowAt(kind, { classes: ['company'] })).toEqual(['classes.0']);
  });

  it('holds nothing unknown', () => {
    expect(rowAt(kind, { colour: 'red' })).toEqual(['colour']);
  });
});

describe('what a row of one kind says', () => {
  it.each([
    ['ground', 'months', 1, 240],
    ['evidence', 'lapsesAfterMonths', 1, 240],
    ['frequency', 'max', 1, undefined],
    ['frequency', 'days', 1, undefined],
    ['grace', 'amount', 1, undefined],
    ['grace', 'mechanismDays', 1, undefined],
  ] as const)('on %s: %s are whole, %i or more', (kind, field, least, most) => {
    expect(rowAt(kind, { [field]: least })).toEqual([]);
    for (const bad of [least - 1, least + 0.5, String(least)])
      expect(rowAt(kind, { [field]: bad })).toEqual([field]);
    if (most === undefined) return;
    expect(rowAt(kind, { [field]: most })).toEqual([]);
    expect(rowAt(kind, { [field]: most + 1 })).toEqual([field]);
  });

  it.each([
    ['ground', 'renewedByMessages'],
    ['ground', 'firstContactOnly'],
    ['evidence', 'unlessStated'],
    ['contents', 'firstContactOnly'],
    ['registry', 'consentBeats'],
    ['registry', 'relationshipBeats'],
    ['registry', 'laterConsentBeats'],
  ] as const)('on %s: %s is yes or no', (kind, field) => {
    for (const good of [true, false]) expect(rowAt(kind, { [field]: good })).toEqual([]);
    expect(rowAt(kind, { [field]: 'yes' })).toEqual([field]);
  });

  it.each([
    [
      'ground',
      'name',
      ['soft-opt-in', 'implied-consent', 'inferred-consent', 'business-exception'],
    ],
    ['evidence', 'doubleOptIn', ['required', 'advised']],
    ['evidence', 'lapsesFrom', ['consent', 'persons-last-contact']],
    ['hours', 'holidays', ['allowed', 'forbidden']],
    ['contents', 'notWhere', ['consented', 'collected-directly']],
    ['ground', 'monthsFrom', ['end']],
    ['grace', 'unit', ['days', 'business-days']],
  ] as const)('on %s: %s is one of %j', (kind, field, words) => {
    for (const word of words) expect(rowAt(kind, { [field]: word })).toEqual([]);
    for (const bad of ['', 'sometimes']) expect(rowAt(kind, { [field]: bad })).toEqual([field]);
  });

  it('on permission: what each class needs, in the order of strictness', () => {
    expect(requirements).toEqual(['exempt', 'opt-out', 'opt-out-if-informed', 'opt-in']);
    for (const one of recipientClasses)
      for (const need of requirements)
        expect(rowAt('permission', { needs: { [one]: need } })).toEqual([]);
    expect(rowAt('permission', { needs: { company: 'opt-in' } })).toEqual(['needs.company']);
    expect(rowAt('permission', { needs: { generic: 'nothing' } })).toEqual(['needs.generic']);
    expect(rowAt('permission', { conditions: [...conditions] })).toEqual([]);
    expect(rowAt('permission', { conditions: ['charm'] })).toEqual(['conditions.0']);
  });

  it('on grounds: relationships that there are, or none, and their conditions', () => {
    expect(rowAt('ground', { grounds: [...groundKinds] })).toEqual([]);
    expect(rowAt('ground', { grounds: [] })).toEqual([]);
    expect(rowAt('ground', { grounds: ['love'] })).toEqual(['grounds.0']);
    expect(rowAt('ground', { conditions: [...conditions] })).toEqual([]);
    expect(rowAt('ground', { conditions: ['charm'] })).toEqual(['conditions.0']);
    expect(rowAt('ground', { notBefore: '2026-02-05' })).toEqual([]);
    expect(rowAt('ground', { notBefore: 'February' })).toEqual(['notBefore']);
  });

  it('on contents, evidence and registers: something', () => {
    expect(rowAt('contents', { contents: [...contents] })).toEqual([]);
    expect(rowAt('contents', { contents: [] })).toEqual(['contents']);
    expect(rowAt('contents', { contents: ['jokes'] })).toEqual(['contents.0']);
    expect(rowAt('evidence', { rejectsMethods: [''] })).toEqual(['rejectsMethods.0']);
    expect(rowAt('registry', { registry: '' })).toEqual(['registry']);
    expect(rowAt('registry', { consentMethods: [''] })).toEqual(['consentMethods.0']);
    expect(refusedAt({ ...germany, otherTimeZones: [''] })).toEqual(['otherTimeZones.0']);
  });

  it('on hours: days of the week, and spans of the clock', () => {
    const spans = (from: string, to: string) => rowAt('hours', { spans: [{ from, to }] });
    expect(rowAt('hours', { days: [1, 7] })).toEqual([]);
    for (const odd of [0, 8, 1.5]) expect(rowAt('hours', { days: [odd] })).toEqual(['days.0']);
    expect(rowAt('hours', { spans: [] })).toEqual(['spans']);
    for (const good of ['00:00', '09:30', '19:59', '23:59']) expect(spans(good, good)).toEqual([]);
    for (const bad of ['24:00', '29:00', '9:30', '09:60', '09:3', 'x09:30', '09:30x', ''])
      expect(spans(bad, '21:00')).toEqual(['spans.0.from']);
    expect(rowAt('hours', { spans: [{ ...rows.hours.spans[0], day: 1 }] })).toEqual([
      'spans.0.day',
    ]);
  });

  it('counts as dealing with the sender what the person did themself, and no address that was found', () => {
    expect(groundKinds.filter((kind) => !dealings.has(kind))).toEqual([
      'published-address',
      'disclosed-address',
      'business-relationship',
      'referral',
    ]);
    expect(dealings.size).toBe(7);
  });
});
