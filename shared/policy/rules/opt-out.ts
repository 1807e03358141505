import type { Rule } from '../decision.ts';
import { personsNo } from './persons-no.ts';
import { standingStops } from '../standing.ts';

/** Evaluation step 4: a consent refused or withdrawn for this purpose and channel. */
export const optOut: Rule = (input) =>
  standingStops(input, ['refused', 'withdrawn']).map((mark) =>
    personsNo('opt-out', mark, `opt-out.${mark.type}`, {
      text: 'GDPR Art. 7(3); Directive 2002/58/EC Art. 13',
      confidence: 'P',
    }),
  );
