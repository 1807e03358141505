import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportState } from '../../../shared/protocol/imports.ts';
import type { Answer, Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { rowsOf } from '../support/store.ts';

let organisation: Organisation;
let marketer: Caller;
beforeAll(async () => {
  organisation = await newOrganisation();
  marketer = organisation.as('marketer');
});

const settings = { format: 'csv', name: 'list.csv', defaults: { type: 'objected' } };

async function begin(more: object = {}): Promise<ImportState> {
  const answer = await marketer.post<ImportState>('/imports', { ...settings, ...more });
  expect(answer.status).toBe(201);
  return answer.body;
}

type Sent = { offset?: number | string; complete?: string; type?: string; by?: Caller };

function send(id: string, body: unknown, sent: Sent = {}): Promise<Answer<ImportState>> {
  const { offset = 0, complete = '?1', type = 'text/csv', by = marketer } = sent;
  return by.patch<ImportState>(`/imports/${id}`, body, {
    'content-type': type,
    'upload-offset': String(offset),
    'upload-complete': complete,
  });
}

/** The code of a refusal, with its status. */
function told({ status, body }: Answer<unknown>): string {
  return `${status} ${(body as { error: { code: string } }).error.code}`;
}

const list = 'email,name\na@example.com,A\nnobody,B\nc@example.com,C\n';

describe('POST /imports', () => {
  it('begins an import, says where to send the list and how much at once', async () => {
    const { status, body, headers } = await marketer.post<ImportState>('/imports', settings);
    expect(status).toBe(201);
    expect(headers.get('location')).toBe(`/api/v1/imports/${body.id}`);
    expect(headers.get('upload-offset')).toBe('0');
    expect(headers.get('upload-complete')).toBe('?0');
    expect(headers.get('upload-limit')).toBe('max-append-size=100000000');
    expect(body).toMatchObject({
      name: 'list.csv',
      state: 'open',
      offset: 0,
      dryRun: false,
      columns: null,
    });
  });

  it('is audited, and so is its end', async () => {
    const { id } = await begin();
    await send(id, list);
    expect(
      await rowsOf('SELECT action, details FROM audit WHERE target = ? ORDER BY action', id),
    ).toEqual([
      { action: 'import.begun', details: '{"dryRun":false}' },
      {
        action: 'import.done',
        details: '{"rows":3,"taken":2,"refused":1,"events":2,"dryRun":false}',
      },
    ]);
  });

  it.each<[string, object, string]>([
    ['no format', { format: undefined }, '400 input.invalid'],
    ['an address as name', { name: 'jane@example.com.csv' }, '400 input.invalid'],
    ['a field that there is not', { columns: { a: 'address' } }, '400 input.invalid'],
    ['a mapping to nobody', { columns: { a: 'occurredAt' } }, '400 list.no-identifier'],
    ['a mapping that says nothing', { columns: { a: 'email' }, defaults: {} }, '400 list.no-type'],
    ['a type that no list brings', { defaults: { type: 'lifted' } }, '400 input.invalid'],
    ['a time zone that there is not', { timeZone: 'Mars/Base' }, '400 input.invalid'],
    ['a surprise', { surprise: 1 }, '400 input.invalid'],
  ])('refuses %s', async (_, more, code) => {
    expect(told(await marketer.post('/imports', { ...settings, ...more }))).toBe(code);
  });
});

describe('PATCH /imports/:id', () => {
  it('takes a list in at once, and says what became of it', async () => {
    const { id } = await begin();
    const { status, body, headers } = await send(id, list);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id,
      state: 'done',
      offset: list.length,
      columns: [{ column: 'email', field: 'email' }],
      rows: { read: 3, taken: 2, refused: 1, noted: 0 },
      events: 2,
    });
    expect(headers.get('upload-offset')).toBe(String(list.length));
    expect(headers.get('upload-complete')).toBe('?1');
  });

  it('takes it in parts, and says from where to go on', async () => {
    const { id } = await begin();
    const first = await send(id, list.slice(0, 30), { complete: '?0' });
    expect(first.body).toMatchObject({ state: 'open', offset: 27, rows: { read: 1 } });
    expect((await marketer.get<ImportState>(`/imports/${id}`)).body).toEqual(first.body);
    const rest = await send(id, list.slice(27), { offset: 27 });
    expect(rest.body).toMatchObject({ state: 'done', rows: { read: 3, taken: 2 } });
  });

  it('holds what it took to every check', async () => {
    const { id } = await begin({ defaults: { type: 'objected', purpose: 'all', channel: 'all' } });
    await send(id, 'email\nJane+News@Example.com\n');
    const { body } = await marketer.post('/check', {
      recipients: [{ type: 'email', value: 'jane@example.com' }],
      channel: 'email',
    });
    expect(body.decisions[0]).toMatchObject({ verdict: 'block' });
  });

  it('refuses a part that begins elsewhere, and says where to go on', async () => {
    const { id } = await begin();
    await send(id, list.slice(0, 30), { complete: '?0' });
    for (const offset of [0, 26, 28, 99_999]) {
      const answer = await send(id, list, { offset });
      expect(told(answer)).toBe('409 imports.offset');
      expect(answer.headers.get('upload-offset')).toBe('27');
      expect(JSON.stringify(answer.body)).toContain('from byte 27 on');
    }
  });

  it('refuses more of a list that is over', async () => {
    const { id } = await begin();
    await send(id, list);
    const answer = await send(id, list, { offset: list.length });
    expect(told(answer)).toBe('409 imports.over');
    expect(answer.headers.get('upload-complete')).toBe('?1');
  });

  it('stops at a list that cannot be read, says why, and keeps that', async () => {
    const { id } = await begin();
    expect(told(await send(id, 'name\nJane\n'))).toBe('422 list.no-identifier');
    const { body } = await marketer.get<ImportState>(`/imports/${id}`);
    expect(body).toMatchObject({ state: 'stopped', problem: { code: 'list.no-identifier' } });
    expect(told(await send(id, list))).toBe('409 imports.over');
  });

  it.each<[string, Sent, string]>([
    ['no number', { offset: 'x' }, '400 input.invalid'],
    ['a negative offset', { offset: -1 }, '400 input.invalid'],
    ['another word for complete', { complete: 'true' }, '400 input.invalid'],
    ['JSON', { type: 'application/json' }, '415 input.content-type'],
    ['a form', { type: 'multipart/form-data; boundary=x' }, '415 input.content-type'],
  ])('refuses %s', async (_, sent, code) => {
    const { id } = await begin();
    expect(told(await send(id, list, sent))).toBe(code);
    expect((await marketer.get<ImportState>(`/imports/${id}`)).body.offset).toBe(0);
  });

  it.each(['text/csv; charset=utf-8', 'application/partial-upload', 'application/octet-stream'])(
    'takes %s',
    async (type) => {
      const { id } = await begin();
      expect((await send(id, list, { type })).status).toBe(200);
    },
  );

  it('takes more than the megabyte that other routes take, as it comes', async () => {
    const { id } = await begin();
    const line = `a@example.com,${'x'.repeat(9985)}\n`;
    const chunks = Array.from({ length: 150 }, () => new TextEncoder().encode(line));
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('email,name\n'));
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    });
    const answer = await send(id, body);
    expect(answer.body).toMatchObject({ offset: 1_500_011, rows: { read: 150, taken: 150 } });
  });

  it('knows no other organisation’s imports, and no ids that are none', async () => {
    const { id } = await begin();
    const other = (await newOrganisation()).as('admin');
    expect(told(await send(id, list, { by: other }))).toBe('404 imports.unknown');
    expect(told(await other.get(`/imports/${id}`))).toBe('404 imports.unknown');
    expect(told(await other.get(`/imports/${id}/report`))).toBe('404 imports.unknown');
    for (const odd of ['imp_1', "imp_' OR 1=1", '..%2Fevents', 'imp_'.padEnd(24, 'G')])
      expect(told(await send(encodeURIComponent(odd), list))).toBe('400 input.invalid');
  });
});

describe('GET /imports', () => {
  it('pages through them, newest first, and shows no other organisation’s', async () => {
    const own = await newOrganisation();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) {
      const { body } = await own.as('admin').post<ImportState>('/imports', settings);
      ids.unshift(body.id);
    }
    type Page = { imports: ImportState[]; next: string | null };
    const first = await own.as('admin').get<Page>('/imports?limit=2');
    expect(first.body.imports.map(({ id }) => id)).toHaveLength(2);
    const rest = await own.as('admin').get<Page>(`/imports?limit=2&before=${first.body.next}`);
    expect(rest.body.next).toBeNull();
    const all = [...first.body.imports, ...rest.body.imports].map(({ id }) => id);
    expect(all.toSorted()).toEqual(ids.toSorted());
  });
});
