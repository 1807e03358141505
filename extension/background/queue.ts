import { eventKind } from '../../shared/consent/event.ts';
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
