import { describe, expect, it } from 'vitest';
import { CsvReader } from '../../../shared/list/csv.ts';
import { unguard } from '../../../shared/list/csv-writing.ts';
import type { ExportRequest } from '../../../shared/protocol/exports.ts';
import type { Sizes } from '../../../worker/exports/stream.ts';
import { partOf } from '../../../worker/exports/stream.ts';
import type { Store } from '../../../worker/store/store.ts';
import { beginList, sendPart } from '../imports/lists.ts';
import { by, email, newEvent, newStore } from '../support/store.ts';

type Line = Readonly<Record<string, string | number | boolean>>;
type Wanted = Pick<ExportRequest, 'what'> & Partial<Pick<ExportRequest, 'format'>>;

/** The whole text of an export, part after part. */
async function textOf(
  from: Store,
  { what, format = 'ndjson' }: Wanted,
  sizes?: Sizes,
): Promise<string> {
  const request = { what, format, purpose: 'test', recipient: 'test' };
  const made = await from.exports.make(request, { ...by, now: Date.now(), lasts: 1000 });
  let text = '';
  for (let next: string | null = ''; next !== null;) {
    const part = await partOf(from, made, next, sizes);
    text += await new Response(part.body).text();
    ({ next } = part);
  }
  return text;
}

const linesOf = (text: string): Line[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
const exported = async (from: Store, wanted: Wanted, sizes?: Sizes) =>
  linesOf(await textOf(from, wanted, sizes));
const erasure = { ...by, method: 'in-writing', reason: 'asked-by-the-person' } as const;

describe('an export of events', () => {
  it('has each with whom it names and all that it says, in the order of recording', async () => {
    const own = (await newStore()).store;
    await own.record(
      [
        newEvent('ann@example.com', {
          id: 'a',
          source: 'Fair',
          evidence: '=cmd|x',
          language: 'de',
          until: undefined,
          traits: { country: 'DE', countrySource: 'declared' },
        }),
        newEvent('ben@example.com', {
          id: 'b',
          type: 'relationship-recorded',
          ground: { kind: 'purchase', toldAtCollection: true },
          until: Date.UTC(2028, 0),
        }),
      ],
      by,
    );
    const lines = await exported(own, { what: 'events' });
    expect(lines).toMatchObject([
      {
        seq: 1,
        id: 'a',
        identifierType: 'email',
        identifier: 'ann@example.com',
        type: 'objected',
        occurredAt: '2026-11-20T00:00:00.000Z',
        source: 'Fair',
        evidence: '=cmd|x',
        language: 'de',
        country: 'DE',
        erased: false,
      },
      {
        seq: 2,
        id: 'b',
        ground: 'purchase',
        toldAtCollection: true,
        until: '2028-01-01T00:00:00.000Z',
      },
    ]);
    expect(lines[0]).not.toHaveProperty('until');
  });

  it('comes to the same in parts and pages of any size', async () => {
    const own = (await newStore()).store;
    await own.recordMany(
      Array.from({ length: 13 }, (_, index) => newEvent(`p${index % 5}@example.com`)),
      by,
    );
    for (const what of ['events', 'contacts', 'suppressions'] as const)
      for (const format of ['csv', 'ndjson'] as const) {
        const whole = await textOf(own, { what, format });
        expect(whole.length).toBeGreaterThan(500);
        for (const sizes of [
          { part: 1, page: 1 },
          { part: 4, page: 3 },
          { part: 23, page: 23 },
        ])
          expect(await textOf(own, { what, format }, sizes)).toBe(whole);
      }
  });
});

describe('an export of suppressions', () => {
  it('has who may not be written to, and not whose no they ended themselves', async () => {
    const own = (await newStore()).store;
    const lifted = { type: 'lifted', occurredAt: by.now, evidence: 'form 3' } as const;
    await own.record(
      [
        newEvent('no@example.com', { purpose: 'all', channel: 'all' }),
        newEvent('yes@example.com', { type: 'given', method: 'web-form' }),
        newEvent('again@example.com'),
        newEvent('again@example.com', lifted),
        newEvent('part@example.com', { channel: 'all' }),
        newEvent('part@example.com', lifted),
        newEvent('ended@example.com', { type: 'suppressed', until: by.now - 1 }),
        newEvent('bounced@example.com', { type: 'bounced', method: 'provider-webhook' }),
        newEvent('listed@example.com', { type: 'registry-listed', registry: 'TPS' }),
      ],
      by,
    );
    const lines = await exported(own, { what: 'suppressions' });
    expect(lines.map(({ identifier, type, channel }) => [identifier, type, channel])).toEqual([
      ['no@example.com', 'objected', 'all'],
      ['part@example.com', 'objected', 'all'],
      ['bounced@example.com', 'bounced', 'email'],
      ['listed@example.com', 'registry-listed', 'email'],
    ]);
    expect(lines[0]).toMatchObject({ purpose: 'all', occurredAt: '2026-11-20T00:00:00.000Z' });
  });

  it('has every address of one person by the no of one of them', async () => {
    const own = (await newStore()).store;
    await own.record(
      [newEvent('one@example.com'), newEvent('two@example.com', { type: 'given' })],
      by,
    );
    await own.link(email('one@example.com'), email('two@example.com'), { ...by, method: 'spoken' });
    const lines = await exported(own, { what: 'suppressions' });
    expect(lines.map(({ identifier }) => identifier)).toEqual([
      'one@example.com',
      'two@example.com',
    ]);
  });

  it('has who was erased by a keyed hash alone', async () => {
    const own = (await newStore()).store;
    const { events } = await own.record([newEvent('gone@example.com', { source: 'secret' })], by);
    await own.erase(events[0]!.contact, erasure);
    for (const what of ['contacts', 'events', 'suppressions'] as const) {
      const lines = await exported(own, { what });
      expect(lines.length).toBeGreaterThan(0);
      for (const line of lines) {
        expect(line).toMatchObject({ erased: true, identifierType: 'email' });
        expect(line['key']).toMatch(/^[0-9a-f]{32}$/);
        expect(line).not.toHaveProperty('identifier');
        expect(line).not.toHaveProperty('source');
      }
    }
  });
});

describe('what was taken out', () => {
  it('cannot run in a spreadsheet, and is read back as it was', async () => {
    const own = (await newStore()).store;
    await own.record(
      [
        newEvent('+1@example.com', {
          source: '=HYPERLINK("https://example.com")',
          evidence: "'=x",
        }),
        newEvent('b@example.com', { source: 'two\nlines, "quoted"', evidence: '-1' }),
      ],
      by,
    );
    const text = await textOf(own, { what: 'events', format: 'csv' });
    const reader = new CsvReader(text, { delimiter: ',', newline: '\n' }, { isLast: true });
    const head = reader.next()!.fields!;
    const cells = [reader.next()!.fields!, reader.next()!.fields!];
    for (const cell of cells.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    const at = (row: readonly string[], name: string) => unguard(row[head.indexOf(name)]!);
    expect(at(cells[0]!, 'identifier')).toBe('+1@example.com');
    expect(at(cells[0]!, 'source')).toBe('=HYPERLINK("https://example.com")');
    expect(at(cells[0]!, 'evidence')).toBe("'=x");
    expect(at(cells[1]!, 'source')).toBe('two\nlines, "quoted"');
    expect(at(cells[1]!, 'evidence')).toBe('-1');
  });

  it.each(['csv', 'ndjson'] as const)(
    'can be taken into another organisation as %s',
    async (format) => {
      const [from, to] = [(await newStore()).store, (await newStore()).store];
      await from.record(
        [
          newEvent('+a@example.com', { evidence: '=1', purpose: 'newsletter', channel: 'all' }),
          newEvent('b@example.com', { type: 'given', method: 'web-form', source: 'Fair' }),
          newEvent('b@example.com', { type: 'complained', purpose: 'all' }),
          newEvent('c@example.com', { traits: { country: 'IT', countrySource: 'declared' } }),
        ],
        by,
      );
      const text = await textOf(from, { what: 'events', format });
      const begun = await beginList(to, { format, defaults: {} });
      expect(await sendPart(to, begun, text)).toMatchObject({ state: 'done', taken: 4, events: 4 });
      const addresses = ['+a@example.com', 'b@example.com', 'c@example.com'].map(email);
      const marks = async (store: Store) =>
        (await store.factsFor(addresses)).map((facts) => ({
          ...facts,
          marks: facts.marks.map((mark) => ({ ...mark, event: '', method: undefined })),
        }));
      expect(await marks(to)).toEqual(await marks(from));
    },
  );
});
