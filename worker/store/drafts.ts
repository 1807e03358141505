import { eventKind, ownActs } from '../../shared/consent/event.ts';
import { lookupKeys } from '../../shared/contact/keys.ts';
import { Refusal } from '../errors.ts';
import type { Keyed } from './contacts.ts';
import type { NewEvent, Said } from './event-rows.ts';
import type { Scope } from './scope.ts';

/** An event with what it is found and recognised by. */
export type Draft = {
  readonly event: Said;
  /** Blind exact key of the contact whose event it is. */
  readonly exact: string;
  /** Blind exact key of the identifier that it names: the same, but for an event carried over from somebody. */
  readonly names: string;
  readonly digest: string;
  /** How to make the contact, where it may not be on record. */
  readonly keyed?: Keyed;
};

export function draft(scope: Scope, { identifier, ...event }: NewEvent): Draft {
  const { keys } = scope;
  const lookup = lookupKeys(identifier);
  const exact = keys.blind(lookup.exact);
  const keyed = { identifier, exact, wide: keys.blind(lookup.wide) };
  return { ...draftFor(scope, lookup.exact, event), exact, names: exact, keyed };
}

/** An event for a contact that is on record; `names` is the blind key that it names. */
export function draftAbout(scope: Scope, exact: string, event: Said, names = exact): Draft {
  return { ...draftFor(scope, names, event), exact, names };
}

function draftFor({ keys }: Scope, named: string, event: Said): Pick<Draft, 'event' | 'digest'> {
  const { id, type, purpose, channel, occurredAt, method, language, noticeVersion } = event;
  const { source, evidence, until, excepts, ground, registry, traits, corrects } = event;
  for (const text of [id, purpose, language, noticeVersion, registry, corrects])
    if (text !== undefined && (text === '' || control.test(text) || !text.isWellFormed()))
      throw notPlain;
  const said = [named, type, purpose, channel, occurredAt, method, language, noticeVersion, source];
  const rest = [evidence, until, excepts, ground, registry, traits, corrects];
  return { event, digest: keys.digest(JSON.stringify([said, rest])) };
}

/** SQLite ends a text at NUL, and half a surrogate pair is no character: the log could not be made again. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const control = /[\u0000-\u001f\u007f]/;
const notPlain = new Refusal(
  400,
  'events.text',
  'An id, purpose, language, notice version or register has a character that cannot be kept, such as NUL.',
);

/** An event that cannot be taken, by its place among those given. */
export type Refused = { readonly index: number; readonly code: string; readonly message: string };

/** What the store has under an event's id. */
export type Stored = { readonly digest: string };

/**
 * Which to write, each once, and which cannot be taken: an id that something else has, on record or in
 * the batch, and what an import says of somebody who was erased.
 */
export function sortOut(
  drafts: readonly Draft[],
  stored: ReadonlyMap<string, Stored>,
  isErased: (exact: string) => boolean,
): { readonly fresh: Draft[]; readonly refused: Refused[] } {
  const fresh = new Map<string, Draft>();
  const refused: Refused[] = [];
  for (const [index, each] of drafts.entries()) {
    const { id } = each.event;
    const twin = stored.get(id) ?? fresh.get(id);
    if (twin && twin.digest !== each.digest) refused.push({ index, ...idTaken });
    else if (twin) continue;
    else if (isErased(each.exact) && !outlivesErasure(each.event))
      refused.push({ index, ...erased });
    else fresh.set(id, each);
  }
  return { fresh: [...fresh.values()], refused };
}

const idTaken = {
  code: 'events.id-taken',
  message: 'id: another event has this id and says something else. Give this one an id of its own.',
};
const erased = {
  code: 'contact.erased',
  message:
    'identifier: this contact was erased. An import can add a no, and nothing else: only they can come back.',
};

/** An old list must not bring back whom it once named; what forbids, and what ended that, is kept anyway. */
function outlivesErasure({ type, method }: Said): boolean {
  return (
    method !== 'import' || ['stop', 'lift', 'release', 'listing'].includes(eventKind(type).effect)
  );
}

/** Whether with this event somebody erased comes back: with a yes after it that is their own act. */
export function comesBack(
  { type, method, occurredAt }: Said,
  erasedAt: number | undefined,
): boolean {
  if (erasedAt === undefined || occurredAt <= erasedAt) return false;
  return ['grant', 'lift'].includes(eventKind(type).effect) && ownActs.includes(method);
}
