import * as v from 'valibot';
import { isTimeZone } from '../calendar.ts';
import { isCountry } from '../country.ts';
import { inWords } from '../issue.ts';
import type { Problem } from '../result.ts';
import type { Instant } from '../time.ts';
import { toIso } from '../time.ts';
import { ConsentEvent, eventKind, ownActs } from './event.ts';

export type CheckedEvent =
  | { readonly ok: true; readonly event: ConsentEvent }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Clocks differ; what lies further ahead than this has not happened. */
export const clockSkew = 5 * 60_000;

/** Reads an event that somebody wants to record at `now`. Every problem has its path and what is expected. */
export function checkEvent(input: unknown, { now }: { now: Instant }): CheckedEvent {
  const parsed = v.safeParse(ConsentEvent, input, { message: inWords });
  if (!parsed.success)
    return {
      ok: false,
      problems: parsed.issues.map((issue) => ({
        code: 'event.invalid',
        message: capitalised(issue.message),
        ...(v.getDotPath(issue) !== null && { path: v.getDotPath(issue)! }),
      })),
    };
  const event = parsed.output;
  const problems = checks.flatMap((check) => check(event, now));
  return problems.length === 0 ? { ok: true, event } : { ok: false, problems };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type Check = (event: ConsentEvent, now: Instant) => Problem[];

const wrong = (path: string, code: string, message: string): Problem[] => [
  { code: `event.${code}`, message, path },
];

const checks: readonly Check[] = [
  ({ occurredAt }, now) =>
    occurredAt > now + clockSkew
      ? wrong(
          'occurredAt',
          'in-the-future',
          `It is ${toIso(now)} now; an event is recorded when it has happened.`,
        )
      : [],
  ({ type, until }) =>
    until !== undefined && eventKind(type).by === 'person' && eventKind(type).effect === 'stop'
      ? wrong(
          'until',
          'no-without-end',
          "A person's no has no end: leave until out. Only they can end it.",
        )
      : [],
  ({ until, occurredAt }) =>
    until !== undefined && until <= occurredAt
      ? wrong('until', 'ends-before-it-begins', 'The end has to lie after the time it happened.')
      : [],
  ({ type, method, evidence = '' }) =>
    type === 'lifted' && (!ownActs.includes(method) || evidence.trim() === '')
      ? wrong(
          'evidence',
          'lift-needs-evidence',
          'Only the person can take back their no: give how they said it (method) and where that is on file (evidence).',
        )
      : [],
  ({ type, ground }) =>
    type === 'relationship-recorded' && !ground
      ? wrong(
          'ground',
          'ground-missing',
          'Say what the relationship rests on: { "kind": "purchase" }.',
        )
      : [],
  ({ type, registry }) =>
    type === 'registry-listed' && !registry
      ? wrong('registry', 'registry-missing', 'Name the register, as in "TPS".')
      : [],
  ({ type, traits }) =>
    type === 'described' && !traits
      ? wrong('traits', 'traits-missing', 'Say who they are: { "country": "DE" }.')
      : [],
  ({ traits }) =>
    traits?.timeZone !== undefined && !isTimeZone(traits.timeZone)
      ? wrong(
          'traits.timeZone',
          'time-zone-unknown',
          'Give an IANA time zone such as Europe/Berlin.',
        )
      : [],
  ({ traits }) =>
    traits?.country !== undefined && !isCountry(traits.country)
      ? wrong('traits.country', 'country-unknown', 'Give an ISO 3166 code: DE, GB, US-CA.')
      : [],
  ({ type, corrects }) =>
    type !== 'corrected' && corrects !== undefined
      ? wrong(
          'corrects',
          'corrects-elsewhere',
          'Only an event of type corrected takes another back.',
        )
      : [],
  ({ type, corrects }) =>
    type === 'corrected' && !corrects
      ? wrong(
          'corrects',
          'corrects-missing',
          'Give the id of the event that was recorded by mistake.',
        )
      : [],
  ({ type, evidence = '' }) =>
    type === 'excepted' && evidence.trim() === ''
      ? wrong('evidence', 'exception-without-reason', 'Say why this exception is made.')
      : [],
  ({ type, identifierKey }) =>
    eventKind(type).effect === 'grant' && identifierKey === ''
      ? wrong(
          'identifierKey',
          'grant-without-identifier',
          'A consent holds for one identifier: name it.',
        )
      : [],
];
