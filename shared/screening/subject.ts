import type { Finding, MessageContext } from './finding.ts';
import { sourceOf, tierOf } from './finding.ts';
import prefixes from './subject-prefixes.json' with { type: 'json' };

const category = 'heed:DeceptiveSubject';
const known = new Set(prefixes);
/** "Re:", "RE[2]:", "Fwd :", in brackets or not; nothing that backtracks. */
const prefix = /^[\s[(]{0,4}(\p{L}{1,12})\.?[\s]?(?:[[(]\d{1,3}[\])])?\s?[:：]/u;

/**
 * A subject that pretends to answer or to pass something on. Decided by a fact, so only where it is known
 * that there was no thread: a first contact, or said not to be a reply.
 */
export function pretendedThread(
  subject: string,
  { isReply, firstContact }: MessageContext,
  why: string,
  saferWording: readonly string[],
): Finding | undefined {
  if (isReply === true || (isReply === undefined && firstContact !== true)) return undefined;
  const found = prefix.exec(subject);
  const word = found?.[1]?.toLowerCase();
  if (!found || word === undefined || !known.has(word)) return undefined;
  const start = found[0].search(/\p{L}/u);
  return {
    span: { field: 'subject', start, end: found[0].length },
    quote: subject.slice(start, found[0].length),
    category,
    tier: tierOf(category),
    binder: 'pretended-thread',
    why,
    citation: sourceOf(category),
    confidence: 1,
    saferWording,
    canDismiss: false,
  };
}
