import type { Identifier } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/keys.ts';
import { linkEvents } from '../../shared/contact/link.ts';
import { randomHex } from '../bytes.ts';
import type { ErasureReason } from '../../shared/protocol/contacts.ts';
import { Refusal } from '../errors.ts';
import { auditing } from './access/audit.ts';
import type { FoundContact } from './contacts.ts';
import { findContacts } from './contacts.ts';
import type { Draft } from './drafts.ts';
import { draftAbout } from './drafts.ts';
import type { By, NewEvent, Said } from './event-rows.ts';
import { append } from './events.ts';
import type { History, Owned } from './histories.ts';
import { carryOver, historyOf } from './histories.ts';
import type { PersonContact } from './same-person.ts';
import { samePerson } from './same-person.ts';
import type { Scope } from './scope.ts';

/*
 * Which contacts are one person. Events stay with the contact that they were recorded of; who is asked
 * about gets those of all the person's contacts, in the same query. So nothing is moved or written again,
 * but for the no's that would otherwise be lost (shared/contact/link.ts).
 */

/** Who says so, and how they know. */
export type Why = By & Pick<NewEvent, 'method' | 'evidence'>;

/** The contacts that are one person now, by id: all of them after linking, the others after unlinking. */
export type Person = { readonly contacts: readonly string[] };

/**
 * From now on two identifiers are one person's, with everybody that either was linked with: every no of
 * one holds for all, a consent for the identifier that it names. A 404 `Refusal` when one of them is not on
 * record. Nothing happens where they are linked already.
 */
export async function link(scope: Scope, a: Identifier, b: Identifier, why: Why): Promise<Person> {
  let contacts: string[] = [];
  await append(scope, why, async () => {
    const [one, other] = await foundOf(scope, [a, b]);
    const [left, right] = [await historyOf(scope, one!.id), await historyOf(scope, other!.id)];
    const isOne = left.contacts.some(({ contact }) => contact === other!.id);
    const all = isOne ? left.contacts : [...left.contacts, ...right.contacts];
    contacts = contactsOf(all);
    if (isOne) return { drafts: [] };
    const known = new Set([...left.events, ...right.events].map(({ id }) => id));
    // Made from `Owned` events by spreading them, so the contact is still there.
    const linked = linkEvents(left.events, right.events) as Owned[];
    const restated = linked.filter(({ id }) => !known.has(id));
    const exactOf = new Map(all.map(({ contact, exact }) => [contact, exact]));
    return {
      drafts: [
        draftAbout(scope, one!.exact, merged(other!, why)),
        draftAbout(scope, other!.exact, merged(one!, why)),
        ...restated.map((event) => said(scope, exactOf.get(event.contact)!, event)),
      ],
      writes: [unchanged(scope, [left, right]), join(scope, contacts, left.person)],
    };
  });
  return { contacts };
}

/**
 * An identifier is not the person's after all. Both sides keep every no of either and what ended it; all
 * else stays with the identifier that it names. A 404 `Refusal` when the identifier is not on record.
 * Nothing happens where it stands alone.
 */
export async function unlink(scope: Scope, identifier: Identifier, why: Why): Promise<Person> {
  let contacts: string[] = [];
  await append(scope, why, async () => {
    const [leaving] = await foundOf(scope, [identifier]);
    const history = await historyOf(scope, leaving!.id);
    const rest = history.contacts.filter(({ contact }) => contact !== leaving!.id);
    contacts = contactsOf(rest);
    if (rest.length === 0) return { drafts: [] };
    const staying = rest.find(({ contact }) => contact === history.person) ?? rest[0]!;
    const { toLeaving, toStaying } = carryOver(history, leaving!.id);
    const mistake = history.events.findLast(
      ({ type, contact }) => type === 'merged' && contact === leaving!.id,
    );
    const ends = (exact: string) => draftAbout(scope, exact, unmerged(mistake?.id, why));
    return {
      drafts: [
        ...(mistake ? [ends(leaving!.exact), ends(staying.exact)] : []),
        ...toLeaving.map((event) => said(scope, leaving!.exact, event)),
        ...toStaying.map((event) => said(scope, staying.exact, event)),
      ],
      writes: [
        unchanged(scope, [history]),
        leave(scope, [leaving!.id, ...(contacts.length === 1 ? contacts : [])]),
        ...(contacts.length > 1 ? [join(scope, contacts, staying.contact)] : []),
      ],
    };
  });
  return { contacts };
}

/** Who erases, and for which of the known reasons: the audit keeps it, where the event's text is gone with the key. */
export type Erasure = By & Pick<NewEvent, 'method'> & { readonly reason: ErasureReason };

/** The contact is erased, and with it everybody who is one person with it. A 404 `Refusal` when there is none such. */
export async function erase(scope: Scope, contactId: string, why: Erasure): Promise<void> {
  await append(scope, why, async () => {
    const contact = (await samePerson(scope, [contactId])).find(
      (each) => each.contact === contactId,
    );
    if (!contact) throw new Refusal(404, 'contact.unknown', 'There is no contact with this id.');
    const { now, method, reason, recordedBy: actor } = why;
    const id = `erased-${randomHex(16)}`;
    const event = { ...everywhere, id, type: 'erased', occurredAt: now, method } as const;
    const entry = {
      actor,
      action: 'contact.erased',
      target: contactId,
      details: { reason },
    } as const;
    return {
      drafts: [draftAbout(scope, contact.exact, event)],
      writes: [auditing(scope, entry, now)],
    };
  });
}

function contactsOf(members: readonly PersonContact[]): string[] {
  return [...new Set(members.map(({ contact }) => contact))].sort();
}

async function foundOf(scope: Scope, identifiers: readonly Identifier[]): Promise<FoundContact[]> {
  const asked = identifiers.map((identifier) => scope.keys.blind(exactKey(identifier)));
  const { results } = await findContacts(scope, asked).all<FoundContact>();
  return asked.map((key, index) => {
    const found = results.find(({ exact }) => exact === key);
    if (!found) throw unknown(index);
    return found;
  });
}

function unknown(index: number): Refusal {
  const which = index === 0 ? 'identifier' : 'other identifier';
  return new Refusal(404, 'contact.unknown', `Nothing is on record under this ${which}.`);
}

const everywhere = { purpose: 'all', channel: 'all' } as const;

function merged(other: FoundContact, { now, method, evidence }: Why): Said {
  const source = `linked with contact ${other.id}`;
  const id = `merged-${randomHex(16)}`;
  return { ...everywhere, id, type: 'merged', occurredAt: now, method, evidence, source };
}

function unmerged(corrects: string | undefined, { now, method, evidence }: Why): Said {
  const id = `unmerged-${randomHex(16)}`;
  return { ...everywhere, id, type: 'corrected', corrects, occurredAt: now, method, evidence };
}

/** An event written anew for a contact; it goes on naming the identifier that it named. */
function said(scope: Scope, exact: string, event: Owned): Draft {
  const { contact: _, identifierKey, recordedAt: __, recordedBy: ___, ...rest } = event;
  return draftAbout(scope, exact, rest, identifierKey);
}

/** Fails, as a race does, when something was recorded of these persons since their events were read. */
function unchanged({ db, orgId }: Scope, histories: readonly History[]): D1PreparedStatement {
  const contacts = histories.flatMap((each) => each.contacts.map(({ contact }) => contact));
  const events = histories.reduce((sum, each) => sum + each.events.length, 0);
  return db
    .prepare(
      `INSERT INTO persons SELECT ?1, unhex(value), NULL FROM json_each(?2)
       WHERE (SELECT count(*) FROM events WHERE org_id = ?1
         AND contact_id IN (SELECT unhex(value) FROM json_each(?2))) <> ?3`,
    )
    .bind(orgId, JSON.stringify(contacts), events);
}

function join({ db, orgId }: Scope, contacts: readonly string[], person: string) {
  return db
    .prepare(
      `INSERT INTO persons SELECT ?1, unhex(value), unhex(?3) FROM json_each(?2) WHERE true
       ON CONFLICT (org_id, contact_id) DO UPDATE SET person_id = excluded.person_id`,
    )
    .bind(orgId, JSON.stringify(contacts), person);
}

function leave({ db, orgId }: Scope, contacts: readonly string[]): D1PreparedStatement {
  return db
    .prepare(
      `DELETE FROM persons
       WHERE org_id = ?1 AND contact_id IN (SELECT unhex(value) FROM json_each(?2))`,
    )
    .bind(orgId, JSON.stringify(contacts));
}
