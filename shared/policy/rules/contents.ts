import type { MessageFacts, Reason } from '../decision.ts';
import type { Content, RowOf } from '../jurisdiction.ts';
import { permissionIn } from '../permission.ts';
import type { Place } from '../places.ts';
import type { Question } from '../question.ts';
import type { Rule } from '../rule.ts';
import { cite } from '../cite.ts';
import { nothing, override, ruleAbout, topics } from '../rule.ts';

type Contains = NonNullable<MessageFacts['contains']>;

/** Step 8: what the message has to contain and does not. What the caller did not look for is not judged. */
export const requiredContents: Rule = ruleAbout(topics.message, (question) => {
  const { marketing, ask, places } = question;
  const contains = ask.message?.contains;
  if (!contains || !marketing || !lacksAny(contains)) return nothing;
  return places.flatMap((place) =>
    place.rules.contents.flatMap((row) => {
      if (isSpared(row, place, question)) return nothing;
      const missing = row.contents.filter((content) => contains[content] === false);
      return missing.length > 0 ? reasonsFor(row, missing, place, question) : nothing;
    }),
  );
});

/** Some things need not be told to who agreed to the message, or gave the data themself. */
function isSpared({ notWhere }: RowOf<'contents'>, place: Place, question: Question): boolean {
  if (notWhere === undefined) return false;
  const permission = permissionIn(question, place);
  if (permission.permitted && permission.by === 'consent') return true;
  return (
    notWhere === 'collected-directly' &&
    question.marks.some(({ ground }) => ground?.collectedDirectly === true)
  );
}

/** Most messages lack nothing, whatever is asked of them. */
function lacksAny(contains: Contains): boolean {
  for (const content in contains) if (contains[content as Content] === false) return true;
  return false;
}

function reasonsFor(
  row: RowOf<'contents'>,
  missing: readonly Content[],
  place: Place,
  question: Question,
): readonly Reason[] {
  const { policy, all } = question;
  const first = row.firstContactOnly === true;
  if (first && all.some(({ type }) => type === 'contacted' || type === 'notice-given'))
    return nothing;
  const severity = first ? policy.firstContactNotice : policy.contents;
  if (severity === 'off') return nothing;
  const by = place.isDefault ? 'machine' : 'law';
  return [
    {
      rule: 'contents',
      step: 8,
      verdict: severity,
      decidedBy: by,
      ...override(question, by, place, severity),
      says: first ? 'contents.first-contact' : 'contents.missing',
      params: {
        missing: missing.map((content) => `content.${content}`),
        place: place.named,
      },
      citation: cite(row),
      remedies: ['add-content', 'keep-editing'],
      events: [],
    },
  ];
}
