import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../shared/policy/presets/index.ts';
import type { DriftWorld } from './drift/world.ts';
import { startDriftWorld } from './drift/world.ts';
import { people } from './people.ts';
import { readDialog, seeBadge, send, write } from './writing.ts';

const { agreed, objector } = people;
let world: DriftWorld;

beforeAll(async () => {
  world = await startDriftWorld();
});
afterAll(() => world?.stop());
beforeEach(async () => {
  world.practice.clear();
  await world.tab.toFront();
  await world.reload();
});

const seeState = (state: string) => world.tab.see(`heed-page-state[data-state=${state}] >>> .pill`);

async function publish(sitesOff: readonly string[]): Promise<void> {
  const { apiBase, token } = world.server;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const current = await fetch(`${apiBase}/policy`, { headers });
  const response = await fetch(`${apiBase}/policy`, {
    method: 'PUT',
    headers: { ...headers, 'if-match': current.headers.get('etag')! },
    body: JSON.stringify({ policy: { ...defaultPolicy, sitesOff } }),
  });
  expect(response.status).toBe(200);
  await world.options.toFront();
  await world.options.click('button', { text: 'Sync now' });
  await world.options.see('.done', { text: 'Up to date' });
  await world.tab.toFront();
}

describe('the guard', () => {
  it('sends once, however often one clicks', async () => {
    await write(world.tab, { to: [agreed.email] });
    const { x, y } = await world.tab.see('.aoO');
    await Promise.all([1, 2, 3, 4].map(() => world.tab.clickAt(x, y)));
    await world.tab.see('.p-toast', { text: 'Message sent' });
    await sleep(400);
    expect(world.practice.sent()).toHaveLength(1);
  });

  it('says so where an administrator has switched the site off, and then keeps out of the way', async () => {
    await publish(['gmail']);
    await write(world.tab, { to: [objector.email] });
    await seeState('switched-off');
    await publish([]);
    await seeState('protected');
    await send(world.tab, 'the mouse');
    expect(await readDialog(world.tab)).toContain(objector.email);
    expect(world.practice.sent()).toEqual([]);
  });

  it('says that a message left unchecked, when the page sends one by itself', async () => {
    await world.tab
      .run(`fetch('send', { method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: ['${objector.email}'], cc: [], bcc: [], subject: '', body: '' }) })`);
    await seeState('sent-unchecked');
  });

  it('still stops a known no, and asks for a reload, when an update has left it behind', async () => {
    await write(world.tab, { to: [objector.email] });
    await seeBadge(world.tab, 'blocked');
    await world.options.run('setTimeout(() => chrome.runtime.reload(), 50)');
    await sleep(1500);
    await world.tab.toFront();
    await send(world.tab, 'the mouse');
    expect(await readDialog(world.tab)).toContain(objector.email);
    await seeState('reload');
    expect(world.practice.sent()).toEqual([]);
  });
});
