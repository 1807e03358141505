import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { rows } from './rows/index.ts';
import { callOf, send } from './send.ts';

const withIds = rows
  .filter(({ open, common, params }) => !open && !common && params)
  .map((row) => [row.route, row] as const);

/** Every row of an organisation, in whatever table it stands. */
async function rowsOf({ id }: Organisation): Promise<string> {
  const tables = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%org_id%' ORDER BY name",
  ).all<{ name: string }>();
  const found = await env.DB.batch(
    tables.results.map(({ name }) =>
      env.DB.prepare(`SELECT * FROM "${name}" WHERE org_id = ?`).bind(id),
    ),
  );
  return JSON.stringify(found.map(({ results }, index) => [tables.results[index]!.name, results]));
}

describe.each(withIds)('%s', (_, row) => {
  it('knows nothing of another organisation’s ids, and changes nothing there', async () => {
    const [own, other] = await Promise.all([newOrganisation(), newOrganisation()]);
    const call = await callOf(row, other);
    const before = await rowsOf(other);
    const asked = await send(own.as('admin'), call);
    expect(asked.status).toBe(404);
    const nothing = await send(own.as('admin'), {
      ...call,
      params: Object.fromEntries(
        Object.entries(call.params).map(([name, id]) => [name, id.replaceAll(/[0-9a-f]/g, '0')]),
      ),
    });
    // Not even whether there is such a thing elsewhere.
    expect({ ...asked.body.error, requestId: '' }).toEqual({
      ...nothing.body.error,
      requestId: '',
    });
    expect(await rowsOf(other)).toBe(before);
  });
});

describe('what is listed', () => {
  it('is the organisation’s own, whatever another has', async () => {
    const [own, other] = await Promise.all([newOrganisation(), newOrganisation()]);
    const ids = await Promise.all(
      withIds.map(async ([, row]) => Object.values((await callOf(row, other)).params)),
    );
    const theirs = ids.flat().filter((id) => id.length > 8);
    const lists = rows.filter(
      ({ route, open, params }) => route.startsWith('GET ') && !open && !params,
    );
    expect([lists.length > 8, theirs.length > 15]).toEqual([true, true]);
    for (const row of lists) {
      const { body } = await send(own.as('admin'), await callOf(row, own));
      const text = JSON.stringify(body);
      expect(
        theirs.filter((id) => text.includes(id) && !/^0+$/.test(id)),
        row.route,
      ).toEqual([]);
      expect(text).not.toContain(other.id);
    }
  });
});
