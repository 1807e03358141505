import type { ExportRequest } from '../../shared/protocol/exports.ts';
import type { By } from './event-rows.ts';
import type {
  ContactSpan,
  Listed,
  ListedIdentifier,
  PartEnd,
  Suppression,
} from './exports-contacts.ts';
import { endOfContacts, listIdentifiers, listSuppressions } from './exports-contacts.ts';
import type { ListedEvent } from './exports-events.ts';
import { listEvents } from './exports-events.ts';
import type { ExportPage, ExportRecord } from './exports-records.ts';
import { exportPage, findExport, makeExport } from './exports-records.ts';
import type { Scope } from './scope.ts';

/** What is taken out, a page at a time. */
export type Exports = {
  readonly make: (
    request: ExportRequest,
    by: By & { readonly lasts: number },
  ) => Promise<ExportRecord>;
  readonly find: (id: string) => Promise<ExportRecord | undefined>;
  /** Newest first. */
  readonly page: (page: ExportPage) => Promise<ExportRecord[]>;
  readonly endOfContacts: (part: {
    readonly after: string;
    readonly most: number;
  }) => Promise<PartEnd>;
  readonly identifiers: (page: ContactSpan) => Promise<Listed<ListedIdentifier>>;
  /** As they were when there were `version` events. */
  readonly suppressions: (page: ContactSpan, version: number) => Promise<Listed<Suppression>>;
  /** After an event's number up to another's. */
  readonly events: (span: { after: number; until: number }) => Promise<ListedEvent[]>;
};

export function exportsOf(scope: Scope): Exports {
  return {
    make: (request, by) => makeExport(scope, request, by),
    find: (id) => findExport(scope, id),
    page: (page) => exportPage(scope, page),
    endOfContacts: (part) => endOfContacts(scope, part),
    identifiers: (page) => listIdentifiers(scope, page),
    suppressions: (page, version) => listSuppressions(scope, page, version),
    events: (span) => listEvents(scope, span),
  };
}
