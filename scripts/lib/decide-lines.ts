import type { Reason } from '../../shared/policy/decision.ts';
import type { Words } from '../../shared/policy/explain.ts';
import { explain, explainDecision } from '../../shared/policy/explain.ts';
import type { LineAnswer } from '../../shared/protocol/line-decider.ts';
import type { Problem, Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';

export const help = `Says for each line whether a message may be sent, and why.

  npm run -s decide -- --jsonl < table.jsonl > answers.jsonl

A line:    { "id": 1, "contact": { "country": "DE" }, "events": [],
             "ask": { "channel": "email", "at": "2026-05-03T09:00:00Z" } }   (on one line)
Its answer: { "id": 1, "decision": { "verdict": "block", "purpose": ..., "reasons": [...] } }
A bad line: { "id": 1, "error": { "code": ..., "message": ..., "path": ... } }, and the run goes on.

  --jsonl           answers as lines of JSON (what happens when nothing is said)
  --table           answers for people
  --language <code> the sentences' language, where there are words for it; en when not given
  --help            this

docs/decide.md tells every field and shows examples.
`;

/** One line of input; `undefined` for a blank one. */
export function parseLine(text: string, isFirst: boolean): Result<unknown> | undefined {
  const json = isFirst ? text.replace(/^\uFEFF/, '') : text;
  if (json.trim() === '') return undefined;
  try {
    return ok(JSON.parse(json));
  } catch {
    // V8's own message quotes the text, in which there may be somebody's address.
    return fail('line.no-json', 'This line is not JSON; write one object on one line.');
  }
}

export type WriteAnswer = (answer: LineAnswer, line: number) => string;

export function toJson(words: Words): WriteAnswer {
  return (answer, line) => {
    const { id } = answer;
    if ('problems' in answer)
      return `${JSON.stringify({ id, ...(id === null && { line }), error: toError(answer.problems) })}\n`;
    const { verdict, purpose, reasons } = answer.decision;
    const spoken = reasons.map((reason) => speak(reason, words));
    return `${JSON.stringify({ id, decision: { verdict, purpose, reasons: spoken } })}\n`;
  };
}

/** The first problem, and the others behind it: a table is mended sooner when all are named. */
function toError([first, ...others]: readonly Problem[]) {
  return { ...first, ...(others.length > 0 && { others }) };
}

function speak(reason: Reason, words: Words) {
  const { rule, step, verdict, decidedBy, overridable, citation, remedies, events } = reason;
  const { message, whose, caveat } = explain(reason, words);
  return {
    rule,
    step,
    verdict,
    decidedBy,
    overridable,
    message,
    whose,
    citation,
    caveat,
    remedies,
    events,
    ...(reason.exceptedBy !== undefined && { exceptedBy: reason.exceptedBy }),
  };
}

export function toTable(words: Words): WriteAnswer {
  return (answer, line) => {
    const name = answer.id === null ? `line ${line}` : String(answer.id);
    if ('problems' in answer) {
      const problems = answer.problems.map(({ message, path }) =>
        path === undefined ? `  ${message}\n` : `  ${path}: ${message}\n`,
      );
      return `${name}  not answered\n${problems.join('')}\n`;
    }
    const { decision } = answer;
    const { verdict, rows } = explainDecision(decision, words);
    const reasons = rows.map(
      ({ step, rule, verdict: weight, message, whose, citation, caveat, remedies }) =>
        [
          `  ${String(step).padStart(2)} ${rule.padEnd(14)} ${weight.padEnd(5)}  ${message}`,
          `${whose} (${citation}) ${caveat}`.trimEnd(),
          `-> ${remedies.join(' ')}`,
        ].join(`\n${' '.repeat(26)}`),
    );
    return `${[`${name}  ${decision.verdict.toUpperCase()}  ${verdict}`, ...reasons].join('\n')}\n\n`;
  };
}
