import type { Citation, Reason } from '../decision.ts';
import { permissionIn } from '../permission.ts';
import type { Place } from '../places.ts';
import type { Role } from '../policy.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { override, ruleAbout, topics } from '../rule.ts';
import { missingPermissions } from './permission-reasons.ts';

/** Step 5: the law of a place that applies asks for consent, or for information first, and nothing is on record. */
export const optIn: Rule = ruleAbout(topics.missing, (question) => {
  const found: Reason[] = [];
  for (const { place, why } of missingPermissions(question))
    if (why.flaws.length === 0 && why.shortfalls.length === 0)
      found.push(
        permittedByLaw(place, question)
          ? reasonFor(place, question, true)
          : rememberedFor(place, question),
      );
  return found;
});

/** Whether a relationship on record would do, and only the organisation asks for more. */
function permittedByLaw(place: Place, question: Question): boolean {
  if (place.strictness !== 'restrictive' || place.rules.grounds.length === 0) return false;
  return permissionIn(question, { ...place, strictness: 'lawful' }).permitted;
}

const remembered = new WeakMap<Place, Map<Role, Reason>>();

/** Nothing of the contact goes into it, and it is what most strangers get: each is made once. */
function rememberedFor(place: Place, question: Question): Reason {
  const { role } = question.ask;
  let byRole = remembered.get(place);
  if (!byRole) remembered.set(place, (byRole = new Map()));
  const old = byRole.get(role);
  if (old) return old;
  const fresh = reasonFor(place, question);
  byRole.set(role, fresh);
  return fresh;
}

const ownCaution: Citation = {
  text: 'Directive 2002/58/EC Art. 13(1), applied as a default',
  confidence: 'R',
};

const always = [
  'record-consent',
  'record-relationship',
  'remove-recipient',
  'override-with-reason',
] as const;
const inform = ['record-notice', ...always] as const;
/** Where the country is only inferred, or not known at all. */
const state = ['state-country', ...always] as const;
const stateOrInform = ['state-country', ...inform] as const;

function reasonFor(place: Place, question: Question, permitted = false): Reason {
  const { permission, requirement } = place.rules;
  const unknown = place.how === 'unknown';
  const unwritten = place.isDefault || !permission;
  const beyondTheLaw =
    place.strictness === 'restrictive' && (permitted || requirement !== 'opt-in');
  const by = unwritten ? 'machine' : beyondTheLaw ? 'organisation' : 'law';
  const informed = requirement === 'opt-out-if-informed' && place.strictness !== 'restrictive';
  const certain = place.how === 'declared' || place.how === 'sender';
  return {
    rule: unknown ? 'unknown' : 'opt-in',
    step: 5,
    verdict: 'block',
    decidedBy: by,
    ...override(question, by, place),
    says: unknown
      ? 'unknown'
      : unwritten
        ? 'opt-in.unwritten'
        : beyondTheLaw
          ? 'opt-in.restrictive'
          : informed
            ? 'opt-in.not-informed'
            : 'opt-in.needed',
    params: { place: place.named, how: [`how.${place.how}`] },
    citation: permission ? cite(permission) : ownCaution,
    remedies: certain ? (informed ? inform : always) : informed ? stateOrInform : state,
    events: [],
  };
}
