import * as v from 'valibot';
import { eventKind } from '../event.ts';
import type { Claim, ReadReceipt } from './claim.ts';
import { Evidences, happened } from './claim.ts';
import { eventTypeTerm, kantaraConsentType } from './terms.ts';

export const Kantara = v.object({
  version: v.literal('KI-CR-v1.1.0'),
  consentTimestamp: v.number(),
  collectionMethod: v.string(),
  piiPrincipalId: v.string(),
  services: v.array(v.object({ purposes: v.array(v.object({ consentType: v.string() })) })),
  consentEvent: v.string(),
  log: Evidences,
});

export function readKantara(receipt: v.InferOutput<typeof Kantara>): ReadReceipt {
  const event = receipt.consentEvent;
  const types = receipt.services.flatMap(({ purposes }) => purposes.map((one) => one.consentType));
  const claim = (path: string, holds: Claim['holds']): Claim => ({ event, path, holds });
  return {
    events: [{ id: event, expired: false }],
    claims: [
      claim('piiPrincipalId', ({ subject }) => receipt.piiPrincipalId === subject),
      claim(
        'consentTimestamp',
        (logged) => receipt.consentTimestamp === Math.floor(happened(logged) / 1000),
      ),
      claim('collectionMethod', ({ method }) => receipt.collectionMethod === method),
      claim('consentEvent', ({ type }) => eventKind(type).effect === 'grant'),
      claim('services', ({ type, method }) =>
        types.every((one) => one === kantaraConsentType(eventTypeTerm(type, method))),
      ),
    ],
    log: receipt.log,
  };
}
