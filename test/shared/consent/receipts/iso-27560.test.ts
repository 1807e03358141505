import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentRecord } from '../../../../shared/consent/receipts/iso-27560.ts';
import { isoReceipt, isoRecord } from '../../../../shared/consent/receipts/iso-27560.ts';
import { stateAt } from '../../../../shared/consent/state.ts';
import { day, event, now } from '../../arbitraries.ts';
import { confirmed, details, given, inputOf, question, receiptOf, withdrawn } from './tools.ts';

let record: ConsentRecord;
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  record = receiptOf(isoRecord(await inputOf([given, confirmed])));
});

describe('a consent record by ISO/IEC TS 27560', () => {
  it('has every mandatory field of header and processing', () => {
    expect(record.header).toEqual({
      schema_version: 'https://w3id.org/dpv/schema/dpv-27560#record',
      record_id: details.recordId,
      pii_principal_id: details.principalId,
    });
    expect(record.processing).toMatchObject({ privacy_notice: details.noticeUrl, language: 'en' });
    expect(record.processing.purposes[0]).toEqual({
      purpose: 'News about our products',
      purpose_type: 'dpv:DirectMarketing',
      lawful_basis: ['dpv:Consent', 'eu-gdpr:A6-1-a'],
      pii_information: [
        {
          pii_type: 'pd:EmailAddress',
          pii_optional: false,
          sensitive_pii_category: false,
          special_pii_category: false,
        },
      ],
      pii_controllers: ['acme'],
      storage_locations: ['Frankfurt, Germany'],
      retention_period: 'P36M',
      jurisdiction: 'DE',
      recipient_third_parties: [],
      withdrawal_method: details.withdrawalMethod,
      service: 'Acme news',
    });
  });

  it('has every mandatory field of its parties, whom the purposes name', () => {
    expect(record.parties).toEqual([
      {
        party_id: 'acme',
        party_name: 'Acme GmbH',
        party_address: { streetAddress: 'Weg 1', addressCountry: 'DE' },
        party_contact: 'Data protection officer',
        party_type: 'pii_controller',
        party_role: 'dpv:DataController',
        party_email: 'privacy@acme.example',
        party_phone: '+49 30 000000',
      },
    ]);
    expect(record.parties.map((party) => party.party_id)).toEqual(
      record.processing.purposes[0]?.pii_controllers,
    );
  });

  it('tells each event with its time, term, person, type and state', () => {
    expect(record.events).toEqual([
      {
        event_time: '2026-04-15T09:00:00.000Z',
        validity_duration: '2026-04-15T09:00:00.000Z/2027-03-01T09:00:00.000Z',
        entity_id: details.principalId,
        event_type: 'dpv:ExpressedConsent',
        event_state: 'dpv:ConsentGiven',
        heed: {
          event: 'e-given',
          type: 'given',
          purpose: 'direct-marketing',
          channel: 'email',
          method: 'web-form',
          recorded_time: '2026-04-15T09:00:00.000Z',
        },
      },
      expect.objectContaining({
        event_time: '2026-04-16T09:00:00.000Z',
        validity_duration: '2026-04-16T09:00:00.000Z/..',
        event_type: 'dpv:ExplicitlyExpressedConsent',
        event_state: 'dpv:ConsentGiven',
      }),
    ]);
  });

  it('ends the last consent where the policy lets it run out', async () => {
    const input = await inputOf([given, confirmed], { expiresAfterMonths: 6 });
    const ends = receiptOf(isoRecord(input)).events.map(
      (one) => one.validity_duration.split('/')[1],
    );
    expect(ends).toEqual(['2027-03-01T09:00:00.000Z', '2026-10-17T00:00:00.000Z']);
  });

  it('says that a consent was renewed, withdrawn, or has run out', async () => {
    const states = async (events: Parameters<typeof inputOf>[0], at = now) =>
      receiptOf(isoRecord(await inputOf(events, { at }))).events.map((one) => one.event_state);
    const again = event({ type: 'given', id: 'again', occurredAt: now - day });
    expect(await states([given, again])).toEqual(['dpv:ConsentGiven', 'dpv:RenewedConsentGiven']);
    expect(await states([given, withdrawn])).toEqual(['dpv:ConsentGiven', 'dpv:ConsentWithdrawn']);
    expect(await states([given], now + 301 * day)).toEqual([
      'dpv:ConsentGiven',
      'dpv:ConsentExpired',
    ]);
    expect(await states([event({ type: 'objected' })])).toEqual(['dpv:LegitimateInterestObjected']);
    expect(await states([event({ type: 'restricted' })])).toEqual(['dpv:ConsentInvalidated']);
  });

  it('does not take an objection for a basis, and says whose act an event was', async () => {
    const objected = receiptOf(isoRecord(await inputOf([event({ type: 'objected' })])));
    expect(objected.processing.purposes[0]?.lawful_basis).toEqual([]);
    const ground = event({ type: 'relationship-recorded', ground: { kind: 'purchase' } });
    const bought = receiptOf(isoRecord(await inputOf([ground])));
    expect(bought.processing.purposes[0]?.lawful_basis).toEqual([
      'dpv:LegitimateInterest',
      'eu-gdpr:A6-1-f',
    ]);
    expect(bought.events[0]).toMatchObject({
      entity_id: 'acme',
      event_type: 'dpv:ManageConsent',
      event_state: 'dpv:LegitimateInterestNotObjected',
    });
  });

  it('leaves the GDPR out where it does not hold', async () => {
    const input = await inputOf([given]);
    const made = isoRecord({ ...input, details: { ...details, jurisdiction: 'US-CA' } });
    expect(receiptOf(made).processing.purposes[0]?.lawful_basis).toEqual(['dpv:Consent']);
  });
});

describe('a consent receipt', () => {
  it('is a copy of the record with an id, a date and the proofs of its events alone', async () => {
    const input = await inputOf([given, event({ type: 'contacted' })]);
    const receipt = receiptOf(isoReceipt(input));
    expect(receipt).toMatchObject({
      schema_version: 'https://w3id.org/dpv/schema/dpv-27560#receipt',
      receipt_id: details.receiptId,
      created: '2026-05-05T09:00:00.000Z',
      record: receiptOf(isoRecord(input)),
    });
    expect(receipt.log.map((one) => one.event)).toEqual(['e-given']);
  });

  it('says nowhere who the person is', async () => {
    const text = JSON.stringify(receiptOf(isoReceipt(await inputOf([given]))));
    expect(text).not.toMatch(/jane/);
  });

  it('is refused for a contact of whom nothing is on record, and for a state without its events', () => {
    const state = stateAt([given], question);
    const refused = (input: Parameters<typeof isoReceipt>[0]) => {
      const made = isoReceipt(input);
      return made.ok ? [] : made.problems.map(({ code }) => code);
    };
    expect(refused({ state: stateAt([], question), events: [], details })).toEqual([
      'receipt.nothing',
    ]);
    expect(refused({ state, events: [confirmed], details })).toEqual(['receipt.event-missing']);
    expect(refused({ state, events: [given], details: {} })).toContain('receipt.detail-missing');
  });

  it.each(Object.keys(details))('asks for %s, by name, where it is missing', (field) => {
    const { [field as keyof typeof details]: _, ...rest } = details;
    const made = isoReceipt({ state: stateAt([given], question), events: [given], details: rest });
    expect(made).toEqual({
      ok: false,
      problems: [expect.objectContaining({ code: 'receipt.detail-missing', path: field })],
    });
  });

  it('asks for what is missing deep inside, and refuses what cannot be', () => {
    const paths = (change: object) => {
      const state = stateAt([given], question);
      const made = isoReceipt({ state, events: [given], details: { ...details, ...change } });
      return made.ok ? [] : made.problems.map(({ code, path }) => `${code} ${path}`);
    };
    const { address: _, ...bare } = details.controllers[0]!;
    expect(paths({ controllers: [bare] })).toEqual([
      'receipt.detail-missing controllers.0.address',
    ]);
    expect(paths({ controllers: [] })).toEqual(['receipt.detail-invalid controllers']);
    expect(paths({ jurisdiction: 'UK' })).toEqual(['receipt.detail-invalid jurisdiction']);
    expect(paths({ pii: [{ type: 'email' }] })).toEqual(['receipt.detail-invalid pii.0.type']);
    expect(paths({ language: 7 })).toEqual(['receipt.detail-invalid language']);
  });
});
