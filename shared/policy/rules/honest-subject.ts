import type { Rule } from '../rule.ts';
import { nothing, override, ruleAbout, topics } from '../rule.ts';

/** Step 8: a subject that pretends something, such as a reply where nobody wrote before. */
export const honestSubject: Rule = ruleAbout(topics.message, (question) => {
  const { ask, policy } = question;
  if (ask.message?.deceptiveSubject !== true || policy.contents === 'off') return nothing;
  const strictest = question.places.find(({ strictness }) => strictness === 'restrictive');
  return [
    {
      rule: 'honest-subject',
      step: 8,
      verdict: policy.contents,
      decidedBy: 'law',
      ...override(question, 'law', strictest, policy.contents),
      says: 'honest-subject',
      params: {},
      citation: { text: '15 USC 7704(a)(2); Directive 2002/58/EC Art. 13(4)', confidence: 'S' },
      remedies: ['change-wording', 'keep-editing'],
      events: [],
    },
  ];
});
