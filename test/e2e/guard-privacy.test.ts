import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../scripts/lib/tab.ts';
import type { DriftWorld } from './drift/world.ts';
import { startDriftWorld } from './drift/world.ts';
import { people } from './people.ts';
import type { Asked, RecordingProxy } from './recording-proxy.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { body, readDialog, seeBadge, send, subject, write } from './writing.ts';

const { agreed, alsoAgreed, objector, stranger } = people;
let world: DriftWorld;
let proxy: RecordingProxy;

beforeAll(async () => {
  world = await startDriftWorld(async (apiBase) => {
    proxy = await startRecordingProxy(apiBase);
    return proxy.apiBase;
  });
});
afterAll(async () => {
  await world?.stop();
  await proxy?.stop();
});
beforeEach(async () => {
  world.practice.clear();
  await world.tab.toFront();
  await world.reload();
});

type Sent = { events: { type: string; identifier: { value: string } }[] };
const posts = (path: string): Asked[] =>
  proxy.asked.filter((one) => one.method === 'POST' && one.path.endsWith(path));
const contacted = (): string[] =>
  posts('/events')
    .flatMap(({ body: text }) => (JSON.parse(text) as Sent).events)
    .filter(({ type }) => type === 'contacted')
    .map(({ identifier }) => identifier.value);

describe('what the extension tells the worker', () => {
  it('is, of a message that went, whom it went to: once, and nothing else of it', async () => {
    await write(world.tab, { to: [agreed.email], bcc: [alsoAgreed.email] });
    await seeBadge(world.tab, 'allowed');
    await send(world.tab, 'the mouse');
    await world.tab.see('.p-toast', { text: 'Message sent' });
    await until('hear who was written to', () => (contacted().length > 1 ? true : undefined));
    await sleep(500);
    expect(contacted().toSorted()).toEqual([agreed.email, alsoAgreed.email].toSorted());
    expect(world.practice.sent()).toHaveLength(1);
  });

  it('is nothing, of messages that are stopped and people who are only looked at', async () => {
    const before = proxy.asked.length;
    for (const who of [objector.email, stranger.email]) {
      await world.reload();
      await write(world.tab, { to: [who, agreed.email] });
      await send(world.tab, 'Ctrl+Enter');
      expect(await readDialog(world.tab)).toContain(who);
      await world.tab.press('Escape');
    }
    await sleep(500);
    const named = proxy.asked
      .slice(before)
      .filter(({ path, body: text }) =>
        [objector, stranger, agreed].some(({ email }) => `${path}${text}`.includes(email)),
      );
    expect(named).toEqual([]);
    expect(posts('/check')).toEqual([]);
  });

  it('goes to no more of the worker than it needs', () => {
    const paths = proxy.asked.map(({ path }) => path.split('?')[0]!.replace(/^.*\/v1/, ''));
    const known = /^\/(sync|sync\/base\/.*|events|guard-reports|devices\/current)$/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
  });

  it('never holds a subject, a text or a name that a page shows', () => {
    expect(proxy.asked.length).toBeGreaterThan(0);
    for (const { path, body: text } of proxy.asked)
      for (const words of [subject, body, agreed.name, objector.name, stranger.name])
        expect(`${path} ${text}`).not.toContain(words);
  });
});
