import { eventKind, eventTypes } from '../../consent/event.ts';
import type { EventSet } from '../../consent/event-set.ts';
import { eventSet } from '../../consent/event-set.ts';
import type { Rule } from '../rule.ts';
import { bounce } from './bounce.ts';
import { complaint } from './complaint.ts';
import { evidence } from './evidence.ts';
import { frequency } from './frequency.ts';
import { grounds } from './grounds.ts';
import { honestSubject } from './honest-subject.ts';
import { objection } from './objection.ts';
import { optIn } from './opt-in.ts';
import { optOut } from './opt-out.ts';
import { quietHours } from './quiet-hours.ts';
import { registry } from './registry.ts';
import { requiredContents } from './contents.ts';
import { screening } from './screening.ts';
import { suppression } from './suppression.ts';

/** Rules about what forbids. They have something to say only where an event of these types is on record. */
const forbidding: readonly Rule[] = [objection, complaint, bounce, registry, suppression, optOut];
const forbids = eventSet(
  ...eventTypes.filter((type) => ['stop', 'listing'].includes(eventKind(type).effect)),
);

const others: readonly Rule[] = [
  optIn,
  evidence,
  grounds,
  requiredContents,
  honestSubject,
  screening,
  quietHours,
  frequency,
];

/** Every rule, in the order of evaluation. All that can speak run; the order is that of the reasons shown. */
export const rules: readonly Rule[] = [...forbidding, ...others];

/** The rules that can speak about events of these types. */
export function rulesFor(types: EventSet): readonly Rule[] {
  return (types & forbids) === 0 ? others : rules;
}
