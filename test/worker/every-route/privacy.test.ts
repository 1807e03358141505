import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { buildSnapshots } from '../../../worker/jobs/snapshots.ts';
import { toHex, utf8 } from '../../../worker/bytes.ts';
import { formsOf, whereStored } from '../support/dump.ts';
import type { Answer, Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';
import { rows } from './rows/index.ts';
import { callOf, send } from './send.ts';

/** People by all that they can be reached at, and what was written down about them. */
const address = 'xaverine.brzeczyszczykiewicz@wunderkammer-tal.example';
const others = [
  { type: 'linkedin', value: 'xaverine-brzecz' },
  { type: 'phone', value: '+4930778899012' },
  { type: 'domain', value: 'wunderkammer-tal.example' },
];
const text = { source: 'Messe, Stand quittengelb', evidence: 'Notiz: Holunderfee rief an' };
/** What must stand in no column, log line or error: the telling parts of each. */
const secrets = ['xaverine', 'brzecz', 'wunderkammer', '778899012', 'quittengelb', 'holunderfee'];
const list = `email,type,note\n${address},objected,Holunderfee\nno ${address},objected,x\n,,\n`;

const logged: string[] = [];
const refused: unknown[] = [];
let organisation: Organisation;
const note = <T>(answer: Answer<T>): T => {
  if (answer.status >= 400) refused.push(answer.body);
  return answer.body;
};

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(args.join(' ')));
  organisation = await newOrganisation();
  const admin = organisation.as('admin');
  const events = [
    event(address, { ...text, id: 'first' }),
    ...others.map((identifier, n) => ({ ...event(''), ...text, identifier, id: `o${n}` })),
  ];
  const recorded = note(await admin.post('/events', { events }));
  const [contact] = recorded.events.map((receipt) => receipt.contact);
  const identifier = { type: 'email', value: address };
  note(await admin.post('/check', { recipients: [identifier, ...others], channel: 'email' }));
  note(await admin.post('/contacts/find', identifier));
  for (const other of others)
    note(
      await admin.post(`/contacts/${contact}/links`, {
        identifier: other,
        ...text,
        source: undefined,
      }),
    );
  note(await admin.get(`/contacts/${contact}/history`));
  note(await admin.post('/policy/simulate', { policy: defaultPolicy, recipients: [identifier] }));
  note(await admin.post('/policy/simulate', { policy: defaultPolicy }));
  await importList();
  note(await admin.get('/log/checkpoint'));
  await buildSnapshots(env, Date.now());
  note(await admin.get('/sync'));
});
afterAll(() => vi.restoreAllMocks());

async function importList(): Promise<void> {
  const admin = organisation.as('admin');
  const settings = {
    name: 'list.csv',
    format: 'csv',
    columns: { email: 'email', type: 'type', note: 'evidence' },
    defaults: { channel: 'email' },
  };
  const { id } = note(await admin.post<{ id: string }>('/imports', settings));
  const headers = { 'content-type': 'text/csv', 'upload-offset': '0', 'upload-complete': '?1' };
  note(await admin.patch(`/imports/${id}`, list, headers));
  refused.push(note(await admin.get(`/imports/${id}/report`)));
}

describe('what identifies somebody, and what was written down about them', () => {
  it('was taken in, and can be read by those who may', async () => {
    const found = await organisation
      .as('rep')
      .post('/contacts/find', { type: 'email', value: address });
    expect(JSON.stringify(found.body)).toContain(address);
    const { results } = await env.DB.prepare(
      'SELECT type, count(*) AS n FROM events WHERE org_id = ? GROUP BY type',
    )
      .bind(organisation.id)
      .all<{ type: string; n: number }>();
    expect(results.find(({ type }) => type === 'objected')!.n).toBeGreaterThan(4);
  });

  it('stands in no column of no table, in no form', async () => {
    expect(await whereStored(secrets)).toEqual([]);
  });

  it('would be found if it did', async () => {
    const { id } = await newOrganisation();
    const hidden = new Blob([`{"to":"${address}"}`])
      .stream()
      .pipeThrough(new CompressionStream('gzip'));
    const packed = await new Response(hidden).arrayBuffer();
    const put = (structure: unknown, n: number) =>
      env.DB.prepare('INSERT INTO guard_reports VALUES (?, ?, 0, ?, ?, ?, ?)').bind(
        id,
        `test${n}`,
        'mem_test',
        'gmail',
        'no-send',
        structure,
      );
    const forms: unknown[] = [
      address,
      address.toUpperCase(),
      encodeURIComponent(`to: ${address}`),
      toHex(utf8(address)),
      ...['', 'a', 'ab'].map((before) => btoa(before + address)),
      utf8(address),
      packed,
    ];
    for (const [n, form] of forms.entries()) {
      await put(form, n).run();
      expect(await whereStored(secrets, 'guard_reports'), String(form)).not.toEqual([]);
      await env.DB.prepare('DELETE FROM guard_reports WHERE org_id = ?').bind(id).run();
    }
    expect(await whereStored(secrets)).toEqual([]);
  });

  it('is repeated by no refusal, wherever in an address it is sent', async () => {
    const admin = organisation.as('admin');
    for (const row of rows) {
      const call = await callOf(row, organisation);
      for (const part of ['params', 'query'] as const)
        for (const name of Object.keys(call[part])) {
          const wrong = { ...call, [part]: { ...call[part], [name]: address } };
          note(await send(admin, wrong));
        }
    }
    expect(refused.length).toBeGreaterThan(20);
    const said = JSON.stringify(refused).toLowerCase();
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });

  it('is in no line of the log', () => {
    const said = logged.join('\n').toLowerCase();
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });

  it('goes to no device, and into no entry of the log that is for anybody to check', async () => {
    const admin = organisation.as('admin');
    const answers = [
      await admin.get('/sync'),
      await admin.get('/log/entries'),
      await admin.get('/audit'),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      const said = JSON.stringify(body).toLowerCase();
      const forms = secrets.flatMap(formsOf).map((form) => form.toLowerCase());
      expect(forms.filter((form) => said.includes(form))).toEqual([]);
    }
  });

  it('is gone from what those may read who may, once it is erased', async () => {
    const admin = organisation.as('admin');
    const found = await admin.post<{ contact: { id: string } }>('/contacts/find', {
      type: 'email',
      value: address,
    });
    const { id } = found.body.contact;
    expect((await admin.post(`/contacts/${id}/erase`, { reason: 'retention-ended' })).status).toBe(
      204,
    );
    const answers = [
      await admin.get(`/contacts/${id}`),
      await admin.get(`/contacts/${id}/history`),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      const said = JSON.stringify(body).toLowerCase();
      expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    }
    expect(await whereStored(secrets)).toEqual([]);
  });
});
