import type { DialogPerson } from '../../../extension/overlay/dialog.tsx';
import type { Decision, Reason } from '../../../shared/policy/decision.ts';
import { explain } from '../../../shared/policy/explain.ts';

type Draft = Omit<Reason, 'events'>;

const objected: Draft = {
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
  citation: { text: 'GDPR Art. 21(2)-(3), Recital 70', confidence: 'P' },
  remedies: ['remove-recipient', 'keep-editing'],
};

const withdrew: Draft = {
  ...objected,
  rule: 'opt-out',
  says: 'opt-out.withdrawn',
  params: { since: '2026-09-14', purpose: ['purpose.all'], channel: ['channel.all'] },
  citation: { text: 'GDPR Art. 7(3); Directive 2002/58/EC Art. 13', confidence: 'P' },
};

const suppressed: Draft = {
  ...objected,
  rule: 'suppression',
  decidedBy: 'organisation',
  overridable: true,
  says: 'suppression',
  params: { since: '2026-02-20' },
  citation: { text: "Your organisation's do-not-contact list", confidence: 'P' },
  remedies: ['remove-recipient', 'keep-editing', 'override-with-reason'],
};

const unknown: Draft = {
  rule: 'unknown',
  step: 5,
  verdict: 'block',
  decidedBy: 'machine',
  overridable: true,
  says: 'unknown',
  params: {},
  citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'S' },
  remedies: [
    'state-country',
    'record-consent',
    'record-relationship',
    'remove-recipient',
    'override-with-reason',
  ],
};

function person(label: string, verdict: Decision['verdict'], ...drafts: Draft[]): DialogPerson {
  const reasons = drafts.map((draft) => ({ ...draft, events: [] }));
  return {
    id: label,
    label,
    verdict,
    reasons: reasons.map((reason) => ({ ...reason, ...explain(reason) })),
    removable: true,
  };
}

export const amelia = person('Amelia Hart <amelia.hart@example.com>', 'block', objected);
export const bruno = person('Bruno Keller <bruno.keller@example.org>', 'block', withdrew);
export const carla = person('carla@example.net', 'allow');
export const unknownPerson = person('Dana Osei <dana.osei@example.com>', 'block', unknown);
export const listed = person('Emil Novak <emil@example.com>', 'block', suppressed);
export const twice = person('Farah Aziz <farah@example.com>', 'block', objected, suppressed);
export const longNamed = person(
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh von und zu Hohenlohe-Langenburg <wolfeschlegelsteinhausenbergerdorff.featherstonehaugh@department-of-very-long-names.subsidiary.example.com>',
  'block',
  objected,
);
export const longAddress = person(
  'a-very-long-address-without-any-name-that-goes-on-and-on-and-on-and-on@mail.example.org',
  'block',
  unknown,
);
export const group = person('Everybody in sales', 'block', {
  ...unknown,
  rule: 'uncheckable',
  says: 'uncheckable',
  remedies: ['correct-address', 'remove-recipient', 'override-with-reason'],
});
export const hebrew = person('עמליה הרט <amelia@example.com>', 'block', objected);
