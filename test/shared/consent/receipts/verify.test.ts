import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import { isoReceipt } from '../../../../shared/consent/receipts/iso-27560.ts';
import type { JsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import { jsonLdReceipt } from '../../../../shared/consent/receipts/json-ld.ts';
import type { KantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import type { ReceiptInput } from '../../../../shared/consent/receipts/material.ts';
import { verifyConsentReceipt } from '../../../../shared/consent/receipts/verify.ts';
import { encodeEntry } from '../../../../shared/ledger/entry.ts';
import { day, event, now } from '../../arbitraries.ts';
import { signer, valueOf } from '../../ledger/tools.ts';
import {
  confirmed,
  details,
  evidenceFor,
  given,
  inputOf,
  receiptOf,
  trust,
  withdrawn,
} from './tools.ts';

let input: ReceiptInput;
let iso: ConsentReceipt;
let kantara: KantaraReceipt;
let jsonLd: JsonLdReceipt;
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  input = await inputOf([given, confirmed]);
  iso = receiptOf(isoReceipt(input));
  kantara = receiptOf(kantaraReceipt(input));
  jsonLd = receiptOf(jsonLdReceipt(input));
});
const check = (receipt: unknown) => verifyConsentReceipt(receipt, trust);

/** The receipt with another value at a path; what is not there is not made. */
function changed(receipt: unknown, path: string, value: unknown): unknown {
  const copy = structuredClone(receipt) as Record<string, unknown>;
  const keys = path.split('/');
  const last = keys.pop()!;
  const at = keys.reduce((inside, key) => inside[key] as Record<string, unknown>, copy);
  expect(at).toHaveProperty([last]);
  at[last] = value;
  return copy;
}
const codes = async (receipt: unknown) => {
  const { ok, events, problem } = await check(receipt);
  expect(ok).toBe(false);
  const found = events.flatMap((one) => (one.covered ? [] : one.problem));
  return [...found, ...(problem ? [problem] : [])].map(({ code, path }) => path ?? code);
};

describe('a receipt of any form', () => {
  it('says of each event where the log holds it', async () => {
    const both = [
      { event: 'e-given', covered: true, index: 1 },
      { event: 'e-confirmed', covered: true, index: 2 },
    ];
    expect(await check(iso)).toEqual({ ok: true, events: both });
    expect(await check(jsonLd)).toEqual({ ok: true, events: both });
    expect(await check(kantara)).toEqual({ ok: true, events: [both[1]] });
  });

  it('is still true after a journey through JSON', async () => {
    for (const receipt of [iso, kantara, jsonLd])
      expect((await check(JSON.parse(JSON.stringify(receipt)))).ok).toBe(true);
  });

  it('is true for withdrawals, objections, relationships and requests too', async () => {
    const ground = event({ type: 'relationship-recorded', ground: { kind: 'contract' } });
    for (const events of [
      [given, withdrawn],
      [event({ type: 'objected' })],
      [event({ type: 'restricted', channel: 'all' })],
      [ground, event({ type: 'requested' })],
      [given, event({ type: 'given', id: 'again', occurredAt: now - day })],
    ]) {
      expect((await check(receiptOf(isoReceipt(await inputOf(events))))).ok).toBe(true);
      expect((await check(receiptOf(jsonLdReceipt(await inputOf(events))))).ok).toBe(true);
    }
  });

  it('says that an expiry is not in the log, and is true all the same', async () => {
    const later = await inputOf([given], { at: now + 301 * day });
    const verified = await check(receiptOf(isoReceipt(later)));
    expect(verified.ok).toBe(true);
    expect(verified.events).toEqual([
      { event: 'e-given', covered: true, index: 1 },
      {
        event: 'e-given-expired',
        covered: false,
        problem: expect.objectContaining({ code: 'receipt.expired' }),
      },
    ]);
  });

  it('may name a sooner end than was logged, which the policy set', async () => {
    const sooner = await inputOf([given], { expiresAfterMonths: 3 });
    expect((await check(receiptOf(isoReceipt(sooner)))).ok).toBe(true);
  });
});

describe('a changed receipt', () => {
  it.each([
    ['header/pii_principal_id', 'c-other', 'record.header.pii_principal_id'],
    ['events/0/event_time', '2026-04-15T09:00:01.000Z', ''],
    ['events/0/validity_duration', '2026-04-15T09:00:00.000Z/2028-03-01T09:00:00.000Z', ''],
    ['events/0/validity_duration', '2026-04-15T09:00:00.000Z/..', ''],
    ['events/0/validity_duration', '2026-04-15T09:00:00.000Z', ''],
    ['events/0/entity_id', 'acme', ''],
    ['events/0/event_type', 'dpv:ExplicitlyExpressedConsent', ''],
    ['events/1/event_state', 'dpv:ConsentWithdrawn', ''],
    ['events/1/heed/type', 'given', ''],
    ['events/1/heed/purpose', 'all', ''],
    ['events/1/heed/channel', 'all', ''],
    ['events/1/heed/method', 'web-form', ''],
    ['events/1/heed/recorded_time', '2020-01-01T00:00:00.000Z', ''],
  ])('is found out in the ISO form at %s (%s)', async (path, value, where) => {
    expect(await codes(changed(iso, `record/${path}`, value))).toContain(
      where || `record.${path.replaceAll('/', '.')}`,
    );
  });

  it.each([
    ['piiPrincipalId', 'c-other'],
    ['consentTimestamp', Date.UTC(2026, 3, 16, 9) / 1000 - 1],
    ['collectionMethod', 'spoken'],
    ['services', [{ purposes: [{ consentType: 'IMPLICIT' }] }]],
  ])('is found out in the Kantara form at %s', async (path, value) => {
    expect(await codes(changed(kantara, path, value))).toEqual([path]);
  });

  const status = 'dpv:hasConsentStatus/0';
  it.each([
    ['dpv:hasDataSubject/@id', 'urn:heed:contact:c-other'],
    [`${status}/@id`, 'urn:heed:event:other'],
    [`${status}/@type`, ['dpv:ConsentGiven', 'dpv:ImpliedConsent']],
    [`${status}/@type`, ['dpv:ConsentRefused', 'dpv:ExpressedConsent']],
    [`${status}/dpv:isIndicatedAtTime/@value`, '2026-04-14T09:00:00.000Z'],
    [`${status}/dpv:isIndicatedBy/@id`, 'urn:heed:party:acme'],
    [`${status}/dpv:hasIndicationMethod`, 'spoken'],
    [`${status}/dpv:hasDuration/rdf:value`, '2099-01-01T00:00:00.000Z'],
    [`${status}/dpv:hasDuration/@type`, 'dpv:UntilEventDuration'],
    [`${status}/heed:type`, 'confirmed'],
    [`${status}/heed:purpose`, 'all'],
    [`${status}/heed:channel`, 'sms'],
  ])('is found out as linked data at %s (%s)', async (path, value) => {
    const found = await codes(changed(jsonLd, `dpv:hasRecordOfActivity/${path}`, value));
    const changedAt = `dpv:hasRecordOfActivity.${path.replaceAll('/', '.')}`;
    expect(found.filter((where) => changedAt.startsWith(where))).not.toEqual([]);
  });

  it('is found out when a proof is missing, doubled, of another event or broken', async () => {
    const [first, second] = iso.log;
    const withLog = (log: unknown) => changed(iso, 'log', log);
    expect(await codes(withLog([first]))).toEqual(['receipt.no-evidence']);
    expect(await codes({ receipt_id: 'x', record: iso.record })).toHaveLength(2);
    expect(await codes(withLog([first, second, second]))).toEqual(['receipt.no-evidence']);
    expect(await codes(withLog([first, { ...first, event: 'e-confirmed' }]))).toEqual([
      'receipt.differs',
    ]);
    expect(await codes(withLog([first, { ...second, proof: first!.proof }]))).toEqual([
      'ledger.proof.root-differs',
    ]);
    expect(await codes(withLog([first, { ...second, proof: '' }]))).toEqual([
      'ledger.receipt.form',
    ]);
    const entry = second!.entry.replace('"reply"', '"spoken"');
    expect(await codes(withLog([first, { ...second, entry }]))).toEqual([
      'ledger.proof.root-differs',
    ]);
  });

  it('is found out when it tells an event twice, or dresses one up as an expiry', async () => {
    const [one, two] = iso.record.events;
    const withEvents = (events: unknown) => changed(iso, 'record/events', events);
    expect(await codes(withEvents([one, two, two]))).toEqual(['receipt.twice']);
    expect(await codes(withEvents([]))).toEqual(['receipt.empty']);
    const expired = {
      ...two,
      event_state: 'dpv:ConsentExpired',
      heed: { ...two!.heed, type: 'expired' },
    };
    expect(await codes(withEvents([one, expired]))).toContain('record.events.1.event_state');
  });

  it('is found out when the contact of the log is another', async () => {
    const others = { ...input, log: await evidenceFor([given, confirmed], 'c-other') };
    expect(await codes(receiptOf(isoReceipt(others)))).toContain('record.header.pii_principal_id');
  });

  it('is found out in a log of somebody else, or signed by nobody known', async () => {
    const elsewhere = await verifyConsentReceipt(iso, { ...trust, origin: 'heed.example/other' });
    expect(elsewhere.events[0]).toMatchObject({ problem: { code: 'ledger.checkpoint.origin' } });
    const stranger = await verifyConsentReceipt(iso, {
      ...trust,
      keys: [signer('x.example', 9).key],
    });
    expect(stranger.events[0]).toMatchObject({ problem: { code: 'ledger.note.unknown-signer' } });
  });

  it('is found out when what the log holds there is no consent event', async () => {
    const odd = { ...given, type: 'wished' } as unknown as typeof given;
    const [evidence] = await evidenceFor([odd]);
    expect(valueOf(encodeEntry({})).length).toBe(2);
    const receipt = changed(iso, 'log', [evidence, iso.log[1]]);
    expect(await codes(receipt)).toEqual(['receipt.entry']);
  });

  it('is not found out in what only the organisation says', async () => {
    const renamed = changed(iso, 'record/processing/purposes/0/purpose', 'Anything');
    expect((await check(renamed)).ok).toBe(true);
    expect(details.purpose.name).not.toBe('Anything');
  });
});

describe('what is no receipt', () => {
  it('is refused with the reason', async () => {
    expect(await codes({})).toEqual(['receipt.form']);
    expect(await codes(null)).toEqual(['receipt.form']);
    expect(await codes({ ...kantara, version: 'KI-CR-v1.0.0' })).toEqual(['receipt.form']);
  });

  it('never makes the check throw', async () => {
    await fc.assert(
      fc.asyncProperty(fc.anything(), fc.anything(), async (any, other) => {
        expect((await check(any)).ok).toBe(false);
        expect((await check({ ...iso, record: any, log: other })).ok).toBe(false);
        expect((await check({ ...kantara, consentTimestamp: any })).ok).toBe(
          Object.is(any, kantara.consentTimestamp),
        );
      }),
    );
  });
});
