import type { Policy, Severity } from '../policy.ts';
import type { Rule } from '../rule.ts';
import { nothing, override, ruleAbout, topics } from '../rule.ts';

/** Step 9: what screening found in the message, as loudly as the policy wants to hear of it. */
export const screening: Rule = ruleAbout(topics.message, (question) => {
  const { ask } = question;
  const findings = ask.message?.findings;
  if (!findings || findings.length === 0) return nothing;
  const categories = new Set(findings.map(({ category }) => category));
  return [...categories].flatMap((category) => {
    const severity = severityOf(category, question.policy);
    if (severity === 'off') return nothing;
    return [
      {
        rule: 'screening',
        step: 9,
        verdict: severity,
        decidedBy: 'organisation' as const,
        ...override(question, 'organisation', undefined, severity),
        says: 'screening',
        params: { category: [`category.${category}`] },
        citation: {
          text: "Your organisation's policy; GDPR Art. 9(1) by analogy",
          confidence: 'P' as const,
        },
        remedies: ['change-wording', 'keep-editing'] as const,
        events: [],
      },
    ];
  });
});

/** A category is a caller's word: `constructor` must not find what every object has. */
export function severityOf(category: string, { screening: own }: Policy): Severity {
  return Object.hasOwn(own.byCategory, category) ? own.byCategory[category]! : own.default;
}
