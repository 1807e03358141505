/** What a page's own request does with a message, and to whom: nothing else of it is kept. */
export type PageRequest = {
  readonly kind: 'send' | 'scheduled' | 'draft' | 'other';
  /** As the request writes them, of the messages that leave; none for a draft. */
  readonly recipients: readonly string[];
};

const other: PageRequest = { kind: 'other', recipients: [] };
/** Labels that say what becomes of a message (InboxSDK and gmail.js, read 2026-11-21). */
const labels = { send: '^pfg', scheduled: '^scheduled', draft: '^r' };
/** A request is nested some fifteen deep; what is far deeper is none of this kind. */
const deepest = 60;

/**
 * Reads the body of a request of Gmail's sync API. In it a message is a list: its id, who sends it,
 * three lists of recipients (To, Cc and Bcc, each recipient being `[1, address, name]`) and, further on,
 * its labels. A body of another shape, or no JSON at all, is `other`.
 */
export function readRequest(body: string): PageRequest {
  // Most requests hold no message: they are not read at all.
  if (!/"\^(?:pfg|scheduled|r)"/.test(body)) return other;
  const messages = messagesIn(parse(body), 0);
  const leaving = messages.filter(({ kind }) => kind !== 'draft');
  const first = leaving[0] ?? messages[0];
  if (!first) return other;
  return { kind: first.kind, recipients: leaving.flatMap(({ recipients }) => recipients) };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function messagesIn(value: unknown, depth: number): PageRequest[] {
  if (!Array.isArray(value) || depth > deepest) return [];
  const message = messageOf(value);
  return message ? [message] : value.flatMap((one) => messagesIn(one, depth + 1));
}

/** Sending and scheduling count for more than being a draft: a message may carry labels of both. */
function messageOf(record: readonly unknown[]): PageRequest | undefined {
  const [id, from, ...rest] = record;
  if (typeof id !== 'string' || !/^#?msg-\w:/.test(id) || !isPerson(from)) return undefined;
  const marks = rest.find(isLabels);
  if (!marks) return undefined;
  const recipients = rest.slice(0, 3).flatMap(addressesIn);
  if (marks.includes(labels.scheduled)) return { kind: 'scheduled', recipients };
  if (marks.includes(labels.send)) return { kind: 'send', recipients };
  return marks.includes(labels.draft) ? { kind: 'draft', recipients: [] } : undefined;
}

function isLabels(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isLabel);
}

function isLabel(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('^');
}

function isPerson(value: unknown): value is readonly [unknown, string] {
  return Array.isArray(value) && typeof value[1] === 'string';
}

function addressesIn(field: unknown): string[] {
  return Array.isArray(field) ? field.filter(isPerson).map(([, address]) => address) : [];
}
