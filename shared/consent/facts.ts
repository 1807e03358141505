import * as v from 'valibot';
import { channels } from '../contact/channels.ts';
import { recipientClasses } from '../policy/jurisdiction.ts';
import { countrySources, eventTypes, Excepts, Ground, methods } from './event.ts';

/**
 * One event's lasting effect, without what identifies anybody: this, and nothing more of an event,
 * travels to a device. `purpose` and `channel` may be `all`. Times are milliseconds since 1970 UTC.
 */
export const Mark = v.strictObject({
  type: v.picklist(eventTypes),
  purpose: v.string(),
  channel: v.picklist([...channels, 'all']),
  since: v.number(),
  until: v.optional(v.number()),
  event: v.string(),
  /** Of a grant: how it was given, and whether a notice went with it. */
  method: v.optional(v.picklist(methods)),
  noticed: v.optional(v.boolean()),
  ground: v.optional(Ground),
  registry: v.optional(v.string()),
  excepts: v.optional(Excepts),
  /** Under a wide key: which of those who share it said so, by the id of one of their events. */
  of: v.optional(v.string()),
});
export type Mark = v.InferOutput<typeof Mark>;

/** Where somebody may be, and how that is known. */
export const CountryEvidence = v.strictObject({
  country: v.string(),
  source: v.picklist(countrySources),
});
export type CountryEvidence = v.InferOutput<typeof CountryEvidence>;

/** Who the contact is, as far as anything says so. */
export const KnownTraits = v.strictObject({
  countries: v.array(CountryEvidence),
  class: v.optional(v.picklist(recipientClasses)),
  timeZone: v.optional(v.string()),
});
export type KnownTraits = v.InferOutput<typeof KnownTraits>;

/** What a contact's events add up to at an instant; all that `decide()` knows of the contact. */
export const ConsentFacts = v.strictObject({
  marks: v.array(Mark),
  traits: v.optional(KnownTraits),
});
export type ConsentFacts = v.InferOutput<typeof ConsentFacts>;

/** Whether nothing at all is kept: no mark, and nothing of who somebody is. */
export function isEmpty({ marks, traits }: ConsentFacts): boolean {
  return marks.length === 0 && traits === undefined;
}
