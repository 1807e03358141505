import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import eventKinds from '../../../../shared/consent/event-types.json' with { type: 'json' };
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import type { JsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { jsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { receiptTerms } from '../../../../shared/consent/receipts/terms.ts';
import { consentStatuses, stateAt } from '../../../../shared/consent/state.ts';
import { anyEvents, day, event, now } from '../../arbitraries.ts';
import vocabulary from './dpv-terms.json' with { type: 'json' };
import { confirmed, details, given, inputOf, question, receiptOf } from './tools.ts';

const known = new Set(Object.values(vocabulary).flat());
const termsIn = (value: unknown): string[] =>
  JSON.stringify(value).match(/(?<=")(?:dpv|eu-gdpr|pd):[\w-]+(?=")/g) ?? [];
const unknown = (value: unknown): string[] => termsIn(value).filter((term) => !known.has(term));

let receipt: JsonLdReceipt;
let record: JsonLdReceipt['dpv:hasRecordOfActivity'];
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  receipt = receiptOf(jsonLdReceipt(await inputOf([given, confirmed])));
  record = receipt['dpv:hasRecordOfActivity'];
});

describe('a receipt as linked data', () => {
  it('says what it conforms to, when it was made, and of which record', () => {
    expect(receipt).toMatchObject({
      '@id': `urn:heed:receipt:${details.receiptId}`,
      'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt' },
      'dct:created': { '@type': 'xsd:dateTime', '@value': '2026-05-05T09:00:00.000Z' },
    });
    expect(record).toMatchObject({
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': details.recordId,
      'dpv:hasDataSubject': { '@id': 'urn:heed:contact:c-7f3a' },
      'dpv:hasJurisdiction': { '@id': 'loc:DE' },
      'dpv:hasNotice': { '@id': details.noticeUrl, '@type': 'dpv:ConsentNotice' },
    });
  });

  it('declares every prefix that it uses', () => {
    const { '@context': context, ...body } = receipt;
    const keys = JSON.stringify(body).match(/(?<=")[\w-]+(?=:[A-Za-z][\w-]*")/g) ?? [];
    const ours = [...new Set(keys)].filter((prefix) => prefix !== 'https' && prefix !== 'urn');
    expect(ours.length).toBeGreaterThan(4);
    for (const prefix of ours) expect(context).toHaveProperty(prefix);
  });

  it('tells purpose, basis, data, storage and how to withdraw', () => {
    expect(record['dpv:hasProcess']).toMatchObject({
      'dpv:hasPurpose': { '@type': 'dpv:DirectMarketing', 'dct:title': details.purpose.name },
      'dpv:hasLegalBasis': [{ '@id': 'dpv:Consent' }, { '@id': 'eu-gdpr:A6-1-a' }],
      'dpv:hasPersonalData': [{ '@type': ['pd:EmailAddress'] }],
      'dpv:hasConsentControl': { 'dpv:isExercisedAt': details.withdrawalMethod },
    });
    expect(record['dpv:hasProcess']).not.toHaveProperty('dpv:hasRecipient');
  });

  it('tells recipients and what is sensitive, where there are any', async () => {
    const pii = [{ type: 'pd:Health', special: true, sensitive: true }];
    const input = {
      ...(await inputOf([given])),
      details: { ...details, pii, recipients: ['B Ltd'] },
    };
    expect(
      receiptOf(jsonLdReceipt(input))['dpv:hasRecordOfActivity']['dpv:hasProcess'],
    ).toMatchObject({
      'dpv:hasRecipient': ['B Ltd'],
      'dpv:hasPersonalData': [
        { '@type': ['pd:Health', 'dpv:SensitivePersonalData', 'dpv:SpecialCategoryPersonalData'] },
      ],
    });
  });

  it('tells each event with state, type, time, method, person and duration', () => {
    expect(record['dpv:hasConsentStatus']).toMatchObject([
      {
        '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
        'dpv:isIndicatedAtTime': { '@value': '2026-04-15T09:00:00.000Z' },
        'dpv:isIndicatedBy': { '@id': 'dpv:DataSubject' },
        'dpv:hasIndicationMethod': 'web-form',
        'dpv:hasDuration': {
          '@type': 'dpv:UntilTimeDuration',
          'rdf:value': '2027-03-01T09:00:00.000Z',
        },
      },
      { 'dpv:hasDuration': { '@type': 'dpv:UntilEventDuration' } },
    ]);
  });

  it('names the organisation for its own acts', async () => {
    const asked = event({ type: 'requested', occurredAt: now - day });
    const [status] = receiptOf(jsonLdReceipt(await inputOf([asked])))['dpv:hasRecordOfActivity'][
      'dpv:hasConsentStatus'
    ];
    expect(status).toMatchObject({
      '@type': ['dpv:ConsentRequested', 'dpv:ObtainConsent'],
      'dpv:isIndicatedBy': { '@id': 'urn:heed:party:acme' },
    });
  });

  it('is refused without its details', async () => {
    expect(jsonLdReceipt({ ...(await inputOf([given])), details: {} }).ok).toBe(false);
  });
});

describe('the terms of DPV', () => {
  it('exist, whatever is on record', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const state = stateAt(events, question);
        const input = { state, events, details };
        for (const made of [jsonLdReceipt(input), isoReceipt(input)])
          if (made.ok) expect(unknown(made.receipt)).toEqual([]);
      }),
    );
  });

  it('exist for every event, status and receipt', () => {
    expect(unknown([eventKinds, consentStatuses, receiptTerms])).toEqual([]);
    expect(termsIn(receiptTerms)).toHaveLength(receiptTerms.length);
  });
});
