import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportRecord } from '../../../worker/store/imports-records.ts';
import type { Store } from '../../../worker/store/store.ts';
import type { Organisation } from '../support/organisation.ts';
import { newStore } from '../support/store.ts';
import { anotherStore, beginList, eventsOf, linesOf, sendPart } from './lists.ts';

let organisation: Organisation;
let store: Store;
beforeAll(async () => {
  ({ organisation, store } = await newStore());
});

const encoder = new TextEncoder();
const tell = ({ state, offset, rows, taken, refused, events }: ImportRecord) => ({
  state,
  offset,
  rows,
  taken,
  refused,
  events,
});

/** A list with something of everything: quotation marks, line breaks in them, accents, bad rows. */
const list = [
  'email,name,date',
  'ann@example.com,"Ann, the first",2026-05-01',
  'ben@example.com,"Ben\nof two lines",2026-05-02',
  'nobody,x,2026-05-03',
  '',
  'zoë@example.com,"Zoë ""Z""",2026-05-04',
  'short@example.com',
  'dan@example.com,🦊,2026-05-05',
  '',
].join('\r\n');
const bytes = encoder.encode(list);
const done = {
  state: 'done',
  offset: bytes.length,
  rows: 7,
  taken: 4,
  refused: 2,
  events: 4,
} as const;
const lines = [
  { row: 4, column: 'email', code: 'contact.email.no-at', taken: 0 },
  { row: 7, column: null, code: 'list.ragged', taken: 0 },
];

describe('taking a list in', () => {
  it('records an event for each good row, and a line for each bad one', async () => {
    const begun = await beginList(store);
    expect(tell(await sendPart(store, begun, list))).toEqual(done);
    const events = await eventsOf(begun.id);
    expect(events.map(({ id }) => id.slice(begun.id.length))).toEqual([
      '.0000002',
      '.0000003',
      '.0000006',
      '.0000008',
    ]);
    expect(await linesOf(begun.id)).toEqual(lines);
  });

  it('comes to the same wherever it is cut into parts, each sent from where the last one ended', async () => {
    for (let cut = 1; cut < bytes.length; cut += 13) {
      const begun = await beginList(store);
      const half = await sendPart(store, begun, [bytes.subarray(0, cut)], { isLast: false });
      expect(half.offset).toBeLessThanOrEqual(cut);
      const rest = [bytes.subarray(half.offset)];
      const read = (await anotherStore(organisation.id)).imports.find(begun.id);
      expect(tell(await sendPart(store, (await read)!, rest)), `cut at ${cut}`).toEqual(done);
      expect(await linesOf(begun.id)).toEqual(lines);
    }
  });

  it('comes to the same in whatever chunks the bytes arrive', async () => {
    for (const size of [1, 2, 3, 5, 8]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const begun = await beginList(store);
      expect(tell(await sendPart(store, begun, chunks)), `chunks of ${size}`).toEqual(done);
    }
  });

  it('comes to the same in steps of any number of rows', async () => {
    for (const rows of [1, 2, 3]) {
      const begun = await beginList(store);
      const limits = { rows, steps: 100 };
      expect(tell(await sendPart(store, begun, list, { limits }))).toEqual(done);
      expect(await eventsOf(begun.id)).toHaveLength(4);
      expect(await linesOf(begun.id)).toEqual(lines);
    }
  });

  it('stops after as many steps as one request may make, and goes on in the next', async () => {
    const begun = await beginList(store);
    const limits = { rows: 1, steps: 2 };
    let now = await sendPart(store, begun, list, { limits });
    expect(tell(now)).toMatchObject({ state: 'open', rows: 2, taken: 2 });
    let requests = 1;
    while (now.state === 'open') {
      now = await sendPart(store, now, [bytes.subarray(now.offset)], { limits });
      requests++;
    }
    expect(tell(now)).toEqual(done);
    expect(requests).toBe(4);
  });

  it('takes fewer rows at once where each says much, so that a step stays small', async () => {
    const flags = ['email', 'phone', 'linkedin', 'sms', 'post'].map((way) => `objected@${way}`);
    const columns = Object.fromEntries(['email', ...flags].map((name) => [name, name]));
    const begun = await beginList(store, { columns, defaults: {} });
    const rows = Array.from({ length: 8 }, (_, n) => `p${n}@example.com,1,1,1,1,1\n`);
    const said = [`${Object.keys(columns).join()}\n`, ...rows].join('');
    const limits = { rows: 4, steps: 1 };
    let now = await sendPart(store, begun, said, { limits });
    // Of 4 rows that would be 20 events.
    expect(now).toMatchObject({ rows: 2, events: 10 });
    while (now.state === 'open')
      now = await sendPart(store, now, said.slice(now.offset), { limits });
    expect(now).toMatchObject({ state: 'done', rows: 8, taken: 8, events: 40 });
  });

  it('does not take a part that broke off for the end of the list', async () => {
    const begun = await beginList(store);
    const cut = list.indexOf('dan@example.com') + 'dan@example.co'.length;
    const broken = await sendPart(store, begun, list.slice(0, cut), { length: bytes.length });
    expect(broken).toMatchObject({ state: 'open', rows: 6, taken: 3 });
    const rest = [bytes.subarray(broken.offset)];
    expect(tell(await sendPart(store, broken, rest, { length: rest[0]!.length }))).toEqual(done);
  });

  it('takes an end without a line break, and an end that comes by itself', async () => {
    const begun = await beginList(store);
    const open = await sendPart(store, begun, 'email\na@example.com\nb@example.com', {
      isLast: false,
    });
    expect(open).toMatchObject({ state: 'open', rows: 1, offset: 20 });
    const rest = await sendPart(store, open, 'b@example.com', { isLast: true });
    expect(rest).toMatchObject({ state: 'done', rows: 2, offset: 33, events: 2 });
    const other = await beginList(store);
    const all = await sendPart(store, other, 'email\na@example.com\n', { isLast: false });
    expect(await sendPart(store, all, '')).toMatchObject({ state: 'done', rows: 1, events: 1 });
  });

  it('passes over a line of two million characters that comes in parts', async () => {
    const begun = await beginList(store);
    const long = 'x'.repeat(600_000);
    let now = begun;
    for (const part of ['email\na@example.com\n', long, long, long])
      now = await sendPart(store, now, part, { isLast: false });
    expect(now).toMatchObject({ rows: 1 });
    now = await sendPart(store, now, long + long, { isLast: false });
    expect(now).toMatchObject({ rows: 2, refused: 1, reading: { skipping: true } });
    const last = await sendPart(store, now, `${long}\nb@example.com\n`);
    expect(last).toMatchObject({ state: 'done', rows: 3, taken: 2, refused: 1 });
    expect(await linesOf(begun.id)).toEqual([
      { row: 3, column: null, code: 'list.too-long', taken: 0 },
    ]);
  });

  it('reads NDJSON in the same way', async () => {
    const begun = await beginList(store, { format: 'ndjson' });
    const text = '{"email":"a@example.com"}\nno\n{"email":"b@example.com","unsubscribed":true}';
    expect(await sendPart(store, begun, text)).toMatchObject({
      state: 'done',
      taken: 2,
      refused: 1,
      events: 2,
    });
  });
});

describe('a list that cannot be read', () => {
  const utf16 = (text: string, mark: boolean) => {
    const units = Uint16Array.from(mark ? `\uFEFF${text}` : text, (each) => each.charCodeAt(0));
    return new Uint8Array(units.buffer);
  };

  it.each([
    ['with its mark', utf16('email\na@example.com\n', true)],
    ['without one', utf16('email\na@example.com\n', false)],
  ])('in UTF-16 is stopped at once, and named: %s', async (_, part) => {
    const begun = await beginList(store);
    const stopped = await sendPart(store, begun, [part]);
    expect(stopped).toMatchObject({ state: 'stopped', offset: 0, events: 0 });
    expect(stopped.problem!.code).toBe('imports.utf-16');
  });

  it('is stopped at the first byte that is not UTF-8, which is told, with the rows before it taken', async () => {
    const begun = await beginList(store);
    const good = encoder.encode('email,name\na@example.com,Zoë\nb@example.com,Zo');
    const latin1 = Uint8Array.of(0xeb, 0x0a, 0x63);
    const stopped = await sendPart(store, begun, [good, latin1]);
    expect(stopped).toMatchObject({ state: 'stopped', taken: 1, events: 1 });
    expect(stopped.problem).toMatchObject({ code: 'imports.not-utf-8' });
    expect(stopped.problem!.message).toContain(`Byte ${good.length} is not UTF-8`);
  });

  it('is stopped where its last character is cut', async () => {
    const begun = await beginList(store);
    const cut = encoder.encode('email,name\na@example.com,Zoë').subarray(0, -1);
    const stopped = await sendPart(store, begun, [cut]);
    expect(stopped.problem!.message).toContain(`Byte ${cut.length - 1} is not UTF-8`);
  });

  it('is stopped at a first line that does not say what its columns are', async () => {
    const begun = await beginList(store);
    const stopped = await sendPart(store, begun, 'jane@example.com,Jane\n');
    expect(stopped).toMatchObject({
      state: 'stopped',
      offset: 0,
      problem: { code: 'list.no-header' },
    });
    expect(JSON.stringify(stopped)).not.toContain('jane');
  });

  it('is stopped when there is nothing in it', async () => {
    const begun = await beginList(store);
    expect((await sendPart(store, begun, '')).problem!.code).toBe('list.empty');
  });

  it('may begin with a byte-order mark', async () => {
    const begun = await beginList(store);
    const text = '\uFEFFemail\na@example.com\n';
    expect(await sendPart(store, begun, text)).toMatchObject({
      state: 'done',
      offset: 23,
      taken: 1,
    });
  });
});
