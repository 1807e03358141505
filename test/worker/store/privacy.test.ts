import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toHex, utf8 } from '../../../worker/bytes.ts';
import { orgKeys } from '../../../worker/keys.ts';
import { openContactKey, openText } from '../../../worker/sealing.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

/** What must not be found in any column, log or answer: the parts of each identifier, and the free text. */
const secrets = [
  'zelda',
  'quist',
  'quist-zelda',
  '79460987',
  'hidden-co',
  'Zelda told us',
  'stand 9',
];
const logged: string[] = [];
let organisation: Organisation;

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(args.join(' ')));
  organisation = await newOrganisation();
  const text = { source: 'Fair, stand 9', evidence: 'Zelda told us' };
  const { status } = await organisation.as('rep').post('/events', {
    events: [
      event('zelda.quist@hidden-co.example', text),
      { ...event('', text), identifier: { type: 'linkedin', value: 'quist-zelda' } },
      { ...event('', text), identifier: { type: 'phone', value: '+44 20 79460987' } },
      {
        ...event('', text),
        identifier: { type: 'domain', value: 'hidden-co.example' },
        type: 'suppressed',
      },
    ],
  });
  expect(status).toBe(200);
  await organisation.as('rep').post('/check', ask('zelda.quist@hidden-co.example'));
  await organisation.as('rep').get('/sync');
});

afterAll(() => vi.restoreAllMocks());

/** Every value of every table, as text: blobs both as bytes and as digits. */
async function dump(): Promise<string> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
  ).all<{ name: string }>();
  const parts: string[] = [];
  for (const { name } of tables.results) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    for (const value of results.flatMap((row) => Object.values(row)))
      if (Array.isArray(value)) {
        const bytes = Uint8Array.from(value as number[]);
        parts.push(toHex(bytes), String.fromCharCode(...bytes));
      } else parts.push(String(value));
  }
  return parts.join('\n');
}

describe('what is stored', () => {
  it('shows nowhere who anybody is, nor what was said about them', async () => {
    const everything = await dump();
    expect(everything).toContain('objected');
    for (const secret of secrets) {
      expect(everything.toLowerCase()).not.toContain(secret.toLowerCase());
      expect(everything).not.toContain(toHex(utf8(secret)));
    }
  });

  it('is read again with the organisation’s key, and by no other’s', async () => {
    const row = await env.DB.prepare(
      `SELECT lower(hex(c.id)) AS id, hex(c.wrapped_key) AS wrapped, hex(e.sealed) AS text, hex(i.sealed) AS address
       FROM contacts c JOIN identifiers i ON i.contact_id = c.id JOIN events e ON e.contact_id = c.id
       WHERE c.org_id = ? AND i.type = 'email'`,
    )
      .bind(organisation.id)
      .first<{ id: string; wrapped: string; text: string; address: string }>();
    const { id, wrapped, text, address } = row!;
    const place = { orgId: organisation.id, contactId: id };
    const key = await openContactKey(await orgKeys(env, organisation.id), place, wrapped);
    expect(await openText(key, place, 'identifier', address)).toBe('zelda.quist@hidden-co.example');
    expect(JSON.parse(await openText(key, place, 'event-text', text))).toEqual({
      source: 'Fair, stand 9',
      evidence: 'Zelda told us',
    });
    const other = await orgKeys(env, 'org_other');
    await expect(openContactKey(other, place, wrapped)).rejects.toThrow();
  });

  it('finds one address under different keys in two organisations', async () => {
    const other = await newOrganisation();
    await other.as('rep').post('/events', { events: [event('zelda.quist@hidden-co.example')] });
    const { results } = await env.DB.prepare(
      "SELECT DISTINCT exact_key FROM identifiers WHERE type = 'email' AND org_id IN (?, ?)",
    )
      .bind(organisation.id, other.id)
      .all();
    expect(results).toHaveLength(2);
  });

  it('keeps only the hash of a token', async () => {
    expect(await dump()).not.toMatch(/heed_[0-9a-f]{32}/);
  });
});

describe('what is said', () => {
  it('in logs names nobody', () => {
    for (const secret of secrets) expect(logged.join('\n')).not.toContain(secret);
  });

  it('to a device names nobody', async () => {
    const { body } = await organisation.as('rep').get('/sync');
    const said = JSON.stringify(body) + atob(body.changes);
    expect(said).toContain('objected');
    for (const secret of secrets) expect(said).not.toContain(secret);
  });

  it('in an error repeats no address', async () => {
    const bad = ask('zelda.quist@hidden-co', 'zelda.quist');
    const { status, body } = await organisation.as('rep').post('/check', bad);
    expect(status).toBe(400);
    for (const secret of secrets) expect(JSON.stringify(body)).not.toContain(secret);
  });
});
