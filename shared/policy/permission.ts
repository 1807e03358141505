import { bitOf, eventSet } from '../consent/event-set.ts';
import type { Mark } from '../consent/facts.ts';
import { endAfterMonths, endedAfterMonths } from '../calendar.ts';
import type { Condition, RowOf } from './jurisdiction.ts';
import type { Flaw, Limit, Permission, Shortfall } from './permission-found.ts';
import type { Place } from './places.ts';
import type { Question } from './question.ts';
import { lapsesFrom, tooOld } from './retention.ts';
import { isPersonsOwnYes } from '../consent/ending.ts';

const byDefault: Permission = { permitted: true, by: 'default' };
const byConsent: Permission = { permitted: true, by: 'consent' };
const byGround: Permission = { permitted: true, by: 'ground' };
const noFlaws: readonly Flaw[] = [];
const noShortfalls: readonly Shortfall[] = [];
const nothingOnRecord: Permission = {
  permitted: false,
  flaws: noFlaws,
  shortfalls: noShortfalls,
};

const consents = eventSet('given', 'confirmed');
const takenBack = eventSet('withdrawn', 'refused');

/** Steps 5 to 7: the place's default, the validity of consents on record, the clocks of what stands in for them. */
export function permissionIn(question: Question, place: Place): Permission {
  const { marks } = question;
  const local = place.rules;
  // Who lifts a no does not thereby give again the consent that they took back.
  const tookBack =
    (question.types & takenBack) === 0
      ? undefined
      : marks.findLast(({ type }) => (bitOf(type) & takenBack) !== 0);
  let flaws: Flaw[] | undefined;
  if ((question.types & consents) !== 0)
    for (const mark of marks) {
      if (mark.type !== 'given' && mark.type !== 'confirmed') continue;
      if (tookBack && mark.since <= tookBack.since) continue;
      const flaw = flawOf(mark, question, place);
      if (!flaw) return byConsent;
      (flaws ??= []).push(flaw);
    }
  if (place.strictness !== 'restrictive') {
    if (local.requirement === 'exempt' || local.requirement === 'opt-out') return byDefault;
  }
  let shortfalls: Shortfall[] | undefined;
  if (place.strictness !== 'restrictive' && local.requirement === 'opt-out-if-informed')
    for (const mark of informing(question, local.permission)) {
      const shortfall = mark.ground && tooOld(mark, place, question);
      if (!shortfall) return byDefault;
      (shortfalls ??= []).push(shortfall);
    }
  if (place.strictness !== 'restrictive')
    for (const mark of marks) {
      if (!mark.ground || shortfalls?.some((known) => known.mark === mark)) continue;
      for (const row of local.grounds) {
        if (!row.grounds.includes(mark.ground.kind)) continue;
        const shortfall = shortfallOf(mark, row, question) ?? tooOld(mark, place, question);
        if (!shortfall) return byGround;
        (shortfalls ??= []).push(shortfall);
      }
    }
  if (!flaws && !shortfalls) return nothingOnRecord;
  return { permitted: false, flaws: flaws ?? noFlaws, shortfalls: shortfalls ?? noShortfalls };
}

/** Why a consent does not count in a place; `undefined` when it does. */
export function flawOf(mark: Mark, question: Question, place: Place): Flaw | undefined {
  const { ask, policy, timeZone } = question;
  if (mark.until !== undefined && ask.at >= mark.until)
    return { kind: 'ended', mark, endedAt: mark.until };
  const { expiresAfterMonths, noticeRequired } = policy.consent;
  if (expiresAfterMonths !== null) {
    const endedAt = endedAfterMonths(mark.since, expiresAfterMonths, timeZone, ask.at);
    if (endedAt !== undefined) return { kind: 'expired', mark, endedAt };
  }
  for (const row of place.rules.evidence) {
    if (mark.method !== undefined && row.rejectsMethods?.includes(mark.method))
      return { kind: 'method', mark, row };
    const stated = row.unlessStated === true && mark.until !== undefined;
    if (row.lapsesAfterMonths !== undefined && !stated) {
      const from = lapsesFrom(mark, row, question);
      const endedAt = endedAfterMonths(from, row.lapsesAfterMonths, timeZone, ask.at);
      if (endedAt !== undefined) return { kind: 'lapsed', mark, endedAt, row };
    }
  }
  if (place.doubleOptIn && !isPersonsOwnYes(mark)) return { kind: 'unconfirmed', mark };
  if (noticeRequired && mark.noticed !== true) return { kind: 'no-notice', mark };
  return undefined;
}

function shortfallOf(mark: Mark, row: RowOf<'ground'>, question: Question): Shortfall | undefined {
  const { ask, policy, all } = question;
  const missing: (Condition | Limit)[] = (row.conditions ?? []).filter(
    (condition) => !holds(condition, mark, question),
  );
  if (row.name === 'soft-opt-in' && !policy.softOptIn) missing.push('soft-opt-in-allowed');
  if (row.firstContactOnly === true && all.some(({ type }) => type === 'contacted'))
    missing.push('first-contact');
  if (row.notBefore !== undefined && mark.since < Date.parse(row.notBefore))
    missing.push('not-before');
  const endedAt = endOf(mark, row, question);
  const ended = endedAt !== undefined && ask.at >= endedAt;
  if (missing.length === 0 && !ended) return undefined;
  return { mark, row, missing, ...(ended && { endedAt }) };
}

function holds(condition: Condition, { ground }: Mark, { purpose }: Question): boolean {
  switch (condition) {
    case 'own-similar-products':
      return purpose?.ownSimilarProducts === true;
    case 'told-at-collection':
      return ground?.toldAtCollection === true;
    case 'collected-directly':
      return ground?.collectedDirectly === true;
    case 'relevant-to-role':
      return ground?.relevantToRole === true;
    case 'no-refusal-stated':
      return ground?.refusalStated !== true;
  }
}

/** The earlier of the date on record and the law's clock. */
function endOf(mark: Mark, row: RowOf<'ground'>, question: Question): number | undefined {
  if (row.months === undefined) return mark.until;
  const { timeZone, all, ask } = question;
  if (row.monthsFrom === 'end' && mark.until !== undefined)
    return endAfterMonths(mark.until - 1, row.months, timeZone);
  let byLaw = endAfterMonths(mark.since, row.months, timeZone);
  // Marks stand in the order of time, so each message can only renew what still ran when it was sent.
  if (row.renewedByMessages === true)
    for (const { type, since, channel } of all)
      if (type === 'contacted' && channel === ask.channel && since > mark.since && since < byLaw)
        byLaw = endAfterMonths(since, row.months, timeZone);
  return mark.until === undefined ? byLaw : Math.min(byLaw, mark.until);
}

/** By what they were told when the address was collected, with whatever else the place asks for beside. */
function informing(
  question: Question,
  permission: RowOf<'permission'> | undefined,
): readonly Mark[] {
  const { marks } = question;
  const noticed = marks.some(({ type }) => type === 'notice-given');
  const conditions = permission?.conditions ?? [];
  return marks.filter(
    (mark) =>
      (mark.type === 'notice-given' || mark.ground !== undefined) &&
      (noticed || mark.ground?.toldAtCollection === true) &&
      conditions.every(
        (condition) =>
          (condition === 'told-at-collection' && noticed) || holds(condition, mark, question),
      ),
  );
}
