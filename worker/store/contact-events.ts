import type { ConsentEvent } from '../../shared/consent/event.ts';
import { openContactKey, openText } from '../sealing.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import { samePerson } from './same-person.ts';
import type { Scope } from './scope.ts';

/** What was written down beside an event, for people to read; nothing once the contact is erased. */
export type EventText = Pick<ConsentEvent, 'source' | 'evidence'>;

/** All events of a person, the last recorded first, and the text of some of them. */
export type ContactEvents = {
  readonly events: readonly NumberedEvent[];
  /** Opens the text of these events, in their order. */
  readonly texts: (of: readonly NumberedEvent[]) => Promise<EventText[]>;
};

export type NumberedEvent = ConsentEvent & {
  /** The contact that it was recorded of, by which the log knows it. */
  readonly contact: string;
  /** The blind index of the identifier that it names. */
  readonly identifierKey: string;
  /** Counts the organisation's events: the order in which they were recorded. */
  readonly seq: number;
};

type Row = EventRow & {
  readonly seq: number;
  readonly language: string | null;
  readonly sealed: string;
};

/** `contactId` is that of any of the person's contacts; nothing is on record for an unknown one. */
export async function contactEvents(scope: Scope, contactId: string): Promise<ContactEvents> {
  const members = await samePerson(scope, [contactId]);
  const { results } = await scope.db
    .prepare(
      `SELECT ${eventColumns}, e.seq, e.language, hex(e.sealed) AS sealed FROM json_each(?2) k
         CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = unhex(k.value)
       ORDER BY e.seq DESC`,
    )
    .bind(scope.orgId, JSON.stringify([...new Set(members.map(({ contact }) => contact))]))
    .all<Row>();
  const rows = new Map(results.map((row) => [row.seq, row]));
  return {
    events: results.map(toNumbered),
    texts: async (of) => {
      const open = await textOpener(scope, rows);
      return Promise.all(of.map(({ seq }) => open(rows.get(seq)!)));
    },
  };
}

function toNumbered(row: Row): NumberedEvent {
  const { contact, seq, language, identifierKey } = row;
  return { ...toEvent(row), contact, identifierKey, seq, ...(language !== null && { language }) };
}

/** A person has as many keys as contacts, each opened once. */
async function textOpener(scope: Scope, rows: ReadonlyMap<number, Row>) {
  const contacts = JSON.stringify([...new Set([...rows.values()].map(({ contact }) => contact))]);
  const { results } = await scope.db
    .prepare(
      `SELECT lower(hex(c.id)) AS id, hex(c.wrapped_key) AS wrapped FROM json_each(?2) k
         CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = unhex(k.value)`,
    )
    .bind(scope.orgId, contacts)
    .all<{ id: string; wrapped: string }>();
  const keys = new Map(
    results.map(({ id, wrapped }) => [
      id,
      wrapped === ''
        ? undefined
        : openContactKey(scope.keys, { orgId: scope.orgId, contactId: id }, wrapped),
    ]),
  );
  return async ({ contact, sealed }: Row): Promise<EventText> => {
    const key = await keys.get(contact);
    if (!key || sealed === '') return {};
    const place = { orgId: scope.orgId, contactId: contact };
    try {
      return JSON.parse(await openText(key, place, 'event-text', sealed)) as EventText;
    } catch {
      // Sealed before an erasure, with a key that is no more.
      return {};
    }
  };
}
