import { toIso } from '../../time.ts';
import type { ReceiptDetails } from './details.ts';
import { isUnderGdpr } from './iso-27560.ts';
import type { Made, ReceiptEvent, ReceiptInput, ReceiptMaterial } from './material.ts';
import { gather } from './material.ts';
import { basisTerms } from './terms.ts';

/** Written out, so that nothing has to be fetched to read a receipt. */
const context = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  heed: 'urn:heed:terms:',
} as const;

const schema = 'https://w3id.org/dpv/schema/dpv-27560#';

export type JsonLdReceipt = ReturnType<typeof receiptOf>;

/** The receipt as linked data in the terms of DPV 2.3, after the guide to ISO/IEC TS 27560. */
export function jsonLdReceipt(input: ReceiptInput): Made<JsonLdReceipt> {
  const gathered = gather(input);
  return gathered.ok ? { ok: true, receipt: receiptOf(gathered.material) } : gathered;
}

function receiptOf(material: ReceiptMaterial) {
  const { details, events, log } = material;
  return {
    '@context': context,
    '@id': urn('receipt', details.receiptId),
    'dct:identifier': details.receiptId,
    'dct:conformsTo': link(`${schema}receipt`),
    'dct:created': time(details.issuedAt),
    'dpv:hasRecordOfActivity': {
      '@id': urn('record', details.recordId),
      '@type': 'dpv:ConsentRecord',
      'dct:identifier': details.recordId,
      'dct:conformsTo': link(`${schema}record`),
      'dct:language': details.language,
      'dpv:hasDataSubject': { '@id': urn('contact', details.principalId) },
      'dpv:hasDataController': details.controllers.map(toController),
      'dpv:hasJurisdiction': link(`loc:${details.jurisdiction}`),
      'dpv:hasNotice': { '@id': details.noticeUrl, '@type': 'dpv:ConsentNotice' },
      'dpv:hasProcess': toProcess(material),
      'dpv:hasConsentStatus': events.map((event) => toStatus(event, details)),
    },
    'heed:log': { '@type': '@json', '@value': log },
  } as const;
}

function toController(controller: ReceiptDetails['controllers'][number]) {
  const { id, name, address, contact, email, phone } = controller;
  return {
    '@id': urn('party', id),
    '@type': 'dpv:DataController',
    'dpv:hasName': name,
    'dpv:hasAddress': Object.values(address).join(', '),
    'dpv:hasContact': [contact, email, phone],
  };
}

function toProcess({ details, state }: ReceiptMaterial) {
  const { pii, recipients, storageLocations, jurisdiction } = details;
  return {
    '@type': 'dpv:Process',
    'dct:title': details.service,
    'dpv:hasPurpose': { '@type': details.purpose.type, 'dct:title': details.purpose.name },
    'dpv:hasLegalBasis': basisTerms(state, isUnderGdpr(jurisdiction)).map(link),
    'dpv:hasPersonalData': pii.map(({ type, sensitive, special }) => ({
      '@type': [
        type,
        ...(sensitive ? ['dpv:SensitivePersonalData'] : []),
        ...(special ? ['dpv:SpecialCategoryPersonalData'] : []),
      ],
    })),
    'dpv:hasStorageCondition': [
      { '@type': 'dpv:StorageLocation', 'dpv:hasLocation': storageLocations },
      {
        '@type': 'dpv:StorageDuration',
        'dpv:hasDuration': {
          '@type': 'dpv:TemporalDuration',
          'rdf:value': details.retentionPeriod,
        },
      },
    ],
    ...(recipients.length > 0 && { 'dpv:hasRecipient': recipients }),
    'dpv:hasConsentControl': {
      '@type': 'dpv:WithdrawConsent',
      'dpv:isExercisedAt': details.withdrawalMethod,
    },
  };
}

function toStatus(event: ReceiptEvent, { controllers }: ReceiptDetails) {
  const { id, type, state, eventType, end, method, byPerson, purpose, channel } = event;
  return {
    '@id': urn('event', id),
    '@type': [state, eventType],
    'dpv:isIndicatedAtTime': time(event.time),
    'dpv:isIndicatedBy': link(byPerson ? 'dpv:DataSubject' : urn('party', controllers[0]!.id)),
    ...(method && { 'dpv:hasIndicationMethod': method }),
    'dpv:hasDuration':
      end === undefined
        ? { '@type': 'dpv:UntilEventDuration', 'rdf:value': 'until the person decides otherwise' }
        : { '@type': 'dpv:UntilTimeDuration', 'rdf:value': toIso(end) },
    'heed:event': id,
    'heed:type': type,
    'heed:purpose': purpose,
    'heed:channel': channel,
  };
}

const link = (id: string) => ({ '@id': id });
const time = (at: number) => ({ '@type': 'xsd:dateTime', '@value': toIso(at) });
/** Ids are the caller's: whatever a URI cannot hold is escaped. */
const urn = (kind: string, id: string): string => `urn:heed:${kind}:${encodeURIComponent(id)}`;
