import type { Row } from './row.ts';

const json = { 'content-type': 'application/json' };
const settings = {
  name: 'list.csv',
  format: 'csv',
  defaults: { type: 'objected', channel: 'email' },
};
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** What comes in from elsewhere, and goes out to devices. */
export const exchangeRows: readonly Row[] = [
  { route: 'GET /health', open: true },
  { route: 'GET /openapi.json', open: true },
  { route: 'GET /reference', open: true },
  { route: 'GET /reference.css', open: true },
  {
    route: 'POST /imports',
    body: settings,
    texts: ['name'],
    words: ['defaults.channel'],
    status: 201,
  },
  { route: 'GET /imports', query: { limit: '5' } },
  {
    route: 'POST /imports/suggestion',
    body: 'email,opt-out\na@example.com,yes\n',
    headers: { 'content-type': 'text/csv' },
  },
  { route: 'GET /imports/{id}', params: { id: 'import' } },
  {
    route: 'PATCH /imports/{id}',
    params: { id: 'import' },
    body: 'email\na@example.com\n',
    headers: { 'content-type': 'text/csv', 'upload-offset': '0', 'upload-complete': '?1' },
  },
  { route: 'GET /imports/{id}/report', params: { id: 'import' }, query: { format: 'csv' } },
  {
    route: 'POST /exports',
    body: { what: 'events', format: 'csv', purpose: 'Move to another', recipient: 'Acme Ltd' },
    texts: ['purpose', 'recipient'],
    words: ['what', 'format'],
    status: 201,
  },
  { route: 'GET /exports', query: { limit: '5' } },
  { route: 'GET /exports/{id}', params: { id: 'export' }, query: { after: '1' } },
  { route: 'GET /providers' },
  {
    route: 'POST /providers',
    body: { provider: 'postmark', name: 'Newsletters' },
    texts: ['name'],
    words: ['provider'],
  },
  { route: 'GET /providers/{id}', params: { id: 'provider' } },
  {
    route: 'PUT /providers/{id}',
    params: { id: 'provider' },
    body: { name: 'Other' },
    words: ['name'],
  },
  { route: 'DELETE /providers/{id}', params: { id: 'provider' }, status: 204 },
  { route: 'GET /providers/{id}/unread', params: { id: 'provider' } },
  { route: 'GET /sync', query: { since: '0' } },
  { route: 'GET /sync/base/{id}', params: { id: 'nothing' }, status: 404 },
  { route: 'GET /sync/base/{id}/{part}', params: { id: 'nothing', part: 'version' }, status: 404 },
  {
    route: 'GET /hooks/{provider}/{connection}',
    params: { provider: 'nothing', connection: 'nothing' },
    status: 404,
    open: true,
  },
  {
    route: 'POST /hooks/{provider}/{connection}',
    params: { provider: 'nothing', connection: 'nothing' },
    body: '{}',
    headers: json,
    status: 404,
    open: true,
  },
  { route: 'POST /setup/link', body: {}, status: 404, open: true },
  { route: 'POST /setup/development', body: {}, status: 404, open: true },
  {
    route: 'POST /oauth/device_authorization',
    body: 'client_id=heed-extension&device_name=Firefox',
    headers: form,
    open: true,
  },
  {
    route: 'POST /oauth/token',
    body: 'client_id=heed-extension',
    headers: form,
    status: 400,
    open: true,
  },
];
