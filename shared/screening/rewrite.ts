import type { Finding, Span } from './finding.ts';
import { tokenise } from './tokens.ts';

/** A change of the text by which a finding is gone: `text` stands in place of `start` to `end`. */
export type Rewrite = Pick<Span, 'start' | 'end'> & {
  readonly kind: 'leave-out' | 'delete-sentence';
  readonly text: string;
};

/** Binders and formulas of which the words found can go while the sentence stands. */
const droppable = new Set(['apposition', 'pretended-thread']);

/**
 * What can be done about a finding by a press: leave the words out where the rest is still a sentence,
 * or leave the whole sentence out. `text` is the field that the finding is in.
 */
export function rewrites(text: string, { span, binder }: Finding): readonly Rewrite[] {
  const found: Rewrite[] = [];
  if (droppable.has(binder)) found.push(withoutWords(text, span));
  if (span.field === 'body') found.push(withoutSentence(text, span));
  return found;
}

/** "As a Muslim, you will" becomes "You will"; "demo, as a Muslim, you" becomes "demo, you". */
function withoutWords(text: string, { start, end }: Span): Rewrite {
  const after = /^[\s,:：–—-]*/u.exec(text.slice(end))![0].length;
  const begins = isSentenceStart(text, start);
  const next = text.slice(end + after, end + after + 1);
  return {
    kind: 'leave-out',
    start,
    end: end + after + next.length,
    text: begins ? next.toUpperCase() : next,
  };
}

function isSentenceStart(text: string, at: number): boolean {
  return /(?:^|[.!?\n]["”»)]?\s*)$/u.test(text.slice(Math.max(0, at - 20), at));
}

function withoutSentence(text: string, span: Span): Rewrite {
  const { count, start, end, sentence } = tokenise(text);
  let first = 0;
  while (first < count - 1 && end[first]! <= span.start) first++;
  let last = first;
  while (last + 1 < count && start[last + 1]! < span.end) last++;
  while (first > 0 && sentence[first - 1] === sentence[first]) first--;
  while (last + 1 < count && sentence[last + 1] === sentence[last]) last++;
  const from = Math.min(start[first] ?? 0, span.start);
  const to = Math.max(end[last] ?? 0, span.end);
  const closing = /^["”»)]?[.!?…]*["”»)]?[ \t]*/u.exec(text.slice(to))![0].length;
  return { kind: 'delete-sentence', start: from, end: to + closing, text: '' };
}
