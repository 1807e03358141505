import type { ConsentEvent } from '../../shared/consent/event.ts';
import type { IdentifierType } from '../../shared/contact/identifier.ts';
import type { EventRow } from './event-rows.ts';
import { eventColumns, toEvent } from './event-rows.ts';
import { opener } from './exports-opening.ts';
import type { Scope } from './scope.ts';

/** An event to write out, with its text and whom it names; `identifier` is null once they were erased. */
export type ListedEvent = ConsentEvent & {
  readonly seq: number;
  readonly contact: string;
  readonly key: string;
  readonly identifierType: IdentifierType | null;
  readonly identifier: string | null;
};

type Row = EventRow & {
  readonly seq: number;
  readonly language: string | null;
  readonly sealedText: string;
  readonly wrapped: string;
  readonly identifierType: IdentifierType | null;
  readonly sealed: string;
  readonly owner: string;
  readonly ownersWrapped: string;
};

/*
 * An event names an identifier, which is mostly its own contact's; of an event that was carried over when
 * two people turned out not to be one, it is the other's.
 */
const query = `
SELECT ${eventColumns}, e.seq, e.language, coalesce(lower(hex(e.sealed)), '') AS sealedText,
  lower(hex(c.wrapped_key)) AS wrapped, i.type AS identifierType,
  coalesce(lower(hex(i.sealed)), '') AS sealed, lower(hex(o.id)) AS owner,
  coalesce(lower(hex(o.wrapped_key)), '') AS ownersWrapped
FROM events e INDEXED BY events_seq
  CROSS JOIN contacts c ON c.org_id = ?1 AND c.id = e.contact_id
  LEFT JOIN identifiers i ON i.org_id = ?1 AND i.exact_key = e.identifier_key
  LEFT JOIN contacts o ON o.org_id = ?1 AND o.id = i.contact_id
WHERE e.org_id = ?1 AND e.seq > ?2 AND e.seq <= ?3 ORDER BY e.seq`;

/** Those after `after` up to `until`, by their numbers. */
export async function listEvents(
  scope: Scope,
  { after, until }: { readonly after: number; readonly until: number },
): Promise<ListedEvent[]> {
  const { results } = await scope.db.prepare(query).bind(scope.orgId, after, until).all<Row>();
  const { identifier, text } = opener(scope);
  return Promise.all(
    results.map(async (row) => ({
      ...toEvent(row),
      ...(row.language !== null && { language: row.language }),
      ...(await text(row.contact, row.wrapped, row.sealedText)),
      seq: row.seq,
      contact: row.contact,
      key: row.identifierKey,
      identifierType: row.identifierType,
      identifier: await identifier(row.owner, row.ownersWrapped, row.sealed),
    })),
  );
}
