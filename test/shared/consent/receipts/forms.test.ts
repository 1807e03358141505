import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import type { JsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { jsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import type { KantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { verifyConsentReceipt } from '../../../../shared/consent/receipts/verify.ts';
import { confirmed, evidenceFor, given, inputOf, receiptOf, trust } from './tools.ts';

let forms: { iso: ConsentReceipt; kantara: KantaraReceipt; jsonLd: JsonLdReceipt };
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  const input = await inputOf([given, confirmed]);
  forms = {
    iso: receiptOf(isoReceipt(input)),
    kantara: receiptOf(kantaraReceipt(input)),
    jsonLd: receiptOf(jsonLdReceipt(input)),
  };
});
const codesOf = async (receipt: unknown) => {
  const { ok, events, problem } = await verifyConsentReceipt(receipt, trust);
  expect(ok).toBe(false);
  return [problem?.code, ...events.map((one) => !one.covered && one.problem.code)];
};
/** The receipt with a value at a path, `undefined` to take it away. */
function changed(receipt: object, path: string, value: unknown): unknown {
  const copy = structuredClone(receipt) as Record<string, unknown>;
  const keys = path.split('/');
  const last = keys.pop()!;
  const at = keys.reduce((inside, key) => inside[key] as Record<string, unknown>, copy);
  expect(at).toHaveProperty([last]);
  at[last] = value;
  return copy;
}

const record = 'dpv:hasRecordOfActivity';
const status = `${record}/dpv:hasConsentStatus/0`;

describe('a receipt that lacks something which the log covers is none', () => {
  it.each(
    [
      'record',
      'record/header',
      'record/header/pii_principal_id',
      'record/parties',
      'record/parties/0/party_id',
      'record/events',
      ...['event_time', 'validity_duration', 'entity_id', 'event_type', 'event_state', 'heed'].map(
        (field) => `record/events/0/${field}`,
      ),
      ...['event', 'type', 'purpose', 'channel'].map((field) => `record/events/0/heed/${field}`),
      'log/0/event',
      'log/0/entry',
      'log/0/proof',
    ].flatMap((path) => [undefined, 7].map((value) => [path, value] as const)),
  )('in the ISO form at %s: %s', async (path, value) => {
    expect(await codesOf(changed(forms.iso, path, value))).toEqual(['receipt.form']);
  });

  it.each(
    [
      'version',
      'consentTimestamp',
      'collectionMethod',
      'piiPrincipalId',
      'services',
      'services/0/purposes',
      'services/0/purposes/0/consentType',
      'consentEvent',
    ].flatMap((path) => [undefined, true].map((value) => [path, value] as const)),
  )('in the Kantara form at %s: %s', async (path, value) => {
    expect(await codesOf(changed(forms.kantara, path, value))).toEqual(['receipt.form']);
  });

  it.each(
    [
      record,
      `${record}/dpv:hasDataSubject`,
      `${record}/dpv:hasDataSubject/@id`,
      `${record}/dpv:hasDataController`,
      `${record}/dpv:hasDataController/0/@id`,
      `${record}/dpv:hasConsentStatus`,
      ...[
        '@id',
        '@type',
        'dpv:isIndicatedAtTime',
        'dpv:isIndicatedAtTime/@value',
        'dpv:isIndicatedBy',
        'dpv:isIndicatedBy/@id',
        'dpv:hasDuration',
        'dpv:hasDuration/@type',
        'dpv:hasDuration/rdf:value',
        'heed:event',
        'heed:type',
        'heed:purpose',
        'heed:channel',
      ].map((field) => `${status}/${field}`),
      'heed:log',
    ].flatMap((path) => [undefined, 7].map((value) => [path, value] as const)),
  )('as linked data at %s: %s', async (path, value) => {
    expect(await codesOf(changed(forms.jsonLd, path, value))).toEqual(['receipt.form']);
  });

  it('and so is one that adds to it, or says only half of what an event was', async () => {
    const [first] = forms.iso.record.events;
    const odd = changed(forms.iso, 'record/events/0/heed', { ...first!.heed, mood: 'glad' });
    expect(await codesOf(odd)).toEqual(['receipt.form']);
    expect(await codesOf(changed(forms.jsonLd, `${status}/@type`, ['dpv:ConsentGiven']))).toEqual([
      'receipt.form',
    ]);
  });
});

describe('a receipt that leaves out what it may', () => {
  it.each(['method', 'recorded_time'])('is found out all the same: %s', async (field) => {
    const odd = changed(forms.iso, `record/events/0/heed/${field}`, undefined);
    expect(await codesOf(odd)).toEqual([undefined, 'receipt.differs', false]);
  });

  it.each(['never', '', '2027-03-01T09:00:00.001Z'])(
    'is found out when its end is %j',
    async (end) => {
      const odd = changed(
        forms.iso,
        'record/events/0/validity_duration',
        `2026-04-15T09:00:00.000Z/${end}`,
      );
      expect(await codesOf(odd)).toEqual([undefined, 'receipt.differs', false]);
    },
  );
});

describe('what the log holds', () => {
  const odd = (change: object) => ({ ...given, ...change }) as unknown as typeof given;

  it.each([
    ['type', 'wished'],
    ['channel', 'fax'],
    ['method', 'telepathy'],
    ['occurredAt', -1],
    ['occurredAt', 0.5],
    ['recordedAt', 9e15],
    ['until', -1],
    ['purpose', 7],
    ['language', 7],
    ['noticeVersion', 7],
    ['ground', { kind: 'love' }],
  ])('is no event where %s is %j', async (field, value) => {
    const [entry] = await evidenceFor([odd({ [field]: value })]);
    const receipt = changed(forms.iso, 'log', [entry, forms.iso.log[1]]);
    expect(await codesOf(receipt)).toEqual([undefined, 'receipt.entry', false]);
  });
});
