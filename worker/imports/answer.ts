import type { ImportState } from '../../shared/protocol/imports.ts';
import { toIso } from '../../shared/time.ts';
import type { ImportRecord } from '../store/imports-records.ts';

/** An import as the API tells it. */
export function toAnswer(record: ImportRecord): ImportState {
  const { id, name, settings, dryRun, state, problem, offset, reading, events, createdBy } = record;
  const { rows: read, taken, refused, noted } = record;
  const columns = reading.form?.layout.columns.map((each) => ({
    column: each.name,
    field: each.field,
  }));
  return {
    id,
    name,
    format: settings.format,
    dryRun,
    state,
    problem: problem && { code: problem.code, message: problem.message },
    offset,
    columns: columns ?? null,
    rows: { read, taken, refused, noted },
    events,
    createdAt: toIso(record.createdAt),
    createdBy,
    movedAt: toIso(record.movedAt),
  };
}

/** By the names of https://datatracker.ietf.org/doc/draft-ietf-httpbis-resumable-upload/ (12, 2026-07). */
export function uploadHeaders({ offset, state }: ImportRecord): Record<string, string> {
  return {
    'Upload-Offset': String(offset),
    'Upload-Complete': state === 'open' ? '?0' : '?1',
    'Upload-Limit': `max-append-size=${longestPart}`,
  };
}

/** Cloudflare takes no longer body from most plans (2026-11); what lies behind the last whole row is sent again anyway. */
export const longestPart = 100_000_000;
