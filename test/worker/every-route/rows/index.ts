import { accessRows } from './access.ts';
import { consentRows } from './consent.ts';
import { exchangeRows } from './exchange.ts';
import { webhookRows } from './webhooks.ts';

export const rows = [...consentRows, ...accessRows, ...exchangeRows, ...webhookRows];
