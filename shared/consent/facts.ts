import * as v from 'valibot';
import { channels } from '../contact/channels.ts';
import { eventTypes, Excepts } from './event.ts';

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
  excepts: v.optional(Excepts),
  event: v.string(),
});
export type Mark = v.InferOutput<typeof Mark>;

/** What a contact's events add up to at an instant; all that `decide()` knows of the contact. */
export const ConsentFacts = v.strictObject({ marks: v.array(Mark) });
export type ConsentFacts = v.InferOutput<typeof ConsentFacts>;

export const noFacts: ConsentFacts = Object.freeze({ marks: [] });
