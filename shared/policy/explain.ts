import { dayIn } from '../calendar.ts';
import type { Decision, Param, Reason, Remedy } from './decision.ts';
import { jurisdictionName } from './place-names.ts';
import english from './words/en.json' with { type: 'json' };

/** Sentences and words by key; a missing key falls back to English. */
export type Words = Readonly<Record<string, string>>;

/** A reason in plain sentences, ready to show. */
export type Explained = {
  readonly message: string;
  /** Whose decision it is, and whether it can be changed. */
  readonly whose: string;
  /** Empty when the citation was checked against a primary source. */
  readonly caveat: string;
};

export function explain(reason: Reason, words: Words = english): Explained {
  const { says, params, decidedBy, citation, exceptedBy } = reason;
  const message = fill(word(says, words), params, words);
  return {
    message: exceptedBy === undefined ? message : `${message} ${word('excepted', words)}`,
    whose: word(`decided-by.${decidedBy}`, words),
    caveat: word(`confidence.${citation.confidence}`, words),
  };
}

export function explainRemedy(remedy: Remedy, words: Words = english): string {
  return word(`remedy.${remedy}`, words);
}

/** One reason as a row of a table. */
export type DecisionRow = Explained & {
  readonly step: number;
  readonly rule: string;
  readonly verdict: string;
  readonly citation: string;
  readonly remedies: readonly string[];
};

export type ExplainedDecision = {
  /** What it comes to, in one sentence. */
  readonly verdict: string;
  readonly rows: readonly DecisionRow[];
  /** The whole as one paragraph: what it comes to, and every reason with whose decision it is. */
  readonly text: string;
};

export function explainDecision(
  { verdict, reasons }: Decision,
  words: Words = english,
): ExplainedDecision {
  const rows = reasons.map((reason) => ({
    step: reason.step,
    rule: reason.rule,
    verdict: reason.verdict,
    ...explain(reason, words),
    citation: reason.citation.text,
    remedies: reason.remedies.map((remedy) => explainRemedy(remedy, words)),
  }));
  const outcome = word(`verdict.${verdict}`, words);
  const sentences = rows.flatMap(({ message, whose, citation, caveat }) =>
    [message, whose, `(${citation}.)`, caveat].filter((part) => part !== ''),
  );
  return { verdict: outcome, rows, text: [outcome, ...sentences].join(' ') };
}

function fill(sentence: string, params: Reason['params'], words: Words): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => spoken(params[name] ?? '', words));
}

/** Keys become words; text that came from outside stays as it is. */
function spoken(param: Param, words: Words): string {
  if (typeof param !== 'object') return String(param);
  if ('timeZone' in param) return dayIn(param.at, param.timeZone);
  return param.map((key) => named(key, words)).join(', ');
}

/** An organisation's own purposes and categories have no words of ours: their id is their name. */
function named(key: string, words: Words): string {
  const found = words[key] ?? (english as Words)[key];
  if (found !== undefined) return found;
  const id = key.slice(key.indexOf('.') + 1);
  return key.startsWith('place.') ? (jurisdictionName(id) ?? id) : id;
}

function word(key: string, words: Words): string {
  return words[key] ?? (english as Words)[key] ?? key;
}
