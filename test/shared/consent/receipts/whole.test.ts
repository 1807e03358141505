import { beforeEach, describe, expect, it } from 'vitest';
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { jsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import type { ReceiptInput } from '../../../../shared/consent/receipts/material.ts';
import { loggedEvent } from '../../../../shared/consent/receipts/logged-event.ts';
import { day, event, now } from '../../arbitraries.ts';
import { confirmed, details, given, inputOf, receiptOf } from './tools.ts';

/** Receipts as the person gets them, to the letter: other people's programs read them. */
let input: ReceiptInput;
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  input = await inputOf([given, confirmed]);
});
const [controller] = details.controllers;
const more = {
  ...details,
  receiptId: 'r/1 ü',
  controllers: [{ ...controller, url: 'https://acme.example', onBehalf: false }],
  pii: [
    { type: 'pd:EmailAddress', optional: true, sensitive: true },
    { type: 'pd:Health', special: true },
  ],
  recipients: ['Mailer Ltd', 'Print AG'],
};

describe('a whole receipt', () => {
  it('as linked data', () => {
    expect(receiptOf(jsonLdReceipt({ ...input, details: more }))).toEqual({
      '@context': {
        dpv: 'https://w3id.org/dpv#',
        pd: 'https://w3id.org/dpv/pd#',
        loc: 'https://w3id.org/dpv/loc#',
        'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
        dct: 'http://purl.org/dc/terms/',
        rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
        xsd: 'http://www.w3.org/2001/XMLSchema#',
        heed: 'urn:heed:terms:',
      },
      '@id': 'urn:heed:receipt:r%2F1%20%C3%BC',
      'dct:identifier': 'r/1 ü',
      'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#receipt' },
      'dct:created': { '@type': 'xsd:dateTime', '@value': '2026-05-05T09:00:00.000Z' },
      'dpv:hasRecordOfActivity': {
        '@id': `urn:heed:record:${details.recordId}`,
        '@type': 'dpv:ConsentRecord',
        'dct:identifier': details.recordId,
        'dct:conformsTo': { '@id': 'https://w3id.org/dpv/schema/dpv-27560#record' },
        'dct:language': 'en',
        'dpv:hasDataSubject': { '@id': 'urn:heed:contact:c-7f3a' },
        'dpv:hasDataController': [
          {
            '@id': 'urn:heed:party:acme',
            '@type': 'dpv:DataController',
            'dpv:hasName': 'Acme GmbH',
            'dpv:hasAddress': 'Weg 1, DE',
            'dpv:hasContact': ['Data protection officer', 'privacy@acme.example', '+49 30 000000'],
          },
        ],
        'dpv:hasJurisdiction': { '@id': 'loc:DE' },
        'dpv:hasNotice': { '@id': details.noticeUrl, '@type': 'dpv:ConsentNotice' },
        'dpv:hasProcess': {
          '@type': 'dpv:Process',
          'dct:title': 'Acme news',
          'dpv:hasPurpose': { '@type': 'dpv:DirectMarketing', 'dct:title': details.purpose.name },
          'dpv:hasLegalBasis': [{ '@id': 'dpv:Consent' }, { '@id': 'eu-gdpr:A6-1-a' }],
          'dpv:hasPersonalData': [
            { '@type': ['pd:EmailAddress', 'dpv:SensitivePersonalData'] },
            { '@type': ['pd:Health', 'dpv:SpecialCategoryPersonalData'] },
          ],
          'dpv:hasStorageCondition': [
            { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': ['Frankfurt, Germany'] },
            {
              '@type': 'dpv:StorageDuration',
              'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': 'P36M' },
            },
          ],
          'dpv:hasRecipient': ['Mailer Ltd', 'Print AG'],
          'dpv:hasConsentControl': {
            '@type': 'dpv:WithdrawConsent',
            'dpv:isExercisedAt': details.withdrawalMethod,
          },
        },
        'dpv:hasConsentStatus': [
          {
            '@id': 'urn:heed:event:e-given',
            '@type': ['dpv:ConsentGiven', 'dpv:ExpressedConsent'],
            'dpv:isIndicatedAtTime': {
              '@type': 'xsd:dateTime',
              '@value': '2026-04-15T09:00:00.000Z',
            },
            'dpv:isIndicatedBy': { '@id': 'dpv:DataSubject' },
            'dpv:hasIndicationMethod': 'web-form',
            'dpv:hasDuration': {
              '@type': 'dpv:UntilTimeDuration',
              'rdf:value': '2027-03-01T09:00:00.000Z',
            },
            'heed:event': 'e-given',
            'heed:type': 'given',
            'heed:purpose': 'direct-marketing',
            'heed:channel': 'email',
          },
          {
            '@id': 'urn:heed:event:e-confirmed',
            '@type': ['dpv:ConsentGiven', 'dpv:ExplicitlyExpressedConsent'],
            'dpv:isIndicatedAtTime': {
              '@type': 'xsd:dateTime',
              '@value': '2026-04-16T09:00:00.000Z',
            },
            'dpv:isIndicatedBy': { '@id': 'dpv:DataSubject' },
            'dpv:hasIndicationMethod': 'reply',
            'dpv:hasDuration': {
              '@type': 'dpv:UntilEventDuration',
              'rdf:value': 'until the person decides otherwise',
            },
            'heed:event': 'e-confirmed',
            'heed:type': 'confirmed',
            'heed:purpose': 'direct-marketing',
            'heed:channel': 'email',
          },
        ],
      },
      'heed:log': { '@type': '@json', '@value': input.log },
    });
  });

  it('by Kantara', () => {
    expect(receiptOf(kantaraReceipt({ ...input, details: more }))).toEqual({
      version: 'KI-CR-v1.1.0',
      jurisdiction: 'DE',
      consentTimestamp: Date.UTC(2026, 3, 16, 9) / 1000,
      collectionMethod: 'reply',
      consentReceiptID: 'r/1 ü',
      language: 'en',
      piiPrincipalId: 'c-7f3a',
      piiControllers: [
        {
          piiController: 'Acme GmbH',
          contact: 'Data protection officer',
          address: { streetAddress: 'Weg 1', addressCountry: 'DE' },
          email: 'privacy@acme.example',
          phone: '+49 30 000000',
          piiControllerUrl: 'https://acme.example',
          onBehalf: false,
        },
      ],
      policyUrl: details.noticeUrl,
      services: [
        {
          service: 'Acme news',
          purposes: [
            {
              purpose: 'News about our products',
              purposeCategory: ['dpv:DirectMarketing'],
              consentType: 'EXPLICIT',
              piiCategory: ['pd:EmailAddress', 'pd:Health'],
              primaryPurpose: true,
              termination: `${details.withdrawalMethod}; data kept for P36M`,
              thirdPartyDisclosure: true,
              thirdPartyName: 'Mailer Ltd, Print AG',
            },
          ],
        },
      ],
      sensitive: true,
      spiCat: ['pd:EmailAddress', 'pd:Health'],
      consentEvent: 'e-confirmed',
      log: [input.log![1]],
    });
  });

  it('by ISO/IEC TS 27560, of a consent that has run out', async () => {
    const at = now + 301 * day;
    const { record, ...receipt } = receiptOf(
      isoReceipt({ ...(await inputOf([given], { at })), details: more }),
    );
    expect(receipt).toEqual({
      schema_version: 'https://w3id.org/dpv/schema/dpv-27560#receipt',
      receipt_id: 'r/1 ü',
      created: '2026-05-05T09:00:00.000Z',
      log: [{ ...input.log![0], proof: expect.any(String) }],
    });
    expect(record.parties[0]).toHaveProperty('party_url', 'https://acme.example');
    expect(record.processing.purposes[0]).toMatchObject({
      lawful_basis: [],
      pii_information: [
        {
          pii_type: 'pd:EmailAddress',
          pii_optional: true,
          sensitive_pii_category: true,
          special_pii_category: false,
        },
        {
          pii_type: 'pd:Health',
          pii_optional: false,
          sensitive_pii_category: false,
          special_pii_category: true,
        },
      ],
    });
    expect(record.events[1]).toEqual({
      event_time: '2027-03-01T09:00:00.000Z',
      validity_duration: '2027-03-01T09:00:00.000Z/..',
      entity_id: 'acme',
      event_type: 'dpv:ManageConsent',
      event_state: 'dpv:ConsentExpired',
      heed: {
        event: 'e-given-expired',
        type: 'expired',
        purpose: 'direct-marketing',
        channel: 'email',
      },
    });
  });
});

describe('what the log says of an event', () => {
  it('is which choice was made when, and nothing by which somebody can be found', () => {
    const whole = event({
      type: 'relationship-recorded',
      ground: { kind: 'purchase', toldAtCollection: true },
      language: 'de',
      noticeVersion: '3',
      until: now,
      source: 'till 4',
      evidence: 'receipt 12',
      identifierKey: 'email=jane@acme.example',
    });
    expect(loggedEvent(whole, 'c-1')).toEqual({
      kind: 'consent-event@1',
      subject: 'c-1',
      id: 'event-relationship-recorded',
      type: 'relationship-recorded',
      purpose: 'direct-marketing',
      channel: 'email',
      occurredAt: whole.occurredAt,
      recordedAt: whole.recordedAt,
      method: 'recorded-by-member',
      language: 'de',
      noticeVersion: '3',
      until: now,
      ground: 'purchase',
    });
    const bare = Object.keys(loggedEvent(event({ type: 'objected' }), 'c-1'));
    for (const field of ['language', 'noticeVersion', 'until', 'ground'])
      expect(bare).not.toContain(field);
  });
});
