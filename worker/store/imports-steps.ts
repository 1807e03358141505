import type { RowLine } from '../../shared/list/lines.ts';
import type { ListState } from '../../shared/list/list-reader.ts';
import type { Problem } from '../../shared/result.ts';
import { Refusal } from '../errors.ts';
import { auditing } from './access/audit.ts';
import type { Refused } from './drafts.ts';
import { draft } from './drafts.ts';
import type { By, NewEvent } from './event-rows.ts';
import { append } from './events.ts';
import type { ImportRecord, ReportLine } from './imports-records.ts';
import { findImport } from './imports-records.ts';
import { jsonParts } from './parts.ts';
import type { Scope } from './scope.ts';

/** What some thousands of rows came to, and where they end. */
export type Step = {
  readonly offset: number;
  readonly reading: ListState;
  /** How many rows there were, empty ones among them. */
  readonly rows: number;
  readonly events: readonly RowOfEvent[];
  readonly lines: readonly LineOfRow[];
  /** What is told of a row only where it is recorded. */
  readonly notes: readonly LineOfRow[];
  /** Whether with this the list is over, or why it cannot be read further. */
  readonly ends?: 'done' | Problem;
};
export type LineOfRow = RowLine & { readonly row: number };
export type RowOfEvent = { readonly row: number; readonly event: NewEvent };

/**
 * Records the events of a step, its report lines and how far the list has come with it, in one transaction:
 * whenever it is cut short, what is in the store is just what `offset` says. Throws a 409 `Refusal` when
 * somebody else has taken the list further.
 */
export async function advanceImport(
  scope: Scope,
  from: ImportRecord,
  step: Step,
  by: By,
): Promise<ImportRecord> {
  const { dryRun } = from;
  const drafts = step.events.map(({ event }) => draft(scope, event));
  let moved = from;
  let attempts = 0;
  const plan = async () => {
    if (attempts++ > 0) await mustStandAt(scope, from);
    const afterwards = (refused: readonly Refused[]) => {
      const lines = reportOf(step, refused);
      moved = movedBy(from, step, lines, refused.length, by.now);
      return [...insertLines(scope, from, lines), ...moveOn(scope, from, moved, by)];
    };
    // Made from the import's own id and the row. Whoever gave one of them to something else shows in the second try.
    return { drafts, dryRun, afterwards, newIds: attempts === 1 && !dryRun };
  };
  try {
    await append(scope, by, plan);
  } catch (error) {
    await mustStandAt(scope, from);
    throw error;
  }
  return moved;
}

async function mustStandAt(scope: Scope, { id, offset, state }: ImportRecord): Promise<void> {
  const now = await findImport(scope, id);
  if (now && (now.offset !== offset || now.state !== state)) throw elsewhere(now);
}

/** The list has come further, or is over: another request did that. */
export function elsewhere({ state, offset }: ImportRecord): Refusal {
  return state === 'open'
    ? new Refusal(409, 'imports.offset', `Send the list from byte ${offset} on.`)
    : new Refusal(409, 'imports.over', `This import is over (${state}); begin another one.`);
}

/** Lines by row: those of reading, and those of what the store could not take. */
function reportOf({ events, lines, notes }: Step, refused: readonly Refused[]): ReportLine[] {
  const left = new Map<number, number>();
  for (const { row } of events) left.set(row, (left.get(row) ?? 0) + 1);
  const told = [...lines];
  for (const { index, code, message } of refused) {
    const { row } = events[index]!;
    left.set(row, left.get(row)! - 1);
    // The store names the field of an event; here it is a row.
    const sentence = message.replace(/^\w+: (\w)/, (_, first: string) => first.toUpperCase());
    told.push({ row, column: null, code, message: sentence });
  }
  const isTaken = ({ row }: LineOfRow) => (left.get(row) ?? 0) > 0;
  return [...told, ...notes.filter(isTaken)]
    .map((line) => ({ ...line, taken: isTaken(line) }))
    .sort((a, b) => a.row - b.row);
}

function movedBy(
  from: ImportRecord,
  { offset, reading, rows, events, ends }: Step,
  lines: readonly ReportLine[],
  lost: number,
  now: number,
): ImportRecord {
  const count = (taken: boolean) =>
    new Set(lines.filter((line) => line.taken === taken).map(({ row }) => row)).size;
  const refused = count(false);
  const said = new Set([...events.map(({ row }) => row), ...lines.map(({ row }) => row)]).size;
  return {
    ...from,
    state: ends === undefined ? 'open' : ends === 'done' ? 'done' : 'stopped',
    problem: ends === undefined || ends === 'done' ? null : ends,
    offset,
    reading,
    rows: from.rows + rows,
    taken: from.taken + said - refused,
    refused: from.refused + refused,
    noted: from.noted + count(true),
    events: from.events + events.length - lost,
    movedAt: now,
  };
}

function insertLines({ db, orgId }: Scope, { id }: ImportRecord, lines: readonly ReportLine[]) {
  let place = 0;
  const rows = lines.map(({ row, column, code, message, taken }, index) => {
    place = lines[index - 1]?.row === row ? place + 1 : 0;
    return [row, place, column, code, message, taken ? 1 : 0];
  });
  return jsonParts(rows).map((part) =>
    db
      .prepare(
        `INSERT INTO import_lines (org_id, import_id, row, place, "column", code, message, taken)
         SELECT ?1, ?2, value->>0, value->>1, value->>2, value->>3, value->>4, value->>5
         FROM json_each(?3)`,
      )
      .bind(orgId, id, part),
  );
}

/** Without the offset that it began from it writes NULL where none may be, and the whole transaction fails. */
function moveOn(scope: Scope, from: ImportRecord, to: ImportRecord, by: By): D1PreparedStatement[] {
  const { db, orgId } = scope;
  const statement = db
    .prepare(
      `UPDATE imports SET offset = CASE WHEN offset = ?3 AND state = 'open' THEN ?4 END,
         reading = ?5, rows = ?6, taken = ?7, refused = ?8, noted = ?9, events = ?10, moved_at = ?11,
         state = ?12, problem = ?13
       WHERE org_id = ?1 AND id = ?2`,
    )
    .bind(
      orgId,
      to.id,
      from.offset,
      to.offset,
      JSON.stringify(to.reading),
      to.rows,
      to.taken,
      to.refused,
      to.noted,
      to.events,
      to.movedAt,
      to.state,
      to.problem && JSON.stringify(to.problem),
    );
  if (to.state === 'open') return [statement];
  const { rows, taken, refused, events, dryRun } = to;
  const action = to.state === 'done' ? 'import.done' : 'import.stopped';
  const details = { rows, taken, refused, events, dryRun };
  const entry = { actor: by.recordedBy, action, target: to.id, details } as const;
  return [statement, auditing(scope, entry, by.now)];
}
