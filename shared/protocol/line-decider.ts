import * as v from 'valibot';
import { checkEvent } from '../consent/check-event.ts';
import type { ConsentEvent } from '../consent/event.ts';
import type { ConsentFacts } from '../consent/facts.ts';
import { foldEvents } from '../consent/fold.ts';
import { exactFacts } from '../consent/gather.ts';
import { parseIdentifier } from '../contact/identifier.ts';
import { exactKey } from '../contact/keys.ts';
import { locateIdentifier } from '../contact/locate.ts';
import type { Identifier } from '../contact/types.ts';
import type { CheckedPolicy } from '../policy/check-policy.ts';
import { decide } from '../policy/decide.ts';
import type { Ask, Decision } from '../policy/decision.ts';
import type { Policy } from '../policy/policy.ts';
import { defaultPurpose } from '../policy/policy.ts';
import { purposeNamed } from '../policy/purposes.ts';
import { factsAboutAll } from '../policy/subject.ts';
import type { Problem } from '../result.ts';
import { DecideLine } from './decide-line.ts';
import { linePolicy } from './line-policy.ts';
import { reaches } from './reaches.ts';

export type LineAnswer =
  | { readonly id: DecideLine['id']; readonly decision: Decision }
  | { readonly id: DecideLine['id']; readonly problems: readonly Problem[] };

const mostPolicies = 100;

/**
 * Answers lines, one at a time. Policies are remembered, since a table of a million lines has few.
 * Never throws; every problem has a path and says what is expected.
 */
export function lineDecider(): (input: unknown) => LineAnswer {
  const policies = new Map<string, CheckedPolicy>();
  const policyFor = (line: DecideLine): CheckedPolicy => {
    const key = JSON.stringify([line.policy, line.sender]);
    const old = policies.get(key);
    if (old) return old;
    if (policies.size >= mostPolicies) policies.clear();
    const checked = linePolicy(line);
    policies.set(key, checked);
    return checked;
  };
  return (input) => {
    const parsed = v.safeParse(DecideLine, input);
    if (!parsed.success) return { id: idOf(input), problems: parsed.issues.map(toProblem) };
    const line = parsed.output;
    const checked = policyFor(line);
    if (!checked.ok) return { id: line.id, problems: checked.problems };
    return answer(line, checked.policy);
  };
}

function answer(line: DecideLine, policy: Policy): LineAnswer {
  const { id, ask, contact } = line;
  const events: ConsentEvent[] = [];
  const problems: Problem[] = [...purposeProblem(policy, ask.purpose, 'ask.purpose')];
  for (const [index, { recordedAt, ...event }] of line.events.entries()) {
    const whole = {
      ...event,
      id: event.id ?? `${index}`,
      recordedAt: recordedAt ?? event.occurredAt,
      method: event.method ?? (event.type === 'confirmed' ? 'web-form' : 'recorded-by-member'),
    };
    // Against its own recording: that it lies after the instant asked about is no fault of the event.
    const checked = checkEvent(whole, { now: whole.recordedAt });
    if (checked.ok) events.push(checked.event);
    else problems.push(...checked.problems.map((problem) => inEvent(index, problem)));
    if (event.purpose !== 'all')
      problems.push(...purposeProblem(policy, event.purpose, `events.${index}.purpose`));
  }
  const identifiers: Identifier[] = [];
  for (const [index, { type, value }] of contact.identifiers.entries()) {
    const read = parseIdentifier(type, value);
    if (read.ok) identifiers.push(read.value);
    else problems.push(under(`contact.identifiers.${index}.value`, read.problem));
  }
  if (problems.length > 0) return { id, problems };
  const { knownAt, ...question } = ask;
  const clocks = { at: ask.at, ...(knownAt !== undefined && { knownAt }) };
  const addressed = identifiers.find(({ type }) => reaches[ask.channel].includes(type));
  const recorded = addressed
    ? exactFacts(events, exactKey(addressed), clocks)
    : foldEvents(events, clocks);
  const facts = factsAboutAll(identifiers, declared(recorded, contact), locateIdentifier);
  return { id, decision: decide(policy, facts, question as Ask) };
}

/** What the line says of the contact beats what its events say. */
function declared(facts: ConsentFacts, contact: DecideLine['contact']): ConsentFacts {
  const { country, class: recipient, timeZone } = contact;
  const others = (facts.traits?.countries ?? []).filter(
    ({ source }) => country === undefined || source !== 'declared',
  );
  if (!facts.traits && (country ?? recipient ?? timeZone) === undefined) return facts;
  return {
    ...facts,
    traits: {
      ...facts.traits,
      countries: country === undefined ? others : [...others, { country, source: 'declared' }],
      ...(recipient && { class: recipient }),
      ...(timeZone !== undefined && { timeZone }),
    },
  };
}

/** `decide()` takes an unknown purpose for marketing; whoever writes a table wants to hear of a slip. */
function purposeProblem(policy: Policy, purpose: string, path: string): Problem[] {
  if (purpose === defaultPurpose || purposeNamed(policy, purpose)) return [];
  const known = policy.purposes.map(({ id }) => id).join(', ');
  const message = `"${purpose.slice(0, 40)}" is no purpose of the policy; expected one of ${known}.`;
  return [{ code: 'line.purpose-unknown', message, path }];
}

function under(path: string, problem: Problem): Problem {
  return { ...problem, path: problem.path === undefined ? path : `${path}.${problem.path}` };
}

function inEvent(index: number, problem: Problem): Problem {
  const placed = under(`events.${index}`, problem);
  if (problem.code !== 'event.in-the-future') return placed;
  const message =
    'It happened after it was recorded; expected an earlier occurredAt or a later recordedAt (clocks may differ by five minutes).';
  return { ...placed, message };
}

function toProblem(issue: v.BaseIssue<unknown>): Problem {
  const path = v.getDotPath(issue);
  return { code: 'line.invalid', message: sayIssue(issue), ...(path !== null && { path }) };
}

/** Valibot's own sentences are for programmers. A value is quoted only where it is one of a few words. */
function sayIssue({ kind, type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (expected === 'never')
    return 'There is no such field here; check its spelling or leave it out.';
  if (received === 'undefined') return 'This is missing, and has to be given.';
  if (type === 'picklist') return `${received} stands here; expected ${expected}.`;
  return kind === 'schema' && type !== 'union' ? `Expected ${expected}.` : message;
}

function idOf(input: unknown): DecideLine['id'] {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : null;
  return typeof id === 'string' || typeof id === 'number' ? id : null;
}
