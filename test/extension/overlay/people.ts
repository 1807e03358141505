import type { DialogInput, DialogPerson } from '../../../extension/overlay/dialog.tsx';
import type { Reason, Verdict } from '../../../shared/policy/decision.ts';
import { explain } from '../../../shared/policy/explain.ts';
import type { SpokenReason } from '../../../shared/protocol/reason.ts';

export function reason(change: Partial<Reason> = {}): SpokenReason {
  const made: Reason = {
    rule: 'objection',
    step: 1,
    verdict: 'block',
    decidedBy: 'person',
    overridable: false,
    says: 'objection.objected',
    params: {
      since: '2026-05-03',
      purpose: ['purpose.direct-marketing'],
      channel: ['channel.email'],
    },
    citation: { text: 'GDPR Art. 21(2)-(3)', confidence: 'P' },
    remedies: ['remove-recipient', 'keep-editing'],
    events: [],
    ...change,
  };
  return { ...made, ...explain(made) };
}

export const unknown = reason({
  rule: 'unknown',
  decidedBy: 'machine',
  overridable: true,
  says: 'unknown',
  params: {},
  citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'R' },
  remedies: [
    'state-country',
    'record-consent',
    'record-relationship',
    'remove-recipient',
    'override-with-reason',
  ],
});

export const suppressed = reason({
  rule: 'suppression',
  decidedBy: 'organisation',
  overridable: true,
  says: 'suppression',
  remedies: ['remove-recipient', 'override-with-reason'],
});

export function person(
  label: string,
  reasons: readonly SpokenReason[] = [],
  verdict: Verdict = reasons.length > 0 ? 'block' : 'allow',
): DialogPerson {
  return { id: `id of ${label}`, label, verdict, reasons, removable: true };
}

export function input(...people: DialogPerson[]): DialogInput {
  return { people, purpose: 'direct-marketing', channel: 'email' };
}

export const amelia = person('Amelia Hart <amelia@example.com>', [reason()]);
export const dana = person('Dana Osei <dana@example.com>', [unknown]);
export const carla = person('carla@example.net');
