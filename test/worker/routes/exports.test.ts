import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Export } from '../../../shared/protocol/exports.ts';
import type { Answer, Caller, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';
import { rowsOf } from '../support/store.ts';

let organisation: Organisation;
let dpo: Caller;
beforeAll(async () => {
  organisation = await newOrganisation();
  dpo = organisation.as('dpo');
  const { status } = await organisation.as('rep').post('/events', {
    events: [event('ann@example.com'), event('ben@example.com')],
  });
  expect(status).toBe(200);
});

const asked = {
  what: 'suppressions',
  format: 'csv',
  purpose: 'Move to Acme',
  recipient: 'Acme Ltd',
};

async function make(more: object = {}, by = dpo): Promise<Export> {
  const { status, body } = await by.post<Export>('/exports', { ...asked, ...more });
  expect(status).toBe(201);
  return body;
}

function told({ status, body }: Answer<unknown>): string {
  return `${status} ${(body as { error: { code: string } }).error.code}`;
}

describe('POST /exports', () => {
  it('puts on record what is taken out, why and for whom, and audits it', async () => {
    const { body, headers } = await dpo.post<Export>('/exports', asked);
    expect(body).toMatchObject({ ...asked, version: 2 });
    expect(headers.get('location')).toBe(`/api/v1/exports/${body.id}`);
    expect(Date.parse(body.expiresAt) - Date.parse(body.createdAt)).toBe(3_600_000);
    const audited = await rowsOf(
      'SELECT actor, action, details FROM audit WHERE target = ?',
      body.id,
    );
    expect(audited).toEqual([
      {
        actor: body.createdBy,
        action: 'export.made',
        details: '{"what":"suppressions","format":"csv"}',
      },
    ]);
  });

  it.each([
    ['everything', { what: 'everything' }],
    ['a format that there is not', { format: 'xlsx' }],
    ['no purpose', { purpose: '' }],
    ['a purpose without words', { purpose: '   ' }],
    ['no recipient', { recipient: undefined }],
    ['a recipient of a thousand letters', { recipient: 'x'.repeat(1000) }],
    ['a surprise', { surprise: true }],
  ])('refuses %s', async (_, more) => {
    expect(told(await dpo.post('/exports', { ...asked, ...more }))).toBe('400 input.invalid');
  });

  it('stays on record, whoever would rather it did not', async () => {
    const { id } = await make();
    const change = (sql: string) => env.DB.prepare(sql).bind(id).run();
    await expect(change("UPDATE exports SET recipient = 'me' WHERE id = ?")).rejects.toThrow(
      'append-only',
    );
    await expect(change('DELETE FROM exports WHERE id = ?')).rejects.toThrow('append-only');
    await expect(
      change('INSERT OR REPLACE INTO exports SELECT * FROM exports WHERE id = ?'),
    ).rejects.toThrow('append-only');
  });
});

describe('GET /exports', () => {
  it('pages through them, newest first, and shows no other organisation’s', async () => {
    const own = (await newOrganisation()).as('admin');
    for (let count = 0; count < 3; count++) await make({}, own);
    type Page = { exports: Export[]; next: string | null };
    const first = await own.get<Page>('/exports?limit=2');
    const rest = await own.get<Page>(`/exports?limit=2&before=${first.body.next}`);
    const ids = [...first.body.exports, ...rest.body.exports].map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect([ids.length, rest.body.next]).toEqual([3, null]);
  });
});

describe('GET /exports/:id', () => {
  it('streams the rows', async () => {
    const { id } = await make();
    const { status, body, headers } = await dpo.get<string>(`/exports/${id}`);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="suppressions-${id}.csv"`,
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('link')).toBeNull();
    const [head, ...lines] = body.trimEnd().split('\r\n');
    expect(head).toMatch(/^key,identifierType,identifier,type,purpose,channel,occurredAt/);
    expect(lines.map((line) => line.split(',')[2])).toEqual(['ann@example.com', 'ben@example.com']);
  });

  it('can be fetched again, and changes nothing', async () => {
    const { id } = await make({ what: 'events', format: 'ndjson' });
    const first = await dpo.get<string>(`/exports/${id}`);
    await organisation.as('rep').post('/events', { events: [event('later@example.com')] });
    const second = await dpo.get<string>(`/exports/${id}`);
    expect(second.body).toBe(first.body);
    expect(first.body).not.toContain('later@example.com');
  });

  it('is over after an hour', async () => {
    const { id } = await make();
    const old = id.replace(/^out_..../, 'out_0000');
    await env.DB.prepare(
      `INSERT INTO exports SELECT org_id, ?2, what, format, purpose, recipient, version, created_at,
         created_by, 1 FROM exports WHERE id = ?1`,
    )
      .bind(id, old)
      .run();
    expect(told(await dpo.get(`/exports/${old}`))).toBe('410 exports.expired');
  });

  it('knows no other organisation’s exports, and no ids that are none', async () => {
    const { id } = await make();
    const other = (await newOrganisation()).as('admin');
    expect(told(await other.get(`/exports/${id}`))).toBe('404 exports.unknown');
    for (const odd of ['out_1', "out_' OR 1=1", 'imp_'.padEnd(24, '0')])
      expect(told(await dpo.get(`/exports/${encodeURIComponent(odd)}`))).toBe('400 input.invalid');
  });

  it('refuses a place that is not of this kind of export, rather than give nothing', async () => {
    const events = await make({ what: 'events' });
    const contacts = await make({ what: 'contacts' });
    const hex = 'a'.repeat(32);
    expect(told(await dpo.get(`/exports/${events.id}?after=${hex}`))).toBe('400 input.invalid');
    expect(told(await dpo.get(`/exports/${contacts.id}?after=5`))).toBe('400 input.invalid');
    expect(told(await dpo.get(`/exports/${contacts.id}?after=x'`))).toBe('400 input.invalid');
  });
});
