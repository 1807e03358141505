import { eventSet } from '../../consent/event-set.ts';
import type { Mark } from '../../consent/facts.ts';
import type { Citation, Reason } from '../decision.ts';
import type { RowOf } from '../jurisdiction.ts';
import { jurisdictions } from '../jurisdictions/index.ts';
import { flawOf, permissionIn } from '../permission.ts';
import type { Place } from '../places.ts';
import type { Question } from '../question.ts';
import { standing } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { dayOf, nothing, override, ruleAbout } from '../rule.ts';

const listed = eventSet('registry-listed');

/** Each binds where, and over the channels, that its rows say; elsewhere a listing means nothing. */
let registers: ReadonlySet<string> | undefined;

function isRegister(name: string): boolean {
  registers ??= new Set(
    jurisdictions.flatMap(({ rows }) =>
      rows.flatMap((row) => (row.kind === 'registry' ? [row.registry] : [])),
    ),
  );
  return registers.has(name);
}

/** Step 3: a public register lists them. Whether their consent to this sender beats that differs by country. */
export const registry: Rule = ruleAbout(listed, (question) => {
  if (!question.marketing) return nothing;
  return standing(question, listed).flatMap((mark) => reasonsFor(mark, question));
});

function reasonsFor(mark: Mark, question: Question): Reason[] {
  const rows = question.places.flatMap((place) =>
    place.rules.registries
      .filter((row) => row.registry === mark.registry)
      .map((row) => ({ place, row })),
  );
  // A register that nobody knows: nothing says what it binds, or that consent would beat it.
  if (rows.length === 0 && !isRegister(mark.registry ?? ''))
    return [reasonFor(mark, question, { text: mark.registry ?? 'Register', confidence: 'R' })];
  return rows
    .filter(({ place, row }) => {
      const permission = permissionIn(question, place);
      const beaten =
        permission.permitted &&
        ((permission.by === 'consent' &&
          (row.consentBeats
            ? consentedSo(question, row, place)
            : consentedAfter(mark, question, row, place))) ||
          (row.relationshipBeats === true && permission.by === 'ground'));
      return !beaten;
    })
    .map(({ place, row }) => reasonFor(mark, question, cite(row), place));
}

/** In some places only some ways of consenting, say in writing, beat a listing. */
function consentedSo(question: Question, row: RowOf<'registry'>, place: Place): boolean {
  const { consentMethods } = row;
  if (!consentMethods) return true;
  return question.marks.some(
    (mark) =>
      isConsent(mark) &&
      mark.method !== undefined &&
      consentMethods.includes(mark.method) &&
      !flawOf(mark, question, place),
  );
}

/** In some places a listing ends earlier consents, but not one that they gave afterwards. */
function consentedAfter(
  listing: Mark,
  question: Question,
  row: RowOf<'registry'>,
  place: Place,
): boolean {
  if (row.laterConsentBeats !== true) return false;
  return question.marks.some(
    (mark) => isConsent(mark) && mark.since > listing.since && !flawOf(mark, question, place),
  );
}

const isConsent = ({ type }: Mark): boolean => type === 'given' || type === 'confirmed';

function reasonFor(mark: Mark, question: Question, citation: Citation, place?: Place): Reason {
  return {
    rule: 'registry',
    step: 3,
    verdict: 'block',
    decidedBy: 'law',
    ...override(question, 'law', place),
    says: 'registry',
    params: { registry: mark.registry ?? '', since: dayOf(mark.since, question) },
    citation,
    remedies: ['remove-recipient', 'record-consent', 'ask-an-administrator'],
    events: [mark.event],
  };
}
