import { beforeAll, describe, expect, it } from 'vitest';
import type { ImportState } from '../../../shared/protocol/imports.ts';
import type { Answer, Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

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

const send = (id: string, list: string) =>
  marketer.patch<ImportState>(`/imports/${id}`, list, {
    'content-type': 'text/csv',
    'upload-offset': '0',
    'upload-complete': '?1',
  });

/** The code of a refusal, with its status. */
function told({ status, body }: Answer<unknown>): string {
  return `${status} ${(body as { error: { code: string } }).error.code}`;
}

describe('GET /imports/:id/report', () => {
  it('tells of each row that was not taken as it stands, and repeats nothing of it', async () => {
    const { id } = await begin();
    await send(id, 'email,date\nsecret,2026\na@example.com,=soon\n"odd"x,y\n');
    const csv = await marketer.get<string>(`/imports/${id}/report`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain(`${id}-report.csv`);
    expect(csv.body.split('\r\n').slice(0, 2)).toEqual([
      'row,column,code,message,taken',
      '2,email,contact.email.no-at,An e-mail address needs an @: name@example.com.,false',
    ]);
    const ndjson = await marketer.get<string>(`/imports/${id}/report?format=ndjson`);
    const lines = ndjson.body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { row: 2, column: 'email', code: 'contact.email.no-at', taken: false },
      { row: 3, column: 'date', code: 'list.date-unknown', taken: true },
      { row: 4, column: null, code: 'list.quotes', taken: false },
    ]);
    expect(csv.body + ndjson.body).not.toMatch(/secret|soon|odd/);
  });

  it('has the mapping’s own name of a column that a spreadsheet would run, as text', async () => {
    const { id } = await begin({ columns: { '=1+1': 'email' } });
    await send(id, '=1+1\nnobody\n');
    const { body } = await marketer.get<string>(`/imports/${id}/report`);
    expect(body).toContain("2,'=1+1,contact");
  });

  it('streams thousands of lines', async () => {
    const { id } = await begin();
    await send(id, `email\n${'nobody\n'.repeat(4500)}`);
    const { body } = await marketer.get<string>(`/imports/${id}/report?format=ndjson`);
    const rows = body
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { row: number }).row);
    expect(rows).toEqual(Array.from({ length: 4500 }, (_, index) => index + 2));
  });
});

describe('POST /imports/suggestion', () => {
  const ask = (text: string, type = 'text/csv') =>
    marketer.post('/imports/suggestion', text, { 'content-type': type });

  it('says what the columns of a list probably are', async () => {
    expect(
      (await ask('Email Address;UNSUB_TIME;Name\r\na@example.com;2026-05-03;A\r\n')).body,
    ).toEqual({
      header: ['Email Address', 'UNSUB_TIME', 'Name'],
      columns: { 'Email Address': 'email', UNSUB_TIME: 'occurredAt' },
      defaults: { type: 'withdrawn', channel: 'email' },
      from: 'Mailchimp, unsubscribed',
    });
  });

  it('goes by the keys of the first line of NDJSON', async () => {
    const answer = await ask('\n{"E-Mail":"a@example.com","x":1}\n', 'application/x-ndjson');
    expect(answer.body).toEqual({
      header: ['E-Mail', 'x'],
      columns: { 'E-Mail': 'email' },
      defaults: {},
    });
  });

  it('refuses what has no line, and what is no list', async () => {
    expect(told(await ask(''))).toBe('400 list.empty');
    expect(told(await ask('no', 'application/x-ndjson'))).toBe('400 list.empty');
    expect(told(await ask('a,b', 'text/html'))).toBe('415 input.content-type');
  });
});
