import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import type { ImportRequest } from '../../../shared/protocol/imports.ts';
import { ListSettings } from '../../../shared/list/settings.ts';
import type { Limits } from '../../../worker/imports/feed.ts';
import { feed } from '../../../worker/imports/feed.ts';
import type { ImportRecord } from '../../../worker/store/imports-records.ts';
import type { Store } from '../../../worker/store/store.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { rowsOf } from '../support/store.ts';

/** A list being taken in, without the API around it. */
export async function beginList(
  store: Store,
  { name = 'list', dryRun = false, ...given }: Partial<ImportRequest> = {},
): Promise<ImportRecord> {
  const settings = v.parse(ListSettings, {
    format: 'csv',
    defaults: { type: 'objected' },
    ...given,
  });
  const by = { recordedBy: 'mem_test', now: Date.now() };
  return store.imports.begin({ name, settings, dryRun }, by);
}

type Sent = { readonly isLast?: boolean; readonly length?: number; readonly limits?: Limits };

/** Sends a part, as text or as bytes that come in chunks. */
export function sendPart(
  store: Store,
  from: ImportRecord,
  part: string | readonly Uint8Array[],
  { isLast = true, length, limits }: Sent = {},
): Promise<ImportRecord> {
  const chunks = typeof part === 'string' ? [new TextEncoder().encode(part)] : part;
  const body = streamOf(chunks);
  return feed(store, from, { body, isLast, length }, 'mem_test', limits);
}

export function streamOf(chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  const left = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = left.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
  });
}

/** The store again, as another request would open it. */
export function anotherStore(orgId: string): Promise<Store> {
  return storeFor(env, orgId);
}

export type Line = { row: number; column: string | null; code: string; taken: 0 | 1 };

export function linesOf(id: string): Promise<Line[]> {
  return rowsOf<Line>(
    'SELECT row, "column", code, taken FROM import_lines WHERE import_id = ? ORDER BY row, place',
    id,
  );
}

export type EventOf = { id: string; seq: number; type: string; channel: string };

export function eventsOf(id: string): Promise<EventOf[]> {
  return rowsOf<EventOf>(
    `SELECT id, seq, type, channel FROM events WHERE id LIKE ? ORDER BY seq`,
    `${id}.%`,
  );
}
