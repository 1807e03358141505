import type { Reason } from './decision.ts';
import english from './words/en.json' with { type: 'json' };

/** Sentences by key; a missing key falls back to English. */
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
  const message = fill(says, params, words);
  return {
    message: exceptedBy ? `${message} ${word('excepted', words)}` : message,
    whose: word(`decided-by.${decidedBy}`, words),
    caveat: word(`confidence.${citation.confidence}`, words),
  };
}

/** Purposes and channels are named in words, where there are words for them; an organisation's own by its id. */
function fill(key: string, params: Reason['params'], words: Words): string {
  return word(key, words).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(params[name] ?? '');
    return words[`${name}.${value}`] ?? (english as Words)[`${name}.${value}`] ?? value;
  });
}

function word(key: string, words: Words): string {
  return words[key] ?? (english as Words)[key] ?? key;
}
