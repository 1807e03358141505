import { personsNos } from '../../consent/event-set.ts';
import { permissionIn } from '../permission.ts';
import type { Missing } from '../permission-found.ts';
import type { Question } from '../question.ts';

const none: readonly Missing[] = [];

/**
 * The places in which nothing permits the message. Says nothing beside a person's no: that is not a
 * lack of evidence, and nothing that one could record would help. Beside a stop that can be
 * overridden it does speak, or the override would let the message go without any permission.
 */
export function missingPermissions(question: Question): readonly Missing[] {
  return (question.missing ??= findMissing(question));
}

function findMissing(question: Question): readonly Missing[] {
  if (!question.marketing || (question.stopped & personsNos) !== 0) return none;
  let missing: Missing[] | undefined;
  for (const place of question.places) {
    const why = permissionIn(question, place);
    if (!why.permitted) (missing ??= []).push({ place, why });
  }
  return missing ?? none;
}
