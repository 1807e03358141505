import { describe, expect, it } from 'vitest';
import { countrySources, methods } from '../../../shared/consent/event.ts';
import { channels } from '../../../shared/contact/channels.ts';
import type { Decision, Reason } from '../../../shared/policy/decision.ts';
import { deciders, remedies, verdicts } from '../../../shared/policy/decision.ts';
import { explain, explainDecision } from '../../../shared/policy/explain.ts';
import { conditions, contents, groundKinds } from '../../../shared/policy/jurisdiction.ts';
import { jurisdictions } from '../../../shared/policy/jurisdictions/index.ts';
import { jurisdictionName } from '../../../shared/policy/place-names.ts';
import { roles, severities } from '../../../shared/policy/policy.ts';
import { wordsFor } from '../../../shared/policy/words/index.ts';

const english = wordsFor('en');
const wordsOf = (prefix: string): string[] =>
  Object.keys(english)
    .filter((key) => key.startsWith(`${prefix}.`))
    .map((key) => key.slice(prefix.length + 1));

const reason: Reason = {
  rule: 'frequency',
  step: 10,
  verdict: 'warn',
  decidedBy: 'organisation',
  overridable: true,
  says: 'frequency',
  params: { count: 2, days: 30, max: 1 },
  citation: { text: 'Code X', confidence: 'S' },
  remedies: ['send-later'],
  events: [],
};

describe('the words by which Heed names things', () => {
  it.each<readonly [string, readonly string[]]>([
    ['verdict', verdicts],
    ['decided-by', deciders],
    ['remedy', remedies],
    ['method', methods],
    ['channel', ['all', ...channels]],
    ['content', contents],
    ['ground', groundKinds],
    ['condition', [...conditions, 'soft-opt-in-allowed', 'first-contact', 'not-before']],
    ['how', [...countrySources, 'sender', 'unknown']],
    ['confidence', ['P', 'S', 'R', 'C']],
  ])('are there for every %s, and for nothing that is none', (prefix, names) => {
    expect(wordsOf(prefix).sort()).toEqual([...names].sort());
  });

  it('are in the order in which they are offered, or weigh', () => {
    expect(verdicts).toEqual(['allow', 'warn', 'block']);
    expect(severities).toEqual(['off', 'warn', 'block']);
    expect(roles).toEqual(['admin', 'dpo', 'marketer', 'rep', 'auditor']);
    expect(channels).toEqual(['email', 'linkedin', 'phone', 'sms', 'post']);
  });

  it('name every place, by its own word or by the name in its file', () => {
    expect(jurisdictionName('XX')).toBeUndefined();
    expect(jurisdictions.map(({ code }) => jurisdictionName(code))).not.toContain(undefined);
    for (const { code, name } of jurisdictions) {
      const { message } = explain({
        ...reason,
        says: '{place}',
        params: { place: [`place.${code}`] },
      });
      expect(message).toBe(english[`place.${code}`] ?? name);
    }
    expect([english['place.GB'], english['place.DE']]).toEqual(['the United Kingdom', undefined]);
  });
});

describe('what goes into a sentence', () => {
  it('may be a number', () => {
    expect(explain(reason).message).toBe(
      'They were contacted 2 times in the last 30 days; the limit is 1.',
    );
  });

  it('may be a day, on the calendar of the place', () => {
    const at = Date.UTC(2026, 3, 25, 20);
    const since = (timeZone: string) =>
      explain({ ...reason, says: 'bounce', params: { since: { at, timeZone } } }).message;
    expect(since('UTC')).toBe('This address rejected mail for good on 2026-04-25.');
    expect(since('Asia/Tokyo')).toBe('This address rejected mail for good on 2026-04-26.');
  });

  it('may be several words, none, or a word that nobody knows', () => {
    const about = (...category: string[]) =>
      explain({ ...reason, says: 'screening', params: { category } }).message;
    expect(about('content.unsubscribe', 'ground.purchase')).toBe(
      'The message touches on a way to opt out, a purchase.',
    );
    expect(about()).toBe('The message touches on .');
    expect(about('category.trade.union')).toBe('The message touches on trade.union.');
    expect(about('category.DE')).toBe('The message touches on DE.');
    expect(about('weather')).toBe('The message touches on weather.');
  });
});

describe('a decision in words', () => {
  const decision: Decision = {
    verdict: 'warn',
    purpose: 'direct-marketing',
    reasons: [reason, { ...reason, rule: 'screening', exceptedBy: 'e1', verdict: 'allow' }],
  };

  it('says of each reason whose it is, where it comes from and how sure that is', () => {
    const one =
      "They were contacted 2 times in the last 30 days; the limit is 1.{} Your organisation's decision. (Code X.) This rule was checked against a secondary source only.";
    const { verdict, text, rows } = explainDecision(decision);
    expect(verdict).toBe('You may send, but look at this first.');
    expect(text).toBe(
      [
        verdict,
        one.replace('{}', ''),
        one.replace('{}', ' An exception is on record for this.'),
      ].join(' '),
    );
    expect(rows.map(({ rule, verdict: each }) => [rule, each])).toEqual([
      ['frequency', 'warn'],
      ['screening', 'allow'],
    ]);
  });

  it('is in the language that is asked for, down to the remedies', () => {
    const german = explainDecision(decision, wordsFor('de'));
    const { rows } = german;
    expect(german.verdict).toBe(wordsFor('de')['verdict.warn']);
    expect(rows[0]).toMatchObject({
      whose: wordsFor('de')['decided-by.organisation'],
      caveat: wordsFor('de')['confidence.S'],
      remedies: [wordsFor('de')['remedy.send-later']],
    });
    expect(rows[1]!.message.endsWith(` ${wordsFor('de')['excepted']}`)).toBe(true);
    expect(german.text.startsWith(german.verdict)).toBe(true);
  });
});
