import { defaultPolicy } from '../../../../shared/policy/presets/index.ts';
import type { Row } from './row.ts';

const person = { type: 'email', value: 'somebody@example.com' };
const event = {
  identifier: person,
  type: 'objected',
  purpose: 'direct-marketing',
  channel: 'email',
  occurredAt: '2026-03-02T10:00:00Z',
  method: 'reply',
  source: 'Fair',
  evidence: 'note 7',
};
const json = { 'content-type': 'application/json' };

/** What people said, and what is made of it. */
export const consentRows: readonly Row[] = [
  {
    route: 'POST /check',
    body: { recipients: [person], channel: 'email', purpose: 'direct-marketing' },
    words: ['recipients.0.value', 'purpose'],
  },
  {
    route: 'POST /events',
    body: { events: [{ ...event, id: 'row-1' }] },
    texts: ['events.0.evidence', 'events.0.id'],
    words: ['events.0.source', 'events.0.identifier.value', 'events.0.purpose'],
  },
  { route: 'GET /contacts', query: { after: '0'.repeat(32), limit: '5' } },
  { route: 'POST /contacts/find', body: person, texts: ['value'] },
  { route: 'GET /contacts/{id}', params: { id: 'contact' } },
  {
    route: 'GET /contacts/{id}/history',
    params: { id: 'contact' },
    query: { at: '2026-05-03T09:00:00Z', knownAt: '2026-05-03T09:00:00Z', before: '9', limit: '9' },
  },
  {
    route: 'GET /contacts/{id}/receipt',
    params: { id: 'contact' },
    query: { format: 'iso27560', purpose: 'direct-marketing', channel: 'email' },
    status: 409,
  },
  {
    route: 'POST /contacts/{id}/links',
    params: { id: 'contact' },
    body: { identifier: { type: 'email', value: 'linked@example.com' }, evidence: 'said so' },
    words: ['evidence', 'identifier.value'],
  },
  {
    route: 'DELETE /contacts/{id}/links/{identifier}',
    params: { id: 'contact', identifier: 'identifier' },
  },
  {
    route: 'POST /contacts/{id}/erase',
    params: { id: 'contact' },
    body: { reason: 'retention-ended' },
    words: ['reason'],
    status: 204,
  },
  { route: 'GET /policy' },
  {
    route: 'PUT /policy',
    body: { policy: { ...defaultPolicy, name: 'Ours' }, note: 'After the audit' },
    headers: { ...json, 'if-match': '"1"' },
    texts: ['note'],
    words: ['policy.name', 'policy.purposes.0.id', 'policy.sender.timeZone', 'policy.strictness'],
    repeats: true,
  },
  { route: 'GET /policy/versions', query: { before: '3', limit: '2' } },
  { route: 'GET /policy/versions/{version}', params: { version: 'version' }, common: true },
  {
    route: 'POST /policy/simulate',
    body: { policy: defaultPolicy, recipients: [person], purpose: 'direct-marketing' },
    words: ['policy.name', 'recipients.0.value', 'purpose'],
    repeats: true,
  },
  {
    route: 'POST /guard-reports',
    body: {
      site: 'gmail',
      problem: 'no-send',
      version: [0, 4],
      structure: [{ tag: 'div', role: 'dialog', attributes: ['class'], depth: 0, count: 1 }],
    },
    words: ['site', 'structure.0.tag', 'structure.0.role', 'structure.0.attributes.0'],
    status: 201,
  },
  { route: 'GET /selectors' },
  {
    route: 'PUT /selectors',
    body: { selectors: { gmail: { send: ['[role=button].new'] } } },
    words: ['selectors.gmail.send.0'],
    repeats: true,
  },
  {
    route: 'POST /screen',
    body: { subject: 'Our lamps', text: 'We make lamps.', language: 'en' },
    texts: ['text'],
    words: ['subject', 'language'],
  },
  {
    route: 'POST /screening/dismissals',
    body: { dismissals: [{ category: 'pd:Religion', binder: 'apposition', count: 1 }] },
    words: ['dismissals.0.category', 'dismissals.0.binder'],
    status: 201,
  },
  { route: 'GET /screening/dismissals' },
  { route: 'GET /guard-reports', query: { before: 'f'.repeat(32), limit: '5' } },
  { route: 'GET /log/checkpoint' },
  { route: 'GET /log/checkpoints', query: { limit: '5' } },
  { route: 'GET /log/key' },
  { route: 'GET /log/entries', query: { from: '0', limit: '5' } },
  { route: 'GET /log/proof/inclusion', query: { event: 'seeded' }, status: 404 },
  { route: 'GET /log/proof/consistency', query: { from: '9999' }, status: 400 },
];
