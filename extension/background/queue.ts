import { eventKind } from '../../shared/consent/event.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import type { Kept, Queued } from './kept.ts';

/**
 * Tells connections apart, without keeping a token twice: by server and in whose name, so that a browser
 * that is connected anew still sends what it recorded before. Hexadecimal.
 */
export async function serverMark({ apiBase, token, as }: Kept['settings']): Promise<string> {
  const whose = as ? `${as.organisationId} ${as.id}` : token;
  const bytes = new TextEncoder().encode(`${apiBase} ${whose}`);
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What may be sent to this server, and what was recorded for another and is never sent here. */
export function shareOut(
  queue: readonly Queued[] = [],
  server: string,
): { readonly own: EventInput[]; readonly others: EventInput[] } {
  const of = (mine: boolean) =>
    queue.filter((one) => (one.server === server) === mine).map(({ event }) => event);
  return { own: of(true), others: of(false) };
}

/** How long a fact from a card can be taken back, in milliseconds. */
export const undoFor = 60_000;

/** What somebody may still take back, and what holds nonetheless, goes out once its time is over. */
export function releaseDue(queue: readonly Queued[], now: number): Queued[] {
  return queue.map((one) =>
    one.heldUntil !== undefined && one.heldUntil <= now ? free(one) : one,
  );
}

/**
 * With a new fact. Once somebody was written to, what permitted it cannot be taken back: else a yes could
 * be made up for one message and leave no trace.
 */
export function withNew(queue: readonly Queued[], fresh: Queued): Queued[] {
  const { type, identifier } = fresh.event;
  const used = type === 'contacted' || type === 'excepted' ? nameOf(identifier) : undefined;
  return [...queue.map((one) => (nameOf(one.event.identifier) === used ? free(one) : one)), fresh];
}

/** Without a fact that is still held; undefined when there is none of that id, or it may be on its way. */
export function takenBack(queue: readonly Queued[], id: string, now: number): Queued[] | undefined {
  const held = queue.find(({ event }) => event.id === id);
  if (held?.heldUntil === undefined || held.heldUntil <= now) return undefined;
  return queue.filter((one) => one !== held);
}

function free({ server, event }: Queued): Queued {
  return { server, event };
}

function nameOf({ type, value }: EventInput['identifier']): string {
  const read = parseIdentifier(type, value);
  return `${type} ${read.ok ? read.value.value : value}`;
}

/** What holds on this device: of what was recorded for another server, only a person's no. */
export function holdingHere(queue: readonly Queued[] | undefined, server: string): EventInput[] {
  const { own, others } = shareOut(queue, server);
  const noes = others.filter(({ type }) => {
    const { by, effect } = eventKind(type);
    return by === 'person' && effect === 'stop';
  });
  return [...noes, ...own];
}

export function othersInWords(count: number): string | undefined {
  if (count === 0) return undefined;
  const facts = count === 1 ? '1 fact was' : `${count} facts were`;
  return `${facts} recorded for the connection before this one and not sent. Connect to it again, as the same person, to send what is left.`;
}
