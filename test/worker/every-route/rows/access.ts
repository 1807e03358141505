import type { Row } from './row.ts';

/** Who belongs to the organisation, and by what they come in. */
export const accessRows: readonly Row[] = [
  { route: 'GET /members' },
  {
    route: 'POST /members/invitations',
    body: { email: 'new@example.com', role: 'rep' },
    words: ['email', 'role'],
    status: 201,
  },
  {
    route: 'DELETE /members/invitations/{id}',
    params: { id: 'invitation' },
    status: 204,
  },
  { route: 'POST /members/{id}/reset', params: { id: 'member' }, status: 201 },
  {
    route: 'PATCH /members/{id}',
    params: { id: 'member' },
    body: { role: 'marketer' },
    words: ['role'],
    status: 204,
  },
  { route: 'DELETE /members/{id}', params: { id: 'member' }, status: 204 },
  { route: 'GET /devices', query: { of: 'me' } },
  { route: 'GET /devices/current' },
  { route: 'DELETE /devices/current', status: 204, asKey: 404 },
  { route: 'DELETE /devices/{id}', params: { id: 'device' }, status: 204, asKey: 404 },
  { route: 'GET /api-keys' },
  {
    route: 'POST /api-keys',
    body: { name: 'Import', role: 'rep', scopes: ['check.run'], expiresInDays: 9 },
    texts: ['name'],
    words: ['role', 'scopes.0'],
    status: 201,
    asKey: 400,
  },
  { route: 'DELETE /api-keys/{id}', params: { id: 'apiKey' }, status: 204 },
  { route: 'GET /audit', query: { before: '9.x', limit: '5' } },
];
