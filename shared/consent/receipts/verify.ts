import * as v from 'valibot';
import { parseCanonicalJson } from '../../ledger/canonical-json.ts';
import type { CheckpointTrust } from '../../ledger/checkpoint.ts';
import type { Hash, TreeHasher } from '../../ledger/merkle/hasher.ts';
import { treeHasher } from '../../ledger/merkle/hasher.ts';
import { verifyReceipt } from '../../ledger/receipt.ts';
import type { Problem, Result } from '../../result.ts';
import { fail, ok } from '../../result.ts';
import { utf8 } from '../../text/utf8.ts';
import type { Claim, ReadReceipt } from './claim.ts';
import { LoggedEvent } from './logged-event.ts';
import { readReceipt } from './read.ts';

/** Whose log is believed, and the means to check it. */
export type ReceiptTrust = CheckpointTrust & { readonly hash: Hash };

/** Of one event of a receipt: where the log holds it, or why that cannot be said. */
type EventCheck =
  | { readonly event: string; readonly covered: true; readonly index: number }
  | { readonly event: string; readonly covered: false; readonly problem: Problem };

export type ReceiptCheck = {
  /** Every event on record is covered by the log, and says what was logged. */
  readonly ok: boolean;
  readonly events: readonly EventCheck[];
  /** Why the receipt could not be read at all. */
  readonly problem?: Problem;
};

/**
 * Compares a receipt of any form with the log, offline: signature, inclusion, and every field that
 * the log covers. What only the organisation says (names, addresses, purposes in words, storage) the
 * log does not cover, nor an expiry, which follows from the clock; nor can it tell what was left out.
 * Problems: `receipt.form`, `.empty`, `.no-evidence`, `.expired`, `.entry`, `.differs`, `ledger.*`.
 */
export async function verifyConsentReceipt(
  receipt: unknown,
  trust: ReceiptTrust,
): Promise<ReceiptCheck> {
  const read = readReceipt(receipt);
  if (!read.ok) return { ok: false, events: [], problem: read.problem };
  const hasher = treeHasher(trust.hash);
  const events: EventCheck[] = [];
  const ofClock = expiries(read.value);
  for (const [index, { id }] of read.value.events.entries()) {
    const found = ofClock.has(id)
      ? follows
      : await checkEvent(id, index, read.value, trust, hasher);
    events.push(
      found.ok
        ? { event: id, covered: true, index: found.value }
        : { event: id, covered: false, problem: found.problem },
    );
  }
  const recorded = events.filter(({ event }) => !ofClock.has(event));
  if (recorded.length === 0) return { ok: false, events, problem: empty };
  return { ok: recorded.every(({ covered }) => covered), events };
}

/** Only the expiry of an event that the receipt names too is taken for one. */
function expiries({ events }: ReadReceipt): ReadonlySet<string> {
  const named = new Set(events.map(({ id }) => `${id}-expired`));
  return new Set(events.flatMap(({ id, expired }) => (expired && named.has(id) ? [id] : [])));
}

const empty: Problem = {
  code: 'receipt.empty',
  message: 'The receipt names no event on record.',
};
const follows = fail(
  'receipt.expired',
  'That the consent ran out follows from its end and the clock; the log holds no event for it.',
);

async function checkEvent(
  id: string,
  index: number,
  { claims, log, events }: ReadReceipt,
  trust: ReceiptTrust,
  hasher: TreeHasher,
): Promise<Result<number>> {
  if (events.findIndex((one) => one.id === id) < index)
    return fail('receipt.twice', 'The receipt names this event twice.');
  const evidence = log.filter(({ event }) => event === id);
  if (evidence.length !== 1)
    return fail('receipt.no-evidence', 'The receipt carries no single proof of this event.');
  const { entry, proof } = evidence[0]!;
  const place = await verifyReceipt({ entry: utf8(entry), proof }, trust, hasher);
  if (!place.ok) return place;
  const logged = readEntry(entry);
  if (!logged.ok) return logged;
  const differing = compare(id, logged.value, claims);
  return differing ?? ok(place.value.index);
}

function readEntry(entry: string): Result<LoggedEvent> {
  const record = parseCanonicalJson(entry);
  if (!record.ok) return record;
  const parsed = v.safeParse(LoggedEvent, record.value);
  return parsed.success
    ? ok(parsed.output)
    : fail('receipt.entry', 'What the log holds there is no consent event.');
}

function compare(
  id: string,
  logged: LoggedEvent,
  claims: readonly Claim[],
): Result<never> | undefined {
  if (logged.id !== id) return fail('receipt.differs', 'The proof is of another event.');
  const wrong = claims.find(({ event, holds }) => event === id && !holds(logged));
  if (!wrong) return undefined;
  const { path } = wrong;
  const message = `${path} does not say what was logged.`;
  return { ok: false, problem: { code: 'receipt.differs', message, path } };
}
