import type { Row } from './row.ts';

const body = {
  url: 'https://hooks.example.com/heed',
  description: 'To our CRM',
  types: ['contact.objected'],
};
const params = { id: 'webhook' } as const;
const ofMessage = { id: 'webhook', message: 'message' } as const;

/** Whom is told what happens, and what they were told. */
export const webhookRows: readonly Row[] = [
  { route: 'GET /webhooks' },
  { route: 'POST /webhooks', body, texts: ['description'], words: ['url', 'types.0'] },
  { route: 'GET /webhooks/{id}', params },
  { route: 'PUT /webhooks/{id}', params, body, texts: ['description'], words: ['url', 'types.0'] },
  { route: 'DELETE /webhooks/{id}', params, status: 204 },
  { route: 'POST /webhooks/{id}/secret', params },
  { route: 'POST /webhooks/{id}/test', params },
  { route: 'POST /webhooks/{id}/resend-dead', params },
  { route: 'GET /webhooks/{id}/messages', params, query: { state: 'pending', limit: '5' } },
  { route: 'GET /webhooks/{id}/messages/{message}', params: ofMessage },
  { route: 'POST /webhooks/{id}/messages/{message}/resend', params: ofMessage },
];
