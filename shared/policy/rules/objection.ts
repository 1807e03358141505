import type { Rule } from '../decision.ts';
import { personsNo } from './persons-no.ts';
import { standingStops } from '../standing.ts';

/** Evaluation step 1: an objection, a restriction or a stop to everything. Nobody may override it. */
export const objection: Rule = (input) =>
  standingStops(input, ['objected', 'restricted', 'complained']).map((mark) =>
    personsNo('objection', mark, `objection.${mark.type}`, {
      text: mark.type === 'restricted' ? 'GDPR Art. 18(2)' : 'GDPR Art. 21(2)-(3), Recital 70',
      confidence: 'P',
    }),
  );
