import type * as v from 'valibot';
import type { Webhook, WebhookMessage, WebhookMessages } from '../../shared/protocol/webhooks.ts';
import { toIso } from '../../shared/time.ts';
import type { AttemptRow, MessageRow } from '../store/webhooks-log.ts';
import type { Endpoint } from '../store/webhooks.ts';

const timeOrNull = (at: number | null) => (at === null ? null : toIso(at));

/** An endpoint as its administrator sees it, without its secrets. */
export function endpointAnswer(
  endpoint: Endpoint,
  counts: { pending: number; dead: number } = { pending: 0, dead: 0 },
): Webhook {
  const { id, url, description, types, identifiers, disabledBecause } = endpoint;
  return {
    id,
    url,
    description,
    types: [...types],
    identifiers,
    createdAt: toIso(endpoint.createdAt),
    failingSince: timeOrNull(endpoint.failingSince),
    disabledAt: timeOrNull(endpoint.disabledAt),
    disabledBecause,
    ...counts,
  };
}

export function messageAnswer(
  row: MessageRow,
): v.InferOutput<typeof WebhookMessages>['messages'][number] {
  return { ...row, createdAt: toIso(row.createdAt), dueAt: timeOrNull(row.dueAt) };
}

export function messageWithTries(
  row: MessageRow,
  attempts: readonly AttemptRow[],
): v.InferOutput<typeof WebhookMessage> {
  return {
    ...messageAnswer(row),
    tries: attempts.map((each) => ({ ...each, at: toIso(each.at) })),
  };
}
