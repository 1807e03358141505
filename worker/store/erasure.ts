import { randomHex } from '../bytes.ts';
import type { NewRow } from './event-rows.ts';
import { samePerson } from './same-person.ts';
import type { Scope } from './scope.ts';

/**
 * What goes with `erased` events into their transaction: the keys of all of the person's contacts are
 * destroyed, and what they sealed of identifiers; each of the contacts gets such an event. Blind keys,
 * device hashes and events stay, so that a no goes on being found.
 */
export async function eraseWith(
  scope: Scope,
  rows: readonly NewRow[],
): Promise<{ readonly rows: NewRow[]; readonly writes: D1PreparedStatement[] }> {
  const erasures = rows.filter(({ event }) => event.type === 'erased');
  if (erasures.length === 0) return { rows: [], writes: [] };
  const contacts = new Set(erasures.map(({ contactId }) => contactId));
  const others: NewRow[] = [];
  // One after another, few as they are: whose erasure it is decides when it was.
  for (const erasure of erasures)
    for (const { contact, exact } of await samePerson(scope, [erasure.contactId])) {
      if (contacts.has(contact)) continue;
      contacts.add(contact);
      const event = { ...erasure.event, id: `erased-${randomHex(16)}` };
      others.push({ ...erasure, event, contactId: contact, names: exact });
    }
  const all = JSON.stringify([...contacts]);
  const run = (sql: string) => scope.db.prepare(sql).bind(scope.orgId, all);
  return {
    rows: others,
    writes: [
      run(`UPDATE contacts SET wrapped_key = x''
           WHERE org_id = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2))`),
      run(`UPDATE identifiers INDEXED BY identifiers_contact SET sealed = x''
           WHERE org_id = ?1 AND contact_id IN (SELECT unhex(value) FROM json_each(?2))`),
    ],
  };
}
