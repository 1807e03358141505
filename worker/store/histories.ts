import type { ConsentEvent } from '../../shared/consent/event.ts';
import { eventKind } from '../../shared/consent/event.ts';
import { happenedAt } from '../../shared/consent/fold.ts';
import { unlinkEvents } from '../../shared/contact/link.ts';
import { randomHex } from '../bytes.ts';
import type { PersonContact } from './same-person.ts';
import { samePerson } from './same-person.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import type { Scope } from './scope.ts';

/** An event with the contact that it was recorded of; it names an identifier by its blind key. */
export type Owned = ConsentEvent & { readonly contact: string; readonly identifierKey: string };

/** All that is on record of the person whom a contact belongs to. `person` is the contact that stands for all. */
export type History = {
  readonly person: string;
  readonly contacts: readonly PersonContact[];
  readonly events: readonly Owned[];
};

export async function historyOf(scope: Scope, contactId: string): Promise<History> {
  const { db, orgId } = scope;
  const contacts = await samePerson(scope, [contactId]);
  const ids = [...new Set(contacts.map(({ contact }) => contact))];
  const [events, person] = await db.batch([
    db
      .prepare(
        `SELECT ${eventColumns} FROM json_each(?2) k
           CROSS JOIN events e ON e.org_id = ?1 AND e.contact_id = unhex(k.value)
         ORDER BY e.seq`,
      )
      .bind(orgId, JSON.stringify(ids)),
    db
      .prepare(
        `SELECT lower(hex(person_id)) AS id FROM persons
         WHERE org_id = ?1 AND contact_id = unhex(?2)`,
      )
      .bind(orgId, contactId),
  ]);
  const [row] = person!.results as { id: string }[];
  return {
    person: row?.id ?? contactId,
    contacts,
    events: (events!.results as EventRow[]).map((each) => ({
      ...toEvent(each),
      contact: each.contact,
      identifierKey: each.identifierKey,
    })),
  };
}

/** What each side of an unlinking has to be told anew: what forbids or ended that, and is not its own. */
export function carryOver(
  { contacts, events }: History,
  leaving: string,
): { readonly toLeaving: Owned[]; readonly toStaying: Owned[] } {
  const isTheirs = ({ contact }: { contact: string }) => contact === leaving;
  const keys = contacts.filter(isTheirs).map(({ exact }) => exact);
  const { a, b } = unlinkEvents(events, keys) as Record<'a' | 'b', Owned[]>;
  return {
    toLeaving: anew(
      a.filter((event) => !isTheirs(event)),
      events.filter(isTheirs),
    ),
    toStaying: anew(
      b.filter(isTheirs),
      events.filter((event) => !isTheirs(event)),
    ),
  };
}

/** Under ids of their own, and pointing at each other by those; what `own` says in the same words is not said again. */
function anew(events: readonly Owned[], own: readonly Owned[]): Owned[] {
  const said = new Map(own.map((event) => [contentOf(event), event.id]));
  const ids = new Map<string, string>();
  const carried = events.filter(ofAll).filter((event) => {
    const same = said.get(contentOf(event));
    ids.set(event.id, same ?? `unlinked-${randomHex(16)}`);
    return same === undefined;
  });
  const from = (event: Owned) => ({ source: 'unlinked', evidence: `event ${event.id}` });
  const corrections = events.filter(
    ({ type, corrects = '' }) => type === 'corrected' && ids.has(corrects),
  );
  const taken = new Set(own.map(({ corrects }) => corrects));
  return [
    ...carried.map((event) => ({ ...event, ...from(event), id: ids.get(event.id)! })),
    ...corrections
      .filter(({ corrects }) => !taken.has(ids.get(corrects!)))
      .map((event) => ({
        ...event,
        ...from(event),
        id: `unlinked-${randomHex(16)}`,
        corrects: ids.get(event.corrects!)!,
      })),
  ];
}

/** A bounce is about one address; what links and erases is about one contact. */
function ofAll({ type }: Owned): boolean {
  const { by, effect } = eventKind(type);
  return by !== 'machine' && ['stop', 'lift', 'release', 'listing'].includes(effect);
}

function contentOf(event: Owned): string {
  const { type, purpose, channel, until, excepts, ground, registry, method, identifierKey } = event;
  const rest = [until, excepts, ground, registry, method, identifierKey];
  return JSON.stringify([type, purpose, channel, happenedAt(event), ...rest]);
}
