/** How firmly two neighbouring words are parted: not, by a comma or bracket, by the end of a sentence. */
export const parted = { not: 0, weakly: 1, firmly: 2 } as const;

/** Words of a text, as arrays by place, with the offsets at which they stand in it. */
export type Tokens = {
  readonly text: string;
  readonly count: number;
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** Lower case, without diacritics: what forms are matched with. */
  readonly folded: readonly string[];
  /** What stands before the word: see `parted`. */
  readonly before: readonly number[];
  /** Which sentence the word is in, and which sentences are questions. */
  readonly sentence: readonly number[];
  readonly questions: readonly boolean[];
  /** Within quotation marks: somebody else's words. */
  readonly quoted: readonly boolean[];
};

const letter = /[\p{L}\p{M}\p{N}]/u;
const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;
const marks = /\p{M}/gu;
const wholeLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};

/** A word as it is compared: lower case, no diacritics, no invisible characters. */
export function fold(word: string): string {
  const lower = word.toLowerCase();
  if (isAscii(lower)) return lower;
  return lower
    .replace(invisible, '')
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/[ßœæøłđı]/g, (one) => wholeLetters[one]!);
}

function isAscii(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) > 127) return false;
  return true;
}

/** A line shorter than this was ended on purpose, not wrapped by a mail program. */
const wrapWidth = 45;

/** Reads a text once, from left to right. Hyphens and apostrophes part words, as in `you're`. */
export function tokenise(text: string): Tokens {
  const start: number[] = [];
  const end: number[] = [];
  const folded: string[] = [];
  const before: number[] = [];
  const sentence: number[] = [];
  const questions: boolean[] = [];
  const quoted: boolean[] = [];
  let at = 0;
  let gap: number = parted.firmly;
  let inQuotes = false;
  let lineStart = 0;
  let current = -1;
  while (at < text.length) {
    if (isWordAt(text, at)) {
      const from = at;
      let isPlain = true;
      for (; at < text.length && isWordAt(text, at); at++) {
        const code = text.charCodeAt(at);
        if (code < 48 || (code > 57 && code < 97) || code > 122) isPlain = false;
      }
      if (gap === parted.firmly) questions[++current] = false;
      start.push(from);
      end.push(at);
      const word = text.slice(from, at);
      const plain = isPlain ? word : fold(word);
      folded.push(text[at] === '-' && isStump(text, at) ? `${plain}-` : plain);
      before.push(gap);
      sentence.push(current);
      quoted.push(inQuotes);
      gap = parted.not;
      continue;
    }
    const character = text[at]!;
    if (character === ' ') {
      at++;
      continue;
    }
    if (character === '\n') {
      if (isLineEnd(text, at, lineStart)) {
        gap = parted.firmly;
        inQuotes = false;
      }
      lineStart = at + 1;
    } else if (character === '?' && current >= 0 && gap !== parted.firmly) {
      questions[current] = true;
      gap = parted.firmly;
    } else {
      if (character === '"') inQuotes = !inQuotes;
      else if (openers.includes(character)) inQuotes = true;
      else if (closers.includes(character)) inQuotes = false;
      gap = Math.max(gap, partingOf(text, at));
    }
    at++;
  }
  return { text, count: start.length, start, end, folded, before, sentence, questions, quoted };
}

const stumpFollows = /^-(?:,| (?:und|oder|bzw|sowie|en|of|and|or)\b)/;

/** "Kinder- und Jugendhilfe" is not about children: the word goes on elsewhere, and matches no form. */
function isStump(text: string, at: number): boolean {
  return stumpFollows.test(text.slice(at, at + 8));
}

const openers = '“„«';
const closers = '”»';

function isWordAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128)
    return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
  if (code === 0xad || (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff)
    return true;
  return letter.test(text[at]!);
}

/** Whether `tokenise` would read it as one word and nothing else. */
export function isOneWord(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (!isWordAt(text, at)) return false;
  return text !== '';
}

function isLineEnd(text: string, at: number, lineStart: number): boolean {
  if (at - lineStart < wrapWidth) return true;
  const next = text.slice(at + 1, at + 4).trimStart();
  return next === '' || '\n-*•>'.includes(next[0]!) || /^\s*\n/.test(text.slice(at + 1, at + 4));
}

function partingOf(text: string, at: number): number {
  const character = text[at]!;
  switch (character) {
    case '!':
    case '?':
    case ';':
    case ':':
    case '…':
    case '¿':
    case '¡':
    case '•':
    case '|':
      return parted.firmly;
    case '.':
      return at + 1 >= text.length || /[\s"”»)\]*_]/.test(text[at + 1]!)
        ? parted.firmly
        : parted.weakly;
    case ' ':
    case '\t':
    case '\r':
    case '\u00A0':
    case '\u202F':
    case "'":
    case '’':
    case '‘':
    case '*':
      return parted.not;
    case '-':
    case '‐':
    case '‑':
      return text[at - 1] === ' ' || text[at + 1] === ' ' ? parted.weakly : parted.not;
    default:
      return character.charCodeAt(0) >= 0xd800 ? parted.not : parted.weakly;
  }
}
