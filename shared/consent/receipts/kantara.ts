import type { LogEvidence, Made, ReceiptInput, ReceiptMaterial } from './material.ts';
import { gather, refuse } from './material.ts';
import { kantaraConsentType } from './terms.ts';

export type KantaraReceipt = ReturnType<typeof receiptOf>;

/**
 * A Kantara Consent Receipt v1.1 (schema of 2017-11-17). It can only say that consent was given:
 * for any other state it is refused (`receipt.no-consent`), and the ISO form serves.
 */
export function kantaraReceipt(input: ReceiptInput): Made<KantaraReceipt> {
  const gathered = gather(input);
  if (!gathered.ok) return gathered;
  const { status } = gathered.material.state;
  if (status !== 'dpv:ConsentGiven' && status !== 'dpv:RenewedConsentGiven')
    return refuse(
      'receipt.no-consent',
      'A Kantara receipt says that consent was given, and that is not so now; make the ISO receipt.',
    );
  return { ok: true, receipt: receiptOf(gathered.material) };
}

function receiptOf({ details, events, log }: ReceiptMaterial) {
  const { pii, recipients, retentionPeriod } = details;
  const grant = events.at(-1)!;
  const categories = (wanted: (one: (typeof pii)[number]) => boolean): string[] =>
    pii.filter(wanted).map(({ type }) => type);
  const sensitive = categories((one) => one.sensitive || one.special);
  return {
    version: 'KI-CR-v1.1.0',
    jurisdiction: details.jurisdiction,
    consentTimestamp: Math.floor(grant.time / 1000),
    collectionMethod: grant.method!,
    consentReceiptID: details.receiptId,
    language: details.language,
    piiPrincipalId: details.principalId,
    piiControllers: details.controllers.map(
      ({ name, contact, address, email, phone, url, onBehalf }) => ({
        piiController: name,
        contact,
        address,
        email,
        phone,
        ...(url !== undefined && { piiControllerUrl: url }),
        ...(onBehalf !== undefined && { onBehalf }),
      }),
    ),
    policyUrl: details.noticeUrl,
    services: [
      {
        service: details.service,
        purposes: [
          {
            purpose: details.purpose.name,
            purposeCategory: [details.purpose.type],
            consentType: kantaraConsentType(grant.eventType),
            piiCategory: categories(() => true),
            primaryPurpose: true,
            termination: `${details.withdrawalMethod}; data kept for ${retentionPeriod}`,
            thirdPartyDisclosure: recipients.length > 0,
            ...(recipients.length > 0 && { thirdPartyName: recipients.join(', ') }),
          },
        ],
      },
    ],
    sensitive: sensitive.length > 0,
    spiCat: sensitive,
    /** Beyond the schema, which allows it: which event this is, and the log's proof of it. */
    consentEvent: grant.id,
    log: log.filter(({ event }): boolean => event === grant.id) as readonly LogEvidence[],
  };
}
