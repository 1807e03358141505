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
  const asked = erasures.map(({ contactId }) => contactId);
  const members = await samePerson(scope, asked);
  const all = JSON.stringify([...new Set([...asked, ...members.map(({ contact }) => contact)])]);
  const others = members.filter(({ contact }) => !asked.includes(contact));
  const [first] = erasures as [NewRow];
  const run = (sql: string) => scope.db.prepare(sql).bind(scope.orgId, all);
  return {
    rows: others.map(({ contact, exact }) => ({
      ...first,
      event: { ...first.event, id: `erased-${randomHex(16)}` },
      contactId: contact,
      names: exact,
    })),
    writes: [
      run(`UPDATE contacts SET wrapped_key = x''
           WHERE org_id = ?1 AND id IN (SELECT unhex(value) FROM json_each(?2))`),
      run(`UPDATE identifiers INDEXED BY identifiers_contact SET sealed = x''
           WHERE org_id = ?1 AND contact_id IN (SELECT unhex(value) FROM json_each(?2))`),
    ],
  };
}
