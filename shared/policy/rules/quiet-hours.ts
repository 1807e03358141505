import type { LocalTime } from '../../calendar.ts';
import { localTime } from '../../calendar.ts';
import type { Citation, Decider, Reason, Verdict } from '../decision.ts';
import type { Place } from '../places.ts';
import type { Policy } from '../policy.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite, nothing, override, ruleAbout, topics } from '../rule.ts';

/** Step 10: the hours in which one does not write or call, by the policy and by the law, on the recipient's clock. */
export const quietHours: Rule = ruleAbout(topics.marketing, (question) => {
  const { places, timeZones } = question;
  if (!ownHours(question) && !places.some(hasHours)) return nothing;
  for (const zone of timeZones) {
    const found = reasonsIn(zone, question);
    if (found.length > 0) return found;
  }
  return nothing;
});

function reasonsIn(zone: string, question: Question): readonly Reason[] {
  const local = { ...localTime(question.ask.at, zone), zone };
  const holiday = isHoliday(local, question);
  const own = ownHours(question);
  const found: Reason[] = [];
  if (own) {
    const quiet = isBetween(local.minute, own.from, own.to);
    if (quiet || holiday || !own.days.includes(local.weekday))
      found.push(reasonFor(question, local, 'organisation', own.severity, ownPolicy));
  }
  for (const place of question.places)
    for (const row of place.rules.hours) {
      const open = row.spans.some(({ from, to }) => isBetween(local.minute, from, to));
      const free = holiday && row.holidays === 'forbidden';
      if (!open || free || !row.days.includes(local.weekday))
        found.push(reasonFor(question, local, 'law', 'block', cite(row), place));
    }
  return found;
}

function ownHours({ ask, policy: { quietHours: own } }: Question): OwnHours | undefined {
  return own && isHeard(own) && own.channels.includes(ask.channel) ? own : undefined;
}

type OwnHours = NonNullable<Policy['quietHours']> & { readonly severity: Verdict };
const isHeard = (own: NonNullable<Policy['quietHours']>): own is OwnHours => own.severity !== 'off';

const hasHours = ({ rules }: Place): boolean => rules.hours.length > 0;

const ownPolicy: Citation = { text: "Your organisation's quiet hours", confidence: 'P' };

function reasonFor(
  question: Question,
  { date, minute, zone }: LocalTime & { readonly zone: string },
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

/** Holidays of the places where the recipient may be; not of the sender's. */
function isHoliday({ date }: LocalTime, { places }: Question): boolean {
  return places.some(({ holidays }) => holidays.includes(date));
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
