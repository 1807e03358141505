import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { newOrganisation } from '../support/organisation.ts';
import { event } from '../support/samples.ts';

const all = () => env.DB.prepare('SELECT * FROM events ORDER BY org_id, seq').all();
let before: unknown;

beforeAll(async () => {
  const events = [event('a@example.com', { id: 'a1' }), event('b@example.com', { id: 'b1' })];
  await (await newOrganisation()).as('rep').post('/events', { events });
  before = (await all()).results;
});

/** An INSERT of an event like another one, but for its seq and id. */
function copyAs(seqAndId: string, like: string, leaf = 'leaf'): string {
  const rest = 'type, purpose, channel, occurred_at, recorded_at, recorded_by, method, digest';
  return `INTO events (org_id, contact_id, seq, id, ${rest}, identifier_key, leaf)
    SELECT org_id, contact_id, ${seqAndId}, ${rest}, identifier_key, ${leaf} FROM events WHERE id = '${like}'`;
}

describe('the events table', () => {
  it.each([
    ["UPDATE events SET type = 'given'", 'never changed'],
    ["UPDATE events SET id = id WHERE id = 'a1'", 'never changed'],
    ["DELETE FROM events WHERE id = 'a1'", 'never deleted'],
    ['DELETE FROM events', 'never deleted'],
    ["REPLACE INTO events SELECT * FROM events WHERE id = 'a1'", 'append-only'],
    ["INSERT OR REPLACE INTO events SELECT * FROM events WHERE id = 'a1'", 'append-only'],
    [`INSERT OR REPLACE ${copyAs('seq + 1, id', 'b1')}`, 'with this id exists'],
    [`INSERT ${copyAs("seq, 'c1'", 'b1')}`, 'seq is not the next'],
    [`INSERT ${copyAs("seq + 2, 'c1'", 'b1')}`, 'seq is not the next'],
    [`INSERT ${copyAs("seq - 5, 'c1'", 'b1')}`, 'seq is not the next'],
    [`INSERT ${copyAs("seq + 1, 'c1'", 'b1', "x'00'")}`, 'CHECK'],
    [
      "INSERT INTO events SELECT * FROM events WHERE id = 'a1' ON CONFLICT DO UPDATE SET type = 'given'",
      'append-only',
    ],
    ['DELETE FROM contacts', 'FOREIGN KEY'],
  ])('rejects %s', async (sql, message) => {
    await expect(env.DB.prepare(sql).run()).rejects.toThrow(message);
    expect((await all()).results).toEqual(before);
  });

  it('rejects a batch that changes an event among other things, whole', async () => {
    const insert = env.DB.prepare("INSERT INTO organisations VALUES ('org_half', 'Half', 0)");
    const change = env.DB.prepare("UPDATE events SET type = 'given'");
    await expect(env.DB.batch([insert, change])).rejects.toThrow('append-only');
    const half = await env.DB.prepare("SELECT * FROM organisations WHERE id = 'org_half'").first();
    expect(half).toBeNull();
  });
});
