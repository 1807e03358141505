import type { Words } from '../../shared/policy/explain.ts';
import englishReasons from '../../shared/policy/words/en.json' with { type: 'json' };
import type { WordsAnswer } from '../../shared/protocol/messages.ts';
import type { Problem } from '../../shared/result.ts';
import english from './words/en.json' with { type: 'json' };

export type Saying = keyof typeof english;
type Blanks = Readonly<Record<string, string | number>>;

/**
 * What Heed says, in the language chosen: the background's words. The English ones are here for the
 * extension's own pages; a script for pages of the web carries those of `words/alone.json` alone.
 */
let spoken: WordsAnswer = { language: 'en' };

export function speak(answer: WordsAnswer): void {
  spoken = answer;
}

/** BCP 47: for `lang`, and for how numbers and days are written. */
export function language(): string {
  return spoken.language === 'en' ? 'en-GB' : spoken.language;
}

export function say(key: Saying, blanks: Blanks = {}): string {
  const sentence = spoken.own?.[key] ?? (english as Words)[key] ?? key;
  return sentence.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(blanks[name] ?? ''));
}

/** Of `key.one` and `key.other` the one that the language wants with a number, written as it writes numbers. */
export function sayCount(key: string, count: number, blanks: Blanks = {}): string {
  const one = new Intl.PluralRules(language()).select(count) === 'one';
  const written = count.toLocaleString(language());
  return say(`${key}.${one ? 'one' : 'other'}` as Saying, { ...blanks, count: written });
}

/** A problem in the language chosen; one that only the server knows of, in its own words. */
export function sayProblem({ code, message }: Problem): string {
  const key = `problem.${code}`;
  return Object.hasOwn(spoken.own ?? english, key) ? say(key as Saying) : message;
}

/** For `explain()`. */
export function reasonWords(): Words {
  return spoken.reasons ?? englishReasons;
}

/** A word that reasons use too: `method.reply`, `ground.purchase`, `channel.email`. */
export function reasonWord(key: string): string {
  return reasonWords()[key] ?? (englishReasons as Words)[key] ?? key.slice(key.indexOf('.') + 1);
}

/** `3 May 2026`, in the member's own time zone. Milliseconds since 1970 UTC. */
export function day(instant: number): string {
  return new Intl.DateTimeFormat(language(), { dateStyle: 'medium' }).format(instant);
}

export function moment(instant: number): string {
  const form = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(language(), form).format(instant);
}
