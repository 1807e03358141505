import type { Citation } from './decision.ts';
import type { Row } from './jurisdiction.ts';

/** Where a row of a jurisdiction comes from, for a reason. */
export function cite({ citation, confidence, id, reviewedOn }: Row): Citation {
  return { text: citation, confidence, row: id, reviewedOn };
}
