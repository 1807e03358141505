import type { Scope } from './scope.ts';

/** A contact, with the blind exact key of an identifier of theirs. */
export type PersonContact = { readonly contact: string; readonly exact: string };

/*
 * Everybody who is one person with one of the contacts asked for, themselves included, with the blind
 * keys of their identifiers.
 */
const membersQuery = `
WITH people AS (
  SELECT unhex(k.value) AS asked, p.person_id AS person FROM json_each(?2) k
    LEFT JOIN persons p ON p.org_id = ?1 AND p.contact_id = unhex(k.value)
),
members AS (
  SELECT asked AS contact FROM people
  UNION
  SELECT m.contact_id FROM people
    CROSS JOIN persons m INDEXED BY persons_person ON m.org_id = ?1 AND m.person_id = people.person
)
SELECT lower(hex(contact)) AS contact, lower(hex(i.exact_key)) AS exact FROM members
  CROSS JOIN identifiers i INDEXED BY identifiers_contact
    ON i.org_id = ?1 AND i.contact_id = members.contact`;

export async function samePerson(
  { db, orgId }: Scope,
  contacts: readonly string[],
): Promise<PersonContact[]> {
  const asked = JSON.stringify([...new Set(contacts)]);
  return (await db.prepare(membersQuery).bind(orgId, asked).all<PersonContact>()).results;
}
