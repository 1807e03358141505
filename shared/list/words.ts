import type { EventType } from '../consent/event.ts';
import { isListed } from './fields.ts';
import typeWords from './type-words.json' with { type: 'json' };
import answers from './yes-no.json' with { type: 'json' };

/** As people and programs vary a word: `E-Mail-Adresse`, `email_address`, `E-MAIL ADRESSE`. Umlauts and accents fall away. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}✓✔✗✘]+/gu, ' ')
    .trim();
}

/** `skip`: the row says nothing that is recorded. */
export type TypeWord = EventType | 'skip';

const types = new Map<string, TypeWord>(
  Object.entries(typeWords.words).flatMap(([type, words]) =>
    words.map((word) => [word, type as TypeWord] as const),
  ),
);

/** What a status such as `Unsubscribed` or `abgemeldet` says; `undefined` where that is not known. */
export function readType(text: string): TypeWord | undefined {
  const exact = text.trim();
  return isListed(exact) ? exact : types.get(plainWord(text));
}

const yes = new Set(answers.yes);
const no = new Set(answers.no);

/** An answer such as `TRUE`, `ja` or `0`; `undefined` for any other text. Nothing written is a no. */
export function readAnswer(text: string): boolean | undefined {
  const word = plainWord(text);
  if (yes.has(word)) return true;
  return word === '' || no.has(word) ? false : undefined;
}
