import type { LocalTime } from '../../calendar.ts';
import { localTime } from '../../calendar.ts';
import type { Citation, Decider, Reason, Verdict } from '../decision.ts';
import type { RowOf } from '../jurisdiction.ts';
import type { Place } from '../places.ts';
import type { Policy } from '../policy.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { nothing, override, ruleAbout, topics } from '../rule.ts';

/** Step 10: the hours in which one does not write or call, by the policy and by the law, on the recipient's clock. */
export const quietHours: Rule = ruleAbout(topics.marketing, (question) => {
  const own = ownHours(question);
  const ofPolicy = own && reasonByPolicy(own, question);
  let found = ofPolicy && [ofPolicy];
  for (const place of question.places)
    for (const row of place.rules.hours) {
      const ofLaw = reasonByLaw(row, place, question);
      if (ofLaw) (found ??= []).push(ofLaw);
    }
  return found ?? nothing;
});

function reasonByPolicy(own: OwnHours, question: Question): Reason | undefined {
  const quiet = firstZone(question.timeZones, question, (local) => {
    const off = isBetween(local.minute, own.from, own.to) || !own.days.includes(local.weekday);
    return off || isHoliday(local, question, own.publicHolidays);
  });
  return quiet && reasonFor(question, quiet, 'organisation', own.severity, ownPolicy);
}

/** In a country with several zones the law's hours are kept to in all, until somebody says which one is theirs. */
function reasonByLaw(row: RowOf<'hours'>, place: Place, question: Question): Reason | undefined {
  const { timeZones, timeZoneKnown } = question;
  const others = timeZoneKnown ? undefined : place.jurisdiction.otherTimeZones;
  const quiet = firstZone(others ? [...timeZones, ...others] : timeZones, question, (local) => {
    if (!row.days.includes(local.weekday)) return true;
    if (row.holidays === 'forbidden' && isHoliday(local, question, true)) return true;
    return !row.spans.some(({ from, to }) => isBetween(local.minute, from, to));
  });
  return quiet && reasonFor(question, quiet, 'law', 'block', cite(row), place);
}

type ZonedTime = LocalTime & { readonly zone: string };

function firstZone(
  zones: readonly string[],
  { ask }: Question,
  isQuiet: (local: LocalTime) => boolean,
): ZonedTime | undefined {
  for (const zone of zones) {
    const local = localTime(ask.at, zone);
    if (isQuiet(local)) return { ...local, zone };
  }
  return undefined;
}

function ownHours({ ask, policy: { quietHours: own } }: Question): OwnHours | undefined {
  return own && isHeard(own) && own.channels.includes(ask.channel) ? own : undefined;
}

type OwnHours = NonNullable<Policy['quietHours']> & { readonly severity: Verdict };
const isHeard = (own: NonNullable<Policy['quietHours']>): own is OwnHours => own.severity !== 'off';

const ownPolicy: Citation = { text: "Your organisation's quiet hours", confidence: 'P' };

function reasonFor(
  question: Question,
  { date, minute, zone }: ZonedTime,
  by: Decider,
  verdict: Verdict,
  citation: Citation,
  place?: Place,
): Reason {
  return {
    rule: 'quiet-hours',
    step: 10,
    verdict,
    decidedBy: by,
    ...override(question, by, place, verdict),
    says: 'quiet-hours',
    params: { date, time: clock(minute), zone },
    citation,
    remedies: ['send-later', 'override-with-reason'],
    events: [],
  };
}

/** Of the places where the recipient may be; not of the sender's. */
function isHoliday({ date }: LocalTime, { places }: Question, andPublic: boolean): boolean {
  return places.some(
    (place) => place.isOwnHoliday(date) || (andPublic && place.isPublicHoliday(date)),
  );
}

/** From `from` until just before `to`; over midnight where `from` is the later. */
function isBetween(minute: number, from: string, to: string): boolean {
  const start = minutes(from);
  const end = minutes(to);
  return start <= end ? minute >= start && minute < end : minute >= start || minute < end;
}

/** Of `20:15`. */
function minutes(time: string): number {
  const digit = (at: number): number => time.charCodeAt(at) - 48;
  return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4);
}

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((n) => String(n).padStart(2, '0')).join(':');
