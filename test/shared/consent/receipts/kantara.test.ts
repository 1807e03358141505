import { beforeEach, describe, expect, it } from 'vitest';
import type { KantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { kantaraReceipt } from '../../../../shared/consent/receipts/kantara.ts';
import { day, event, now } from '../../arbitraries.ts';
import { confirmed, details, given, inputOf, receiptOf, withdrawn } from './tools.ts';

const make = async (change: object = {}, events = [given, confirmed]) =>
  kantaraReceipt({ ...(await inputOf(events)), details: { ...details, ...change } });
let receipt: KantaraReceipt;
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(async () => {
  receipt = receiptOf(await make());
});

describe('a Kantara consent receipt v1.1', () => {
  it('has every required field and no null', () => {
    expect(receipt).toMatchObject({
      version: 'KI-CR-v1.1.0',
      jurisdiction: 'DE',
      consentTimestamp: Date.UTC(2026, 3, 16, 9) / 1000,
      collectionMethod: 'reply',
      consentReceiptID: details.receiptId,
      piiPrincipalId: details.principalId,
      piiControllers: [
        {
          piiController: 'Acme GmbH',
          contact: 'Data protection officer',
          address: { streetAddress: 'Weg 1', addressCountry: 'DE' },
          email: 'privacy@acme.example',
          phone: '+49 30 000000',
        },
      ],
      policyUrl: details.noticeUrl,
      sensitive: false,
      spiCat: [],
    });
    expect(JSON.stringify(receipt)).not.toMatch(/null|undefined/);
  });

  it('counts whole seconds, also of a consent in the middle of one', async () => {
    const early = event({ type: 'given', occurredAt: now - day + 999 });
    expect(receiptOf(await make({}, [early])).consentTimestamp).toBe((now - day) / 1000);
  });

  it('tells its one purpose with every required field', () => {
    expect(receipt.services).toEqual([
      {
        service: 'Acme news',
        purposes: [
          {
            purpose: 'News about our products',
            purposeCategory: ['dpv:DirectMarketing'],
            consentType: 'EXPLICIT',
            piiCategory: ['pd:EmailAddress'],
            primaryPurpose: true,
            termination: `${details.withdrawalMethod}; data kept for P36M`,
            thirdPartyDisclosure: false,
          },
        ],
      },
    ]);
  });

  it('names third parties if, and only if, data goes to any', async () => {
    const purposeOf = (made: Awaited<ReturnType<typeof make>>) =>
      receiptOf(made).services[0]?.purposes[0];
    expect(purposeOf(await make())).not.toHaveProperty('thirdPartyName');
    expect(purposeOf(await make({ recipients: ['Mailer Ltd', 'Print AG'] }))).toMatchObject({
      thirdPartyDisclosure: true,
      thirdPartyName: 'Mailer Ltd, Print AG',
    });
  });

  it('lists what is sensitive', async () => {
    const pii = [{ type: 'pd:EmailAddress' }, { type: 'pd:Health', special: true }];
    expect(receiptOf(await make({ pii }))).toMatchObject({
      sensitive: true,
      spiCat: ['pd:Health'],
      services: [{ purposes: [{ piiCategory: ['pd:EmailAddress', 'pd:Health'] }] }],
    });
  });

  it('carries a controller’s optional fields only where they are given', async () => {
    const [controller] = details.controllers;
    const more = { ...controller, url: 'https://acme.example', onBehalf: true };
    expect(receiptOf(await make({ controllers: [more] })).piiControllers[0]).toMatchObject({
      piiControllerUrl: 'https://acme.example',
      onBehalf: true,
    });
    expect(receipt.piiControllers[0]).not.toHaveProperty('onBehalf');
  });

  it.each([
    ['web-form', 'EXPLICIT'],
    ['preference-page', 'EXPLICIT'],
    ['pre-ticked', 'IMPLICIT'],
    ['implied', 'IMPLICIT'],
    ['import', 'IMPLICIT'],
  ] as const)('calls a consent by %s %s', async (method, type) => {
    const made = receiptOf(await make({}, [event({ type: 'given', method })]));
    expect(made.services[0]?.purposes[0]?.consentType).toBe(type);
  });

  it('carries the proof of the consent itself alone', () => {
    expect(receipt.consentEvent).toBe('e-confirmed');
    expect(receipt.log.map(({ event: id }) => id)).toEqual(['e-confirmed']);
  });

  it('is refused where no consent stands, or details are missing', async () => {
    const codes = (made: Awaited<ReturnType<typeof make>>) =>
      made.ok ? [] : made.problems.map(({ code }) => code);
    expect(codes(await make({}, [given, withdrawn]))).toEqual(['receipt.no-consent']);
    expect(codes(await make({}, [event({ type: 'objected' })]))).toEqual(['receipt.no-consent']);
    expect(codes(await make({ service: undefined }))).toEqual(['receipt.detail-missing']);
  });
});
