import { endedAfterMonths } from '../calendar.ts';
import type { Mark } from '../consent/facts.ts';
import { dealings } from './jurisdiction.ts';
import type { GroundKind, RowOf } from './jurisdiction.ts';
import type { Shortfall } from './permission-found.ts';
import type { Place } from './places.ts';
import type { Question } from './question.ts';

/** What has an end of its own. A date beside a purchase is until when somebody meant to rely on it. */
const lasting: ReadonlySet<string> = new Set<GroundKind>([
  'contract',
  'free-account',
  'membership',
  'business-relationship',
]);

/**
 * Why a relationship on record is too old to write on, where a place says how long somebody's details
 * may be kept who is not heard of any more; `undefined` when it is not. A contract runs until its end is
 * on record.
 */
export function tooOld(mark: Mark, place: Place, question: Question): Shortfall | undefined {
  const { timeZone, ask, all } = question;
  for (const row of place.rules.evidence) {
    if (row.lapsesFrom !== 'persons-last-contact' || row.lapsesAfterMonths === undefined) continue;
    const runs =
      mark.ground?.kind === 'contract' && (mark.until === undefined || mark.until > ask.at);
    if (runs) continue;
    const ended = lasting.has(mark.ground?.kind ?? '') ? (mark.until ?? 0) : 0;
    const from = Math.max(lastActOf(all, mark), ended);
    const endedAt = endedAfterMonths(from, row.lapsesAfterMonths, timeZone, ask.at);
    if (endedAt !== undefined) return { mark, row, missing: [], endedAt };
  }
  return undefined;
}

/** From when a consent lapses in a place: from the day it was given, or from when they were last heard of. */
export function lapsesFrom(consent: Mark, row: RowOf<'evidence'>, { all }: Question): number {
  return row.lapsesFrom === 'persons-last-contact' ? lastActOf(all, consent) : consent.since;
}

/** The last time that the person themself turned to the organisation: CNIL counts from there, not from a message read. */
function lastActOf(all: readonly Mark[], mark: Mark): number {
  let last = mark.since;
  for (const { type, ground, since } of all)
    if (type === 'given' || type === 'confirmed' || (ground && dealings.has(ground.kind)))
      last = Math.max(last, since);
  return last;
}
