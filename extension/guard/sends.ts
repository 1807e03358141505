import type { Identifier } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/exact-key.ts';
import type { EventInput } from '../../shared/protocol/api.ts';
import { toIso } from '../../shared/time.ts';
import type { Site } from '../sites/site.ts';
import type { PassedSend } from './guard.ts';

/** A page may keep what was sent for a while, so that it can be undone: 30 seconds in Gmail. */
const remembered = 45_000;

/** A call that names nobody is explained only by what was let pass right before it: milliseconds. */
const rightBefore = 15_000;

/** The sends that were let pass in this frame of late, to tell from them one that nobody was asked about. */
export class PassedSends {
  #passed: { readonly at: number; readonly keys: ReadonlySet<string> }[] = [];

  add({ people }: PassedSend, at: number): void {
    const keys = people.flatMap(({ recipient: { identifier } }) => identifier ?? []).map(exactKey);
    this.#passed = [...this.#recent(at), { at, keys: new Set(keys) }];
  }

  /**
   * Whether a send to these people was let pass. Whom the page's call does not name, or names by an
   * identifier that is not compared (a member's id where the page showed a slug), may be anybody.
   */
  explain(seen: readonly Identifier[], at: number): boolean {
    const recent = this.#recent(at);
    const addresses = seen.filter(({ type }) => type === 'email').map(exactKey);
    // LinkedIn's calls name nobody and keep nothing back: an earlier message says nothing of them.
    if (addresses.length === 0) return recent.some((one) => at - one.at < rightBefore);
    // Somebody answered for a message whose recipients could not be read: it may have been to anybody.
    if (recent.some(({ keys }) => keys.size === 0)) return true;
    return addresses.every((key) => recent.some(({ keys }) => keys.has(key)));
  }

  #recent(at: number) {
    return this.#passed.filter((one) => at - one.at < remembered);
  }
}

/** What is put on record of a send: who, over which channel, for what purpose, when. Nothing of what was written. */
export function contactedBy(
  { people, way }: PassedSend,
  { channel, name }: Site,
  at: number,
): EventInput[] {
  // A reaction or an invitation without words is still a message; a schedule is one that was decided on now.
  return people.flatMap(({ recipient: { identifier }, decision: { purpose } }) =>
    identifier
      ? {
          id: crypto.randomUUID(),
          identifier: { ...identifier },
          type: 'contacted' as const,
          purpose,
          channel,
          occurredAt: toIso(at),
          method: 'recorded-by-member' as const,
          source: way === 'message' ? name : `${name}, ${way}`,
        }
      : [],
  );
}
