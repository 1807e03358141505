import { utf8 } from '../bytes.ts';
import type { ContactSpan, Listed } from '../store/exports-contacts.ts';
import type { ExportRecord } from '../store/exports-records.ts';
import type { Store } from '../store/store.ts';
import { contactRow, eventRow, headOf, lineOf, suppressionRow } from './rows.ts';

/** What one request gives, and how much of it is in memory at once. */
export type Sizes = { readonly part: number; readonly page: number };

/** D1 answers a thousand queries in a request, and opening what is sealed takes some 50 µs each (2026-11). */
const usual: Sizes = { part: 200_000, page: 500 };

/** A part of an export as it is read, and where the next begins; null after the last. */
export type Part = {
  readonly body: ReadableStream<Uint8Array>;
  readonly next: string | null;
};

type Pages = AsyncGenerator<readonly string[]>;

/** The part after `after` (a contact's id or an event's number; empty for the first). */
export async function partOf(
  store: Pick<Store, 'exports'>,
  record: ExportRecord,
  after: string,
  sizes = usual,
): Promise<Part> {
  const { what, format } = record;
  const head = after === '' ? headOf(what, format) : '';
  if (what !== 'events') {
    const { until, isLast } = await store.exports.endOfContacts({ after, most: sizes.part });
    const pages = contactPages(store, record, { after, until }, sizes.page);
    return { body: streamOf(head, pages), next: isLast ? null : until };
  }
  const until = Math.min(record.version, Number(after) + sizes.part);
  const pages = eventPages(store, record, { after: Number(after), until }, sizes.page);
  return { body: streamOf(head, pages), next: until < record.version ? String(until) : null };
}

async function* eventPages(
  { exports }: Pick<Store, 'exports'>,
  { format }: ExportRecord,
  { after, until }: { readonly after: number; readonly until: number },
  size: number,
): Pages {
  for (let from = after; from < until; from += size) {
    const page = await exports.events({ after: from, until: Math.min(until, from + size) });
    yield page.map((event) => lineOf('events', format, eventRow(event)));
  }
}

async function* contactPages(
  { exports }: Pick<Store, 'exports'>,
  { what, format, version, createdAt }: ExportRecord,
  span: Pick<ContactSpan, 'after' | 'until'>,
  limit: number,
): Pages {
  const list = async (page: ContactSpan): Promise<Listed<string>> => {
    if (what === 'contacts') {
      const { items, last } = await exports.identifiers(page);
      return { items: items.map((each) => lineOf(what, format, contactRow(each))), last };
    }
    const { items, last } = await exports.suppressions(page, version);
    const lines = items.map((each) => lineOf('suppressions', format, suppressionRow(each)));
    return { items: lines, last };
  };
  for (let { after } = span; ;) {
    const { items, last } = await list({ ...span, after, limit, at: createdAt });
    if (last === null) return;
    yield items;
    after = last;
  }
}

/** Reads a page when the one before has been sent. */
function streamOf(head: string, pages: Pages): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      if (head !== '') controller.enqueue(utf8(head));
    },
    async pull(controller) {
      for (;;) {
        const { value, done } = await pages.next();
        if (done) return controller.close();
        if (value.length > 0) return controller.enqueue(utf8(value.join('')));
      }
    },
  });
}
