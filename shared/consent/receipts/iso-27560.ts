import { chainFor } from '../../policy/jurisdictions/index.ts';
import { toIso } from '../../time.ts';
import type { ReceiptDetails } from './details.ts';
import type { Made, ReceiptEvent, ReceiptInput, ReceiptMaterial } from './material.ts';
import { gather } from './material.ts';
import { basisTerms } from './terms.ts';

/*
 * ISO/IEC TS 27560:2023 as the W3C DPVCG guide of 2026-02-15 tells it (the standard itself is not
 * free). What it has no field for stands under `heed`.
 */

const profile = 'https://w3id.org/dpv/schema/dpv-27560#';

export type ConsentRecord = ReturnType<typeof recordOf>;
export type ConsentReceipt = ReturnType<typeof receiptOf>;

/** The record of a consent: header, processing, parties and events, with every mandatory field. */
export function isoRecord(input: ReceiptInput): Made<ConsentRecord> {
  const gathered = gather(input);
  return gathered.ok ? { ok: true, receipt: recordOf(gathered.material) } : gathered;
}

/** The receipt: a copy of the record for the person, and the log's proofs of its events. */
export function isoReceipt(input: ReceiptInput): Made<ConsentReceipt> {
  const gathered = gather(input);
  return gathered.ok ? { ok: true, receipt: receiptOf(gathered.material) } : gathered;
}

function receiptOf(material: ReceiptMaterial) {
  const { receiptId, issuedAt } = material.details;
  return {
    schema_version: `${profile}receipt`,
    receipt_id: receiptId,
    created: toIso(issuedAt),
    record: recordOf(material),
    log: material.log,
  };
}

function recordOf({ details, state, events }: ReceiptMaterial) {
  return {
    header: {
      schema_version: `${profile}record`,
      record_id: details.recordId,
      pii_principal_id: details.principalId,
    },
    processing: {
      privacy_notice: details.noticeUrl,
      language: details.language,
      purposes: [
        {
          purpose: details.purpose.name,
          purpose_type: details.purpose.type,
          lawful_basis: basisTerms(state, isUnderGdpr(details.jurisdiction)),
          pii_information: details.pii.map(toPii),
          pii_controllers: details.controllers.map(({ id }) => id),
          storage_locations: details.storageLocations,
          retention_period: details.retentionPeriod,
          jurisdiction: details.jurisdiction,
          recipient_third_parties: details.recipients,
          withdrawal_method: details.withdrawalMethod,
          service: details.service,
        },
      ],
    },
    parties: details.controllers.map(toParty),
    events: events.map((event) => toEvent(event, details)),
  };
}

/** Whether the law of the place is, or rests on, the EU's. */
export function isUnderGdpr(jurisdiction: string): boolean {
  return chainFor(jurisdiction).some(({ code }) => code === 'EU');
}

function toPii({ type, optional, sensitive, special }: ReceiptDetails['pii'][number]) {
  return {
    pii_type: type,
    pii_optional: optional,
    sensitive_pii_category: sensitive,
    special_pii_category: special,
  };
}

function toParty(controller: ReceiptDetails['controllers'][number]) {
  const { id, name, address, contact, email, phone, url } = controller;
  return {
    party_id: id,
    party_name: name,
    party_address: address,
    party_contact: contact,
    party_type: 'pii_controller',
    party_role: 'dpv:DataController',
    party_email: email,
    party_phone: phone,
    ...(url !== undefined && { party_url: url }),
  };
}

function toEvent(event: ReceiptEvent, { principalId, controllers }: ReceiptDetails) {
  const { id, type, time, state, eventType, byPerson, purpose, channel, method } = event;
  return {
    event_time: toIso(time),
    validity_duration: validity(event),
    entity_id: byPerson ? principalId : controllers[0]!.id,
    event_type: eventType,
    event_state: state,
    heed: {
      event: id,
      type,
      purpose,
      channel,
      ...(method && { method }),
      ...(event.recordedAt !== undefined && { recorded_time: toIso(event.recordedAt) }),
    },
  };
}

/** An ISO 8601 interval; with two dots for its end (ISO 8601-2) where only another event ends it. */
function validity({ time, end }: ReceiptEvent): string {
  return `${toIso(time)}/${end === undefined ? '..' : toIso(end)}`;
}
