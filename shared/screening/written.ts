import type { MessageContext } from './finding.ts';

/** A line after which an earlier mail is quoted, in the seven languages and as mail programs write it. */
const quoteStarts = [
  /^\s*-{2,}\s*(original message|forwarded message|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|mensagem original|oorspronkelijk bericht)/i,
  /^\s*(on|am|le|el|il|em|op) .{4,120} (wrote|schrieb|a écrit|escribió|ha scritto|escreveu|schreef)[^:]{0,60}:\s*$/i,
  /^_{10,}\s*$/,
];
/** Longer lines introduce no quotation: a bound on what the patterns look at. */
const longestStart = 200;

/**
 * The text with all that the sender did not write now blanked out: quoted mail, the signature. Offsets stay,
 * since each character becomes a line's end.
 */
export function writtenPart(body: string, context: MessageContext = {}): string {
  const lines = body.split('\n');
  const kept: string[] = [];
  let ended = false;
  for (const line of lines) {
    ended ||= isEnd(line);
    kept.push(ended || line.startsWith('>') || line.startsWith(' >') ? blank(line) : line);
  }
  let text = kept.join('\n');
  for (const others of [context.signature, ...(context.quoted ?? [])])
    if (others) text = blankAll(text, others);
  return text;
}

function isEnd(line: string): boolean {
  if (line === '-- ' || line === '--' || line === '-- \r' || line === '--\r') return true;
  return line.length <= longestStart && quoteStarts.some((start) => start.test(line));
}

function blank(text: string): string {
  return '\n'.repeat(text.length);
}

function blankAll(text: string, part: string): string {
  return text.split(part).join(blank(part));
}
