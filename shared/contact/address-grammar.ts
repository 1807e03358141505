import type { Result } from '../result.ts';
import { fail, ok } from '../result.ts';
import { isDotAtom } from './local-part.ts';

/** An address taken apart: `local` without quotes and escapes, `domain` as written. */
export type AddressParts = { readonly local: string; readonly domain: string };

/** Line folding, as a message header has it. RFC 5322 3.2.2 without its obsolete forms. */
const fold = /(?:[ \t]*\r\n)?[ \t]+/uy;
/** RFC 5322 3.2.1 and 3.2.4 without obsolete control characters; beyond ASCII by RFC 6532. */
const commentText = /[!-'*-[\]-~]|[^\p{ASCII}\p{C}\p{Z}]/uy;
const quotedText = /[ !#-[\]-~]|[^\p{ASCII}\p{C}\p{Zl}\p{Zp}]/uy;
const escaped = /\\([ -~])/uy;
const foldedSpace = /[ \t]*\r\n(?=[ \t])/uy;
const word = /[^\s"(),:;<>@[\\\]]+/uy;

/**
 * Reads `local@domain`: comments and folding before and after fall away, quotes are undone. What RFC
 * 5322 calls obsolete, what stands next to the @ and what is no address is refused, never mended.
 */
export function readAddress(text: string): Result<AddressParts> {
  const scan = new Scanner(text);
  if (!scan.skipComments()) return badComment;
  if (scan.peek() === '@') return fail('contact.email.no-name', says.noName);
  const local = scan.peek() === '"' ? scan.quoted() : scan.take(word);
  if (local === undefined && scan.peek() === '"') return badQuotes;
  const isQuoted = local !== undefined && scan.lastWasQuoted;
  if (local === undefined || (!isQuoted && !isDotAtom(local))) return noAtOr(text, badName);
  const gap = scan.position;
  if (!scan.skipComments()) return badComment;
  if (scan.peek() !== '@') return noAtOr(text, isQuoted ? badQuotes : badName);
  const spaced = scan.position > gap;
  scan.position++;
  const afterAt = scan.position;
  if (!scan.skipComments()) return badComment;
  if (spaced || scan.position > afterAt) return nextToAt;
  if (scan.peek() === '[') return literal;
  const domain = scan.take(word) ?? '';
  if (/[.\u3002\uff0e\uff61]$/.test(domain)) return badEnd;
  if (!scan.skipComments()) return badComment;
  return scan.peek() === '' ? ok({ local, domain }) : badEnd;
}

function noAtOr(text: string, other: Result<never>): Result<never> {
  return text.includes('@') ? other : fail('contact.email.no-at', says.noAt);
}

class Scanner {
  position = 0;
  lastWasQuoted = false;
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  peek(): string {
    return this.text[this.position] ?? '';
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.position = pattern.lastIndex;
    this.lastWasQuoted = false;
    return found[1] ?? found[0];
  }

  /** False where a comment is not closed, or holds what it cannot. */
  skipComments(): boolean {
    let depth = 0;
    for (;;) {
      if (this.take(fold) !== undefined) continue;
      if (this.peek() === '(') depth++;
      else if (depth === 0) return true;
      else if (this.peek() === ')') depth--;
      else if (this.take(commentText) ?? this.take(escaped)) continue;
      else return false;
      this.position++;
    }
  }

  /** What a quoted string says; `undefined` where it is not closed or holds a control character. */
  quoted(): string | undefined {
    const start = this.position++;
    let content = '';
    while (this.peek() !== '"') {
      if (this.take(foldedSpace) !== undefined) continue;
      const piece = this.take(quotedText) ?? this.take(escaped);
      if (piece === undefined) {
        this.position = start;
        return undefined;
      }
      content += piece;
    }
    this.position++;
    this.lastWasQuoted = true;
    return content;
  }
}

const says = {
  noAt: 'An e-mail address needs an @: name@example.com.',
  noName: 'The part before the @ is missing: name@example.com.',
};
const badName = fail(
  'contact.email.bad-name',
  'The part before the @ has a space, a doubled dot or a sign that an address cannot hold.',
);
const badQuotes = fail(
  'contact.email.bad-quotes',
  'The quotes before the @ must open at the start, close before the @ and hold no control characters.',
);
const badComment = fail(
  'contact.email.bad-comment',
  'A bracket is not closed, or holds a control character. Leave the remark in brackets out.',
);
const nextToAt = fail(
  'contact.email.gap-at-sign',
  'Remove the space or the remark next to the @: name@example.com.',
);
const literal = fail(
  'contact.email.ip-address',
  'After the @ there is a number in square brackets. Give an address with a domain: name@example.com.',
);
const badEnd = fail(
  'contact.email.bad-domain',
  'After the @ there must be one domain and nothing else: name@example.com. Check for a comma, a space or a dot at the end.',
);
