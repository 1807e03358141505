import * as v from 'valibot';
import { isTimeZone } from '../calendar.ts';
import { ConsentEvent, Ground, Traits } from '../consent/event.ts';
import { channels } from '../contact/channels.ts';
import { identifierTypes } from '../contact/types.ts';
import { contents, recipientClasses } from '../policy/jurisdiction.ts';
import { defaultPurpose, roles } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import { isCountry } from '../country.ts';

/*
 * What `npm run decide` reads, one line each, and what it takes where nothing is said; docs/decide.md
 * tells it to people.
 */

const timeExpected = 'a time with its zone, as in 2026-05-03T09:00:00Z or 2026-05-03T11:00+02:00';

/** An ISO 8601 time with its zone, read into milliseconds since 1970 UTC. */
const Time = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Instant => {
    try {
      const { epochMilliseconds } = Temporal.Instant.from(dataset.value);
      if (epochMilliseconds >= 0) return epochMilliseconds;
    } catch {
      // Temporal throws for whatever is no time; the issue below says so.
    }
    addIssue({ message: saysWhat(timeExpected) });
    return NEVER;
  }),
);

const Country = v.pipe(
  v.string(),
  v.check(isCountry, saysWhat('an ISO 3166 code: DE, GB (not UK), US-CA, or EU')),
);
const TimeZone = v.pipe(
  v.string(),
  v.check(isTimeZone, saysWhat('an IANA time zone such as Europe/Berlin')),
);

function saysWhat(expected: string): (issue: v.BaseIssue<unknown>) => string {
  return ({ received }) => `${received} stands here; expected ${expected}.`;
}

const { entries } = ConsentEvent;

const LineEvent = v.strictObject({
  ...entries,
  /** Its place among the line's events, when not given. */
  id: v.optional(entries.id),
  purpose: v.optional(entries.purpose, defaultPurpose),
  occurredAt: Time,
  /** `occurredAt`, when not given. */
  recordedAt: v.optional(Time),
  recordedBy: v.optional(entries.recordedBy, 'line'),
  /** Their own click for a confirmation, a colleague's note for the rest, when not given. */
  method: v.optional(entries.method),
  until: v.optional(Time),
  ground: v.optional(Ground),
  traits: v.optional(v.strictObject({ ...Traits.entries, country: v.optional(Country) })),
});

export const DecideLine = v.strictObject({
  /** Given back with the answer. */
  id: v.optional(v.union([v.string(), v.number(), v.null()]), null),
  /** A preset's id, `{ preset, ...changes }`, or a whole policy document. */
  policy: v.optional(
    v.union(
      [v.string(), v.record(v.string(), v.unknown())],
      'Expected a preset’s id, { "preset": id, ...changes }, or a whole policy.',
    ),
    'starter',
  ),
  /** In place of the policy's own. */
  sender: v.optional(
    v.strictObject({ country: v.optional(Country), timeZone: v.optional(TimeZone) }),
  ),
  contact: v.optional(
    v.strictObject({
      identifiers: v.optional(
        v.array(v.strictObject({ type: v.picklist(identifierTypes), value: v.string() })),
        [],
      ),
      country: v.optional(Country),
      class: v.optional(v.picklist(recipientClasses)),
      timeZone: v.optional(TimeZone),
    }),
    {},
  ),
  events: v.optional(v.array(LineEvent), []),
  ask: v.strictObject({
    channel: v.picklist(channels),
    purpose: v.optional(v.string(), defaultPurpose),
    /** When the message is to go. */
    at: Time,
    /** As far as was recorded by then; `at`, when not given. */
    knownAt: v.optional(Time),
    role: v.optional(v.picklist(roles), 'rep'),
    message: v.optional(
      v.strictObject({
        contains: v.optional(
          v.strictObject(
            Object.fromEntries(
              contents.map((content) => [content, v.optional(v.boolean())]),
            ) as Record<
              (typeof contents)[number],
              v.OptionalSchema<v.BooleanSchema<undefined>, undefined>
            >,
          ),
        ),
        findings: v.optional(v.array(v.strictObject({ category: v.string() }))),
        deceptiveSubject: v.optional(v.boolean()),
      }),
    ),
  }),
});
export type DecideLine = v.InferOutput<typeof DecideLine>;
