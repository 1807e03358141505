import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../../shared/consent/event.ts';
import { isoReceipt, isoRecord } from '../../../../shared/consent/receipts/iso-27560.ts';
import type { JsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { jsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import type { KantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { verifyConsentReceipt } from '../../../../shared/consent/receipts/verify.ts';
import { stateAt } from '../../../../shared/consent/state.ts';
import { day, event, now } from '../../arbitraries.ts';
import { confirmed, details, given, inputOf, question, receiptOf, trust } from './tools.ts';

/** Where each event of a receipt is found to differ: the path, or else the code of the problem. */
const found = async (receipt: unknown) => {
  const { events } = await verifyConsentReceipt(receipt, trust);
  return events.map((one) => (one.covered ? 'covered' : (one.problem.path ?? one.problem.code)));
};
const late = now + 301 * day;
const expired = async () => inputOf([given], { at: late });
const isoOf = async (events: readonly ConsentEvent[]) =>
  receiptOf(isoReceipt(await inputOf(events)));

describe('a consent that has run out', () => {
  it('is believed in every form that can say so', async () => {
    const input = await expired();
    for (const receipt of [isoReceipt(input), jsonLdReceipt(input)].map((made) =>
      receiptOf<unknown>(made),
    ))
      expect(await found(receipt)).toEqual(['covered', 'receipt.expired']);
  });

  it.each([
    [{ 'heed:type': 'given' }, 'receipt.no-evidence'],
    [{ '@type': ['dpv:ConsentGiven', 'dpv:ManageConsent'] }, 'receipt.no-evidence'],
  ])(
    'is no cover for an event that only half claims to be that, as linked data: %j',
    async (change, code) => {
      const receipt = structuredClone(receiptOf(jsonLdReceipt(await expired())));
      const statuses = receipt['dpv:hasRecordOfActivity']['dpv:hasConsentStatus'];
      Object.assign(statuses[1]!, change);
      expect(await found(receipt)).toEqual(['covered', code]);
    },
  );

  it.each([
    ['given', 'dpv:ConsentExpired'],
    ['expired', 'dpv:ConsentGiven'],
  ])(
    'is no cover for an event that only half claims to be that, in the ISO form: %s, %s',
    async (type, state) => {
      const receipt = structuredClone(receiptOf(isoReceipt(await expired())));
      const last = receipt.record.events[1]!;
      const odd = { ...last, event_state: state, heed: { ...last.heed, type } };
      const events = [receipt.record.events[0], odd];
      expect(await found({ ...receipt, record: { ...receipt.record, events } })).toEqual([
        'covered',
        'receipt.no-evidence',
      ]);
    },
  );

  it('ends where it ran out: by its date, or by the policy, whichever came first', async () => {
    const ends = async (one: ConsentEvent, expiresAfterMonths: number) => {
      const input = await inputOf([one], { at: late, expiresAfterMonths });
      return receiptOf(isoRecord(input)).events.map((told) => told.validity_duration.split('/')[1]);
    };
    const { until: _, ...endless } = given;
    expect(await ends(given, 3)).toEqual(['2026-07-16T00:00:00.000Z', '..']);
    expect(await ends(given, 240)).toEqual(['2027-03-01T09:00:00.000Z', '..']);
    expect(await ends(endless, 3)).toEqual(['2026-07-16T00:00:00.000Z', '..']);
  });
});

describe('a receipt', () => {
  it('of a consent that was given again is a Kantara receipt too, of the last one', async () => {
    const again = event({ type: 'given', id: 'again', method: 'reply', occurredAt: now - day });
    const receipt = receiptOf(kantaraReceipt(await inputOf([given, again])));
    expect(receipt.consentEvent).toBe('again');
    expect(await found(receipt)).toEqual(['covered']);
  });

  it('without proofs has an empty list of them, and is not believed', async () => {
    const bare = { state: stateAt([given], question), events: [given], details };
    const receipt = receiptOf(isoReceipt(bare));
    expect(receipt.log).toEqual([]);
    expect(await found(receipt)).toEqual(['receipt.no-evidence']);
  });

  it('tells when an event took effect, also where a clock ran ahead', async () => {
    const ahead = { ...given, occurredAt: now - 2 * day + 60_000, recordedAt: now - 2 * day };
    const receipt = await isoOf([ahead]);
    expect(receipt.record.events[0]!.event_time).toBe('2026-05-03T09:00:00.000Z');
    expect(await found(receipt)).toEqual(['covered']);
    for (const made of [kantaraReceipt, jsonLdReceipt])
      expect(await found(receiptOf<unknown>(made(await inputOf([ahead]))))).toEqual(['covered']);
  });

  it('has no field for what a controller does not have', async () => {
    const input = await inputOf([given]);
    expect(receiptOf(isoRecord(input)).parties[0]).not.toHaveProperty('party_url');
    const [controller] = receiptOf(kantaraReceipt(input)).piiControllers;
    expect(controller).not.toHaveProperty('piiControllerUrl');
  });
});

describe('a receipt is found out', () => {
  let kantara: KantaraReceipt;
  let jsonLd: JsonLdReceipt;
  beforeEach(async () => {
    const input = await inputOf([given, confirmed]);
    kantara = receiptOf(kantaraReceipt(input));
    jsonLd = receiptOf(jsonLdReceipt(input));
  });

  it('where it calls an objection a consent given anew', async () => {
    const receipt = await isoOf([event({ type: 'objected' })]);
    const events = receipt.record.events.map((one) => ({
      ...one,
      event_state: 'dpv:RenewedConsentGiven',
    }));
    expect(await found({ ...receipt, record: { ...receipt.record, events } })).toEqual([
      'record.events.0.event_state',
    ]);
  });

  it('where it begins at another time than was logged', async () => {
    const receipt = await isoOf([given]);
    const [one] = receipt.record.events;
    const [, end] = one!.validity_duration.split('/');
    const events = [{ ...one, validity_duration: `2026-04-14T09:00:00.000Z/${end}` }];
    expect(await found({ ...receipt, record: { ...receipt.record, events } })).toEqual([
      'record.events.0.validity_duration',
    ]);
  });

  it('where it names nobody who asked, or a party that did not', async () => {
    const receipt = await isoOf([event({ type: 'requested' })]);
    const withParties = (parties: unknown) => ({
      ...receipt,
      record: { ...receipt.record, parties },
    });
    for (const parties of [[], [{ party_id: 'other' }]])
      expect(await found(withParties(parties))).toEqual(['record.events.0.entity_id']);
    const linked = receiptOf(jsonLdReceipt(await inputOf([event({ type: 'requested' })])));
    const record = { ...linked['dpv:hasRecordOfActivity'], 'dpv:hasDataController': [] };
    expect(await found({ ...linked, 'dpv:hasRecordOfActivity': record })).toEqual([
      'dpv:hasRecordOfActivity.dpv:hasConsentStatus.0.dpv:isIndicatedBy',
    ]);
  });

  it('in the Kantara form where the event is no consent, or one of its purposes differs', async () => {
    const [purpose] = kantara.services[0]!.purposes;
    const implicit = { ...purpose, consentType: 'IMPLICIT' };
    for (const purposes of [
      [implicit, purpose],
      [purpose, implicit],
    ])
      expect(await found({ ...kantara, services: [{ purposes }] })).toEqual(['services']);
    const objected = event({ type: 'objected', method: 'reply', occurredAt: confirmed.occurredAt });
    const { log } = await isoOf([objected]);
    const dressed = { ...kantara, consentEvent: objected.id, log };
    expect(await found(dressed)).toEqual(['consentEvent']);
  });

  it.each([
    ['@id', 'urn:heed:event:other', '@id'],
    ['@type', ['dpv:ConsentGiven', 'dpv:ImpliedConsent'], '@type'],
    ['@type', ['dpv:ConsentRefused', 'dpv:ExpressedConsent'], '@type'],
    ['dpv:isIndicatedAtTime', { '@value': '2026-04-14T09:00:00.000Z' }, 'dpv:isIndicatedAtTime'],
    ['dpv:isIndicatedBy', { '@id': 'urn:heed:party:acme' }, 'dpv:isIndicatedBy'],
    ['dpv:hasIndicationMethod', 'spoken', 'dpv:hasIndicationMethod'],
    [
      'dpv:hasDuration',
      { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'never' },
      'dpv:hasDuration',
    ],
    ['heed:type', 'confirmed', 'heed:type'],
    ['heed:purpose', 'all', 'heed:purpose'],
    ['heed:channel', 'sms', 'heed:channel'],
  ])('as linked data exactly where it was changed: %s', async (field, value, where) => {
    const copy = structuredClone(jsonLd);
    const record = copy['dpv:hasRecordOfActivity'];
    Object.assign(record['dpv:hasConsentStatus'][0]!, { [field]: value });
    expect(await found(copy)).toEqual([
      `dpv:hasRecordOfActivity.dpv:hasConsentStatus.0.${where}`,
      'covered',
    ]);
  });

  it('as linked data where the person is another', async () => {
    const record = {
      ...jsonLd['dpv:hasRecordOfActivity'],
      'dpv:hasDataSubject': { '@id': 'urn:heed:contact:c-other' },
    };
    const where = 'dpv:hasRecordOfActivity.dpv:hasDataSubject.@id';
    expect(await found({ ...jsonLd, 'dpv:hasRecordOfActivity': record })).toEqual([where, where]);
  });
});
