import type { Mark } from '../../consent/facts.ts';
import type { Question } from '../question.ts';
import { isInForce } from '../question.ts';

/** Required by a contract or a statute: an inquiry or a free account bears a purpose out, but obliges nobody to write. */
export function isRequired(
  { marketing, purpose, all, ask }: Question,
  restricted = false,
): boolean {
  if (marketing) return false;
  if (purpose?.basis === 'legal-obligation') return true;
  return !restricted && all.some((mark) => isInForce(mark, ask.at) && isContract(mark));
}

function isContract({ ground }: Mark): boolean {
  return ground?.kind === 'contract' || ground?.kind === 'purchase';
}
