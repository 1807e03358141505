import { beforeEach, describe, expect, it } from 'vitest';
import type { ReceiptTrust } from '../../../shared/consent/receipts/verify.ts';
import { verifyConsentReceipt } from '../../../shared/consent/receipts/verify.ts';
import { parseVerifierKey } from '../../../shared/ledger/note-key.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { Contact } from '../../../shared/protocol/contacts.ts';
import { sha256 } from '../../../worker/sha256.ts';
import type * as v from 'valibot';
import type { Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { emails, event } from '../support/samples.ts';

const jane = 'jane@acme-mail.example';
const settings = {
  language: 'en',
  noticeUrl: 'https://acme.example/privacy',
  service: 'Acme news',
  purposes: { service: { name: 'Service messages', type: 'dpv:ServiceProvision' } },
  controllers: [
    {
      id: 'acme',
      name: 'Acme GmbH',
      address: { streetAddress: 'Weg 1', addressCountry: 'DE' },
      contact: 'Data protection officer',
      email: 'privacy@acme.example',
      phone: '+49 30 000000',
    },
  ],
  pii: [{ type: 'pd:EmailAddress' }],
  storageLocations: ['Frankfurt, Germany'],
  jurisdiction: 'DE',
  recipients: [],
  withdrawalMethod: 'https://acme.example/preferences',
};

let organisation: Organisation;
let dpo: Caller;
let contact: v.InferOutput<typeof Contact>;
const publish = async (receipts: unknown) => {
  const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
  const sent = { policy: { ...defaultPolicy, receipts } };
  const { status, body } = await dpo.put('/policy', sent, headers);
  expect([status, body.error]).toEqual([200, undefined]);
};
const record = async (...events: object[]) => {
  expect((await organisation.as('admin').post('/events', { events })).status).toBe(200);
};
const find = async (value = jane) => {
  const found = await dpo.post<{ contact: typeof contact }>('/contacts/find', emails(value)[0]);
  return found.body.contact;
};
type Receipt = Record<string, unknown> & { record: Record<string, never> };
const receipt = async (query = '', by = dpo) =>
  by.get<Receipt & { error: never }>(`/contacts/${contact.id}/receipt${query}`);

async function trust(): Promise<ReceiptTrust> {
  const { body } = await dpo.get<string>('/log/key');
  const key = parseVerifierKey(body.trim(), sha256);
  if (!key.ok) throw new Error(key.problem.message);
  return {
    origin: `heed/${organisation.id}`,
    keys: [key.value],
    hash: sha256,
    verify: async (publicKey, message, signature) => {
      const imported = await crypto.subtle.importKey('raw', publicKey, 'Ed25519', false, [
        'verify',
      ]);
      return crypto.subtle.verify('Ed25519', imported, signature, message);
    },
  };
}

beforeEach(async () => {
  organisation = await newOrganisation();
  dpo = organisation.as('dpo');
  await record(
    event(jane, { id: 'yes', type: 'given', method: 'web-form', noticeVersion: '3' }),
    event(jane, { type: 'contacted', method: 'recorded-by-member', source: 'campaign 7' }),
  );
  contact = await find();
});

describe('GET /contacts/:id/receipt', () => {
  it.each(['iso27560', 'kantara', 'dpv'])(
    'gives a receipt as %s that anybody can check against the log, offline',
    async (format) => {
      await publish(settings);
      const { status, body } = await receipt(`?format=${format}`);
      expect(status).toBe(200);
      expect(await verifyConsentReceipt(body, await trust())).toEqual({
        ok: true,
        events: [{ event: 'yes', covered: true, index: 0 }],
      });
      const forged = JSON.parse(
        JSON.stringify(body).replaceAll('2026-03-02', '2026-03-01'),
      ) as unknown;
      if (format !== 'kantara')
        expect((await verifyConsentReceipt(forged, await trust())).ok).toBe(false);
    },
  );

  it('is of ISO/IEC TS 27560 when nothing else is asked for, with what the policy says', async () => {
    await publish(settings);
    const { body } = await receipt();
    expect(body).toMatchObject({
      schema_version: 'https://w3id.org/dpv/schema/dpv-27560#receipt',
      record: {
        header: { pii_principal_id: contact.id },
        processing: {
          privacy_notice: 'https://acme.example/privacy',
          purposes: [
            {
              purpose: 'direct-marketing',
              purpose_type: 'dpv:DirectMarketing',
              lawful_basis: ['dpv:Consent', 'eu-gdpr:A6-1-a'],
              retention_period: 'P36M',
              service: 'Acme news',
            },
          ],
        },
        events: [{ event_state: 'dpv:ConsentGiven' }],
      },
    });
  });

  it('names its record alike each time, and itself anew', async () => {
    await publish(settings);
    type Ids = { receipt_id: string; record: { header: { record_id: string } } };
    const [one, two] = (await Promise.all([receipt(), receipt()])).map(
      ({ body }) => body as unknown as Ids,
    );
    expect(one!.record.header.record_id).toBe(two!.record.header.record_id);
    expect(one!.record.header.record_id).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(one!.receipt_id).not.toBe(two!.receipt_id);
  });

  it('says nowhere who the person is, nor what was written down about them', async () => {
    await publish(settings);
    for (const format of ['iso27560', 'kantara', 'dpv']) {
      const { body } = await receipt(`?format=${format}`);
      expect(JSON.stringify(body)).not.toMatch(/jane|acme-mail|campaign/);
    }
  });

  it('tells of a no as well, but for Kantara, whose form cannot', async () => {
    await publish(settings);
    await record(event(jane, { id: 'no' }));
    const { body } = await receipt();
    expect(JSON.stringify(body)).toContain('dpv:LegitimateInterestObjected');
    expect((await verifyConsentReceipt(body, await trust())).ok).toBe(true);
    const kantara = await receipt('?format=kantara');
    expect([kantara.status, kantara.body.error]).toMatchObject([
      409,
      { code: 'receipt.no-consent' },
    ]);
  });

  it('says what the policy lacks, field by field', async () => {
    const { status, body } = await receipt();
    expect(status).toBe(409);
    const error = body.error as { code: string; message: string; problems: { path: string }[] };
    expect(error.code).toBe('receipt.details-missing');
    expect(error.message).toContain('Publish it with `receipts`');
    expect(error.problems.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['controllers', 'jurisdiction', 'withdrawalMethod', 'noticeUrl']),
    );
  });

  it('takes a purpose’s name, notice and term of keeping from the policy', async () => {
    await publish(settings);
    await record(
      event(jane, {
        type: 'relationship-recorded',
        ground: { kind: 'contract' },
        purpose: 'service',
      }),
    );
    const { body } = await receipt('?purpose=service');
    expect(body.record['processing']).toMatchObject({
      purposes: [
        {
          purpose: 'Service messages',
          purpose_type: 'dpv:ServiceProvision',
          retention_period: 'P120M',
        },
      ],
    });
  });

  it('knows nothing of a purpose or channel that nothing is on record for', async () => {
    await publish(settings);
    const { status, body } = await receipt('?channel=sms');
    expect([status, body.error]).toMatchObject([404, { code: 'receipt.nothing' }]);
  });

  it('is of one identifier: a consent holds for the one that it names', async () => {
    await publish(settings);
    const other = event('j.doe@example.org', { type: 'described', traits: { country: 'DE' } });
    await record(other);
    const linked = { identifier: other.identifier, evidence: 'said so' };
    await dpo.post(`/contacts/${contact.id}/links`, linked);
    const { identifiers } = await find();
    const statuses = await Promise.all(
      identifiers.map(async ({ key }) => (await receipt(`?identifier=${key}`)).status),
    );
    expect(statuses.sort()).toEqual([200, 404]);
    const strange = await receipt(`?identifier=${'0'.repeat(32)}`);
    expect([strange.status, strange.body.error]).toMatchObject([
      404,
      { code: 'contact.no-such-identifier' },
    ]);
  });

  it('can be checked also where the no of an identifier that was linked decides', async () => {
    await publish(settings);
    const other = event('j.doe@example.org', { id: 'no' });
    await record(other);
    await dpo.post(`/contacts/${contact.id}/links`, {
      identifier: other.identifier,
      evidence: 'said so',
    });
    const { identifiers } = await find();
    for (const { key } of identifiers) {
      const { status, body } = await receipt(`?identifier=${key}`);
      expect(status).toBe(200);
      const { ok, events } = await verifyConsentReceipt(body, await trust());
      expect([ok, events.map((one) => one.event)]).toEqual([true, ['no']]);
    }
  });

  it.each(['rep', 'marketer'] as const)('is not for the role %s', async (role) => {
    expect((await receipt('', organisation.as(role))).status).toBe(403);
  });

  it('is given to nobody of another organisation, nor for nobody', async () => {
    expect((await receipt('', (await newOrganisation()).as('dpo'))).status).toBe(404);
    expect((await dpo.get(`/contacts/${'0'.repeat(32)}/receipt`)).status).toBe(404);
  });

  it.each(['format=pdf', 'channel=fax', 'identifier=jane', `purpose=${'x'.repeat(65)}`])(
    'refuses %s',
    async (query) => {
      expect((await receipt(`?${query}`)).status).toBe(400);
    },
  );
});
