import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { methods } from '../../../shared/consent/event.ts';
import { channels } from '../../../shared/contact/channels.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Ask, Decision, Reason } from '../../../shared/policy/decision.ts';
import { deciders, remedies, verdicts } from '../../../shared/policy/decision.ts';
import { explain, explainDecision, explainRemedy } from '../../../shared/policy/explain.ts';
import { conditions, contents, groundKinds } from '../../../shared/policy/jurisdiction.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { severities } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { uncheckable } from '../../../shared/policy/uncheckable.ts';
import english from '../../../shared/policy/words/en.json' with { type: 'json' };
import { anyAsk, anyEvents, anyPolicy, decideOn, event, isIn } from '../arbitraries.ts';

const words: Readonly<Record<string, string>> = english;
let objection: Decision;
let objected: Reason;
// Made anew for each test, so that a mutation run knows which tests reach which line.
beforeEach(() => {
  objection = decideOn([isIn('DE'), event({ type: 'objected' })]);
  [objected] = objection.reasons as [Reason];
});

/** A message of which something is known. */
const anyMessage = fc.record(
  {
    contains: fc.dictionary(fc.constantFrom(...contents), fc.boolean()),
    findings: fc.array(fc.record({ category: fc.constantFrom('health', 'religion', 'own-list') })),
    deceptiveSubject: fc.boolean(),
  },
  { requiredKeys: [] },
);
const anyAskWithMessage: fc.Arbitrary<Ask> = fc
  .tuple(anyAsk, fc.option(anyMessage, { nil: undefined }))
  .map(([ask, message]) => ({
    ...ask,
    ...(message && { message: message as NonNullable<Ask['message']> }),
  }));
const anySeverePolicy: fc.Arbitrary<Policy> = fc
  .tuple(anyPolicy, fc.constantFrom(...severities), fc.constantFrom('lawful', 'restrictive'))
  .map(([policy, severity, strictness]) => ({
    ...policy,
    strictness: strictness as Policy['strictness'],
    contents: severity,
    firstContactNotice: severity,
    screening: { default: severity, byCategory: {} },
  }));
const anyDecision: fc.Arbitrary<Decision> = fc
  .tuple(anySeverePolicy, anyEvents, anyAskWithMessage)
  .map(([policy, events, ask]) => decide(policy, foldEvents(events, { at: ask.at }), ask));

describe('a reason in words', () => {
  it('says in plain words who decided what, and when', () => {
    expect(explain(objected)).toEqual({
      message: 'They objected to direct marketing by e-mail on 2026-04-25.',
      whose: 'Their own decision. Nobody can override it; only they can change their mind.',
      caveat: '',
    });
  });

  it('says how well the rule was checked, where that is not from the source itself', () => {
    const caveat = (confidence: Reason['citation']['confidence']) =>
      explain({ ...objected, citation: { text: 'x', confidence } }).caveat;
    expect(caveat('P')).toBe('');
    for (const confidence of ['S', 'R', 'C'] as const) expect(caveat(confidence)).toMatch(/\.$/);
    expect(new Set([caveat('S'), caveat('R'), caveat('C')]).size).toBe(3);
  });

  it('says that an exception is on record', () => {
    expect(explain({ ...objected, exceptedBy: 'e9' }).message).toMatch(
      /on 2026-04-25\. An exception is on record for this\.$/,
    );
  });

  it('names several things with commas, and places by their names', () => {
    const reason = {
      ...objected,
      says: 'contents.missing',
      params: { missing: ['content.unsubscribe', 'content.ad-label'], place: ['place.DE'] },
    };
    expect(explain(reason).message).toBe(
      'In Germany a message has to contain a way to opt out, that it is advertising.',
    );
  });

  it('calls what an organisation made up by its id, and takes outside text as it is', () => {
    const reason = {
      ...objected,
      params: {
        purpose: ['purpose.webinars'],
        channel: ['channel.fax'],
        since: '{channel} $& place.DE',
      },
    };
    expect(explain(reason).message).toBe(
      'They objected to webinars by fax on {channel} $& place.DE.',
    );
    const abroad = { ...objected, params: { purpose: ['place.ZZ'] } };
    expect(explain(abroad).message).toBe('They objected to ZZ by  on .');
  });

  it('falls back to English where another language lacks a sentence', () => {
    const german = { 'purpose.direct-marketing': 'Direktwerbung' };
    expect(explain(objected, german).message).toContain('They objected to Direktwerbung by e-mail');
    expect(explain({ ...objected, says: 'no.such-key' }).message).toBe('no.such-key');
    expect(explainRemedy('send-later', { 'remedy.send-later': 'Später.' })).toBe('Später.');
    expect(explainRemedy('send-later', german)).toBe('Send it later.');
  });
});

describe('a decision in words', () => {
  it('is one row a reason, and one text', () => {
    const { verdict, rows, text } = explainDecision(objection);
    expect(verdict).toBe('Not to be sent.');
    expect(rows).toEqual([
      {
        step: 1,
        rule: 'objection',
        verdict: 'block',
        ...explain(objected),
        citation: objected.citation.text,
        remedies: objected.remedies.map((remedy) => explainRemedy(remedy)),
      },
    ]);
    expect(text).toBe(
      `Not to be sent. They objected to direct marketing by e-mail on 2026-04-25. Their own decision. Nobody can override it; only they can change their mind. (${objected.citation.text}.)`,
    );
  });

  it('is short where nothing speaks against the message', () => {
    const allowed: Decision = { verdict: 'allow', reasons: [], purpose: 'direct-marketing' };
    expect(explainDecision(allowed)).toEqual({
      verdict: 'You may send.',
      rows: [],
      text: 'You may send.',
    });
  });

  it('is in whole sentences without a gap, whatever is on record, asked and set', () => {
    const said = new Set<string>();
    fc.assert(
      fc.property(anyDecision, (decision) => {
        const { verdict, rows, text } = explainDecision(decision);
        expect(verdict).toBe(words[`verdict.${decision.verdict}`]);
        expect(text.startsWith(verdict)).toBe(true);
        for (const [index, { says, params }] of decision.reasons.entries()) {
          said.add(says);
          const { message, whose, remedies: ways } = rows[index]!;
          const sentence = words[says] ?? '';
          expect(sentence, says).not.toBe('');
          for (const [, name] of sentence.matchAll(/\{(\w+)\}/g))
            expect(String(params[name!] ?? ''), `${says} {${name}}`).not.toBe('');
          expect(message).toMatch(/^[A-Z].*\.$/);
          expect(message).not.toMatch(
            /[{}]|undefined|\b(?:place|how|content|condition|ground)\.[a-z]/,
          );
          expect(whose).toMatch(/\.$/);
          expect(ways.length).toBeGreaterThan(0);
          for (const way of ways) expect(way).toMatch(/^[A-Z].*\.$/);
        }
      }),
      { numRuns: 700 },
    );
    // The property is worth something only if it has seen most of what the rules can say.
    expect(said.size).toBeGreaterThan(15);
  });
});

describe('the English words', () => {
  it('are there for every sentence that a rule can say', () => {
    const folder = new URL('../../../shared/policy/rules/', import.meta.url);
    const source = readdirSync(folder)
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
    const statements = [...source.matchAll(/\bsays: ([^;]*?),\n/g)].map(([, code]) => code!);
    const keys = statements.flatMap((code) =>
      [...code.matchAll(/'([^']+)'/g)].map(([, key]) => key!),
    );
    expect(keys.length).toBeGreaterThan(12);
    expect(keys.filter((key) => words[key] === undefined)).toEqual([]);
    const [reason] = uncheckable(defaultPolicy, 'rep').reasons;
    expect(words).toHaveProperty([reason!.says]);
  });

  it('are there for everything that can be named in one', () => {
    const flaws = ['method', 'unconfirmed', 'no-notice', 'ended', 'expired', 'lapsed'];
    const keys = [
      ...verdicts.map((one) => `verdict.${one}`),
      ...deciders.map((one) => `decided-by.${one}`),
      ...remedies.map((one) => `remedy.${one}`),
      ...flaws.map((one) => `evidence.${one}`),
      ...conditions.map((one) => `condition.${one}`),
      ...contents.map((one) => `content.${one}`),
      ...groundKinds.map((one) => `ground.${one}`),
      ...methods.map((one) => `method.${one}`),
      ...[...channels, 'all'].map((one) => `channel.${one}`),
      ...['P', 'S', 'R', 'C'].map((one) => `confidence.${one}`),
    ];
    expect(keys.filter((key) => words[key] === undefined)).toEqual([]);
  });

  it('say for people what a decision means', () => {
    for (const [key, sentence] of Object.entries(words)) {
      expect(sentence, key).toBe(sentence.trim());
      expect(sentence, key).not.toMatch(/ {2}|undefined|TODO/);
    }
  });
});
