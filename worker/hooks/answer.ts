import type { ProviderConnection as Answer, UnreadList } from '../../shared/protocol/providers.ts';
import type * as v from 'valibot';
import { toIso } from '../../shared/time.ts';
import type { Count, UnreadReport } from '../store/provider-reports.ts';
import type { ProviderConnection } from '../store/providers.ts';
import { isReady } from './setup.ts';
import says from './unread.json' with { type: 'json' };

/** A connection as its administrator sees it: which keys it has, and never the keys. */
export function connectionAnswer(
  origin: string,
  connection: ProviderConnection,
  counts: readonly Count[] = [],
): Answer {
  const { id, provider, name, path, settings, secrets, createdAt } = connection;
  return {
    id,
    provider,
    name,
    address: `${origin}/api/v1/hooks/${provider}/${path}`,
    lists: settings.lists,
    topicArn: settings.topicArn ?? null,
    secrets: Object.keys(secrets),
    ready: isReady(provider, secrets, settings),
    createdAt: toIso(createdAt),
    counts: counts.map((count) => ({ ...count, lastAt: toIso(count.lastAt) })),
  };
}

/** With what to do about it. */
export function unreadAnswer({
  id,
  event,
  reason,
  receivedAt,
}: UnreadReport): v.InferOutput<typeof UnreadList>['unread'][number] {
  return { id, event, reason, receivedAt: toIso(receivedAt), says: says[reason] };
}
