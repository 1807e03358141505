import { eventTypes, eventKind } from '../../consent/event.ts';
import type { Rule } from '../decision.ts';
import { standing, standingStops } from '../standing.ts';

const grounds = eventTypes.filter((type) => ['grant', 'ground'].includes(eventKind(type).effect));
const stops = eventTypes.filter((type) => eventKind(type).effect === 'stop');

/**
 * Evaluation step 5: nothing on record permits it. Where the contact is, is unknown too, so opt-in
 * is needed. Says nothing beside a stop: a no on record is not a lack of evidence.
 */
export const unknown: Rule = (input) => {
  if (standing(input, grounds).length > 0 || standingStops(input, stops).length > 0) return [];
  return [
    {
      rule: 'unknown',
      verdict: 'block',
      decidedBy: 'machine',
      overridable: input.policy.overrides.machine.includes(input.ask.role),
      says: 'unknown',
      params: {},
      citation: { text: 'Directive 2002/58/EC Art. 13(1)', confidence: 'P' },
      remedies: [
        'record-consent',
        'record-relationship',
        'remove-recipient',
        'override-with-reason',
      ],
      events: [],
    },
  ];
};
