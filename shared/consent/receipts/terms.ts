import type { EventType, Method } from '../event.ts';
import { eventKind } from '../event.ts';
import type { ConsentState } from '../state.ts';
import { consentStatuses } from '../state.ts';

/** What DPV 2.3 calls the state that an event brings about. */
export function stateTerm(type: EventType): string {
  const { dpv } = eventKind(type);
  if (isStatus(dpv) || dpv === 'dpv:LegitimateInterestObjected') return dpv;
  if (type === 'restricted') return 'dpv:ConsentInvalidated';
  return type === 'relationship-recorded'
    ? 'dpv:LegitimateInterestNotObjected'
    : 'dpv:ConsentUnknown';
}

function isStatus(term: string): boolean {
  return (consentStatuses as readonly string[]).includes(term);
}

/** How the person expressed it, from the weakest. What nobody noted down is just consent. */
const consentTypes: Record<Method, string> = {
  implied: 'dpv:ImpliedConsent',
  'pre-ticked': 'dpv:ImpliedConsent',
  import: 'dpv:Consent',
  'provider-webhook': 'dpv:Consent',
  'recorded-by-member': 'dpv:Consent',
  'unsubscribe-link': 'dpv:ExpressedConsent',
  'one-click': 'dpv:ExpressedConsent',
  reply: 'dpv:ExpressedConsent',
  spoken: 'dpv:ExpressedConsent',
  'web-form': 'dpv:ExpressedConsent',
  'in-writing': 'dpv:ExplicitlyExpressedConsent',
  'preference-page': 'dpv:ExplicitlyExpressedConsent',
};

const controls: Partial<Record<EventType, string>> = {
  requested: 'dpv:ObtainConsent',
  refused: 'dpv:RefuseConsent',
  withdrawn: 'dpv:WithdrawConsent',
  objected: 'dpv:WithdrawConsent',
  complained: 'dpv:WithdrawConsent',
};

/** ISO/IEC TS 27560's `event_type`: for a consent its type, for other events the act. A second step makes it explicit. */
export function eventTypeTerm(type: EventType, method: Method): string {
  if (type === 'confirmed') return 'dpv:ExplicitlyExpressedConsent';
  if (eventKind(type).effect === 'grant') return consentTypes[method];
  return controls[type] ?? 'dpv:ManageConsent';
}

/** Kantara knows two. */
export function kantaraConsentType(term: string): 'EXPLICIT' | 'IMPLICIT' {
  return term === 'dpv:ImpliedConsent' || term === 'dpv:Consent' ? 'IMPLICIT' : 'EXPLICIT';
}

/** In the terms of the GDPR, where that applies. An objection ends a basis and is none. */
const gdprBases: Partial<Record<string, string>> = {
  'dpv:Consent': 'eu-gdpr:A6-1-a',
  'dpv:ContractPerformance': 'eu-gdpr:A6-1-b-contract-performance',
  'dpv:LegitimateInterest': 'eu-gdpr:A6-1-f',
};

export function basisTerms({ basis }: ConsentState, underGdpr: boolean): string[] {
  if (basis === undefined || basis === 'dpv:LegitimateInterestObjected') return [];
  const article = underGdpr ? gdprBases[basis] : undefined;
  return article === undefined ? [basis] : [basis, article];
}

/** Every term that a receipt can hold beside its details; a test looks each up in the vocabulary. */
export const receiptTerms: readonly string[] = [
  ...Object.values(consentTypes),
  ...Object.values(controls),
  ...Object.values(gdprBases).filter((term) => term !== undefined),
  'dpv:ManageConsent',
  'dpv:ConsentUnknown',
  'dpv:ConsentInvalidated',
  'dpv:LegitimateInterestObjected',
  'dpv:LegitimateInterestNotObjected',
];
