import { beforeEach, describe, expect, it } from 'vitest';
import { checkDetails } from '../../../../shared/consent/receipts/details.ts';
import type { ConsentReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { verifyConsentReceipt } from '../../../../shared/consent/receipts/verify.ts';
import { stateAt } from '../../../../shared/consent/state.ts';
import { now } from '../../arbitraries.ts';
import {
  confirmed,
  details,
  evidenceFor,
  given,
  inputOf,
  question,
  receiptOf,
  trust,
  withdrawn,
} from './tools.ts';

const told = (change: object) => {
  const checked = checkDetails({ ...details, ...change });
  return checked.ok ? [] : checked.problems;
};
const paths = (change: object) => told(change).map(({ path }) => path);
const [controller] = details.controllers;
const long = 'x'.repeat(2001);

describe('the details of a receipt', () => {
  it.each([
    'receiptId',
    'recordId',
    'principalId',
    'language',
    'noticeUrl',
    'service',
    'retentionPeriod',
    'withdrawalMethod',
  ])('have a %s of 1 to 2000 characters', (field) => {
    expect(paths({ [field]: long.slice(1) })).toEqual([]);
    for (const bad of ['', long, 7, null]) expect(paths({ [field]: bad })).toEqual([field]);
  });

  it('have a purpose with a name and a term of DPV', () => {
    const { purpose } = details;
    expect(paths({ purpose: { ...purpose, name: '' } })).toEqual(['purpose.name']);
    for (const type of ['DirectMarketing', 'dpv:', 'xdpv:A', 'dpv:A1', 'dpv:A '])
      expect(paths({ purpose: { ...purpose, type } })).toEqual(['purpose.type']);
    expect(paths({ purpose: { ...purpose, colour: 'red' } })).toEqual(['purpose.colour']);
  });

  it('have controllers with all that a person needs to reach them', () => {
    for (const field of ['id', 'name', 'address', 'contact', 'email', 'phone'])
      expect(paths({ controllers: [{ ...controller, [field]: undefined }] })).toEqual([
        `controllers.0.${field}`,
      ]);
    const one = (change: object) => paths({ controllers: [{ ...controller, ...change }] });
    expect(one({ url: 'https://acme.example', onBehalf: true })).toEqual([]);
    expect(one({ url: '' })).toEqual(['controllers.0.url']);
    expect(one({ onBehalf: 'yes' })).toEqual(['controllers.0.onBehalf']);
    expect(one({ address: { street: '' } })).toEqual(['controllers.0.address.street']);
    expect(one({ colour: 'red' })).toEqual(['controllers.0.colour']);
  });

  it('say which data it is about, by terms of DPV', () => {
    expect(paths({ pii: [] })).toEqual(['pii']);
    for (const type of ['EmailAddress', 'pd:', 'xpd:A', 'pd:A1', 'pd:A '])
      expect(paths({ pii: [{ type }] })).toEqual(['pii.0.type']);
    for (const field of ['optional', 'sensitive', 'special'])
      expect(paths({ pii: [{ type: 'pd:Age', [field]: 'yes' }] })).toEqual([`pii.0.${field}`]);
    expect(paths({ pii: [{ type: 'pd:Age', colour: 'red' }] })).toEqual(['pii.0.colour']);
  });

  it('say where it is kept, and who else gets it, if anybody', () => {
    expect(paths({ storageLocations: [] })).toEqual(['storageLocations']);
    expect(paths({ storageLocations: [''] })).toEqual(['storageLocations.0']);
    expect(paths({ recipients: ['Mailer Ltd'] })).toEqual([]);
    expect(paths({ recipients: [''] })).toEqual(['recipients.0']);
  });

  it('are of an instant, in whole milliseconds since 1970', () => {
    for (const good of [0, now, 8.64e15]) expect(paths({ issuedAt: good })).toEqual([]);
    for (const bad of [-1, 0.5, 8.64e15 + 1, '2026-05-05'])
      expect(paths({ issuedAt: bad })).toEqual(['issuedAt']);
  });

  it('hold nothing unknown', () => {
    expect(paths({ colour: 'red' })).toEqual(['colour']);
  });
});

describe('whoever makes a receipt is told', () => {
  it.each([
    [
      { service: undefined },
      'receipt.detail-missing',
      'service',
      'A receipt has to say this, and no event does: give it.',
    ],
    [{ service: 7 }, 'receipt.detail-invalid', 'service', 'Expected string.'],
    [
      { jurisdiction: 'UK' },
      'receipt.detail-invalid',
      'jurisdiction',
      'Give an ISO 3166 code: DE, GB, US-CA.',
    ],
    [
      { pii: [{ type: 'email' }] },
      'receipt.detail-invalid',
      'pii.0.type',
      'Give a term of DPV-PD: pd:EmailAddress.',
    ],
    [
      { purpose: { name: 'News', type: 'news' } },
      'receipt.detail-invalid',
      'purpose.type',
      'Give a term of DPV: dpv:DirectMarketing.',
    ],
  ])('%j is wrong: %s', (change, code, path, message) => {
    expect(told(change)).toEqual([{ code, path, message }]);
  });

  it('that the details are none, where there is no path to name', () => {
    expect(checkDetails('none')).toEqual({
      ok: false,
      problems: [{ code: 'receipt.detail-invalid', message: 'Expected Object.' }],
    });
  });

  it('why there is none to make', async () => {
    const refused = (problem: object) => ({ ok: false, problems: [problem] });
    const empty = { state: stateAt([], question), events: [], details };
    expect(isoReceipt(empty)).toEqual(
      refused({
        code: 'receipt.nothing',
        message: 'Nothing is on record, so there is nothing to give a receipt for.',
      }),
    );
    const state = stateAt([given], question);
    expect(isoReceipt({ state, events: [confirmed], details })).toEqual(
      refused({
        code: 'receipt.event-missing',
        message: 'The state rests on an event that is not among those given.',
      }),
    );
    expect(kantaraReceipt(await inputOf([given, withdrawn]))).toEqual(
      refused({
        code: 'receipt.no-consent',
        message:
          'A Kantara receipt says that consent was given, and that is not so now; make the ISO receipt.',
      }),
    );
  });
});

describe('whoever checks a receipt is told', () => {
  let receipt: ConsentReceipt;
  // Made anew for each test, so that a mutation run knows which tests reach which line.
  beforeEach(async () => {
    receipt = receiptOf(isoReceipt(await inputOf([given, confirmed])));
  });
  const check = (change: object) => verifyConsentReceipt({ ...receipt, ...change }, trust);
  const problemsOf = async (change: object) =>
    (await check(change)).events.flatMap((one) => (one.covered ? [] : [one.problem]));

  it('that it is none of the forms that Heed gives', async () => {
    expect(await verifyConsentReceipt({}, trust)).toEqual({
      ok: false,
      events: [],
      problem: {
        code: 'receipt.form',
        message:
          'This is no receipt of Heed’s: neither ISO/IEC TS 27560, nor Kantara v1.1, nor DPV JSON-LD with the fields that the log covers.',
      },
    });
  });

  it('that it names nothing on record, or one event twice', async () => {
    const { record } = receipt;
    expect(await check({ record: { ...record, events: [] } })).toEqual({
      ok: false,
      events: [],
      problem: { code: 'receipt.empty', message: 'The receipt names no event on record.' },
    });
    const [first] = record.events;
    expect(await problemsOf({ record: { ...record, events: [first, first] } })).toEqual([
      { code: 'receipt.twice', message: 'The receipt names this event twice.' },
    ]);
  });

  it('which field says something else than was logged', async () => {
    const events = receipt.record.events.map((one) => ({
      ...one,
      heed: { ...one.heed, channel: 'sms' },
    }));
    expect(await problemsOf({ record: { ...receipt.record, events } })).toEqual(
      [0, 1].map((index) => ({
        code: 'receipt.differs',
        message: `record.events.${index}.heed.channel does not say what was logged.`,
        path: `record.events.${index}.heed.channel`,
      })),
    );
  });

  it('that a proof is missing, of another event, or of no event at all', async () => {
    const [first, second] = receipt.log;
    const none = {
      code: 'receipt.no-evidence',
      message: 'The receipt carries no single proof of this event.',
    };
    expect(await problemsOf({ log: [] })).toEqual([none, none]);
    expect(await problemsOf({ log: [first, { ...first, event: 'e-confirmed' }] })).toEqual([
      { code: 'receipt.differs', message: 'The proof is of another event.' },
    ]);
    const [odd] = await evidenceFor([{ ...given, type: 'wished' } as unknown as typeof given]);
    expect(await problemsOf({ log: [odd, second] })).toEqual([
      { code: 'receipt.entry', message: 'What the log holds there is no consent event.' },
    ]);
  });

  it('that an expiry follows from the clock', async () => {
    const late = await inputOf([given], { at: given.until! });
    const { events } = await verifyConsentReceipt(receiptOf(isoReceipt(late)), trust);
    expect(events[1]).toEqual({
      event: 'e-given-expired',
      covered: false,
      problem: {
        code: 'receipt.expired',
        message:
          'That the consent ran out follows from its end and the clock; the log holds no event for it.',
      },
    });
  });
});
