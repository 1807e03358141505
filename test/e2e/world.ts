import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../scripts/lib/browser.ts';
import { connectExtension } from '../../scripts/lib/connect.ts';
import type { BrowserName, Driver } from '../../scripts/lib/driver.ts';
import { practiceBuildOf } from '../../scripts/lib/extension-build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import { root } from '../../scripts/lib/run.ts';
import type { Tab } from '../../scripts/lib/tab.ts';
import { tabOf } from '../../scripts/lib/tab.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';
import type { Practice } from '../practice/server.ts';
import { startPractice } from '../practice/server.ts';
import { askNothingOfMessages, recordOnServer } from './api.ts';
import type { Server } from './api.ts';
import { people } from './people.ts';

/** A browser with the connected extension, a worker with its database, and mail that really posts. */
export type World = {
  readonly browser: Driver;
  readonly server: Server & { readonly stop: () => Promise<void> };
  readonly practice: Practice;
  /** The practice inbox at Gmail's own address; loaded anew before each scenario. */
  readonly mail: Tab;
  /** The extension's options page. */
  readonly options: Tab;
};

export const address = 'https://mail.google.com/mail/u/0/';

/** Starts a world before the file's scenarios and takes it down after them. */
export function useWorld(name: BrowserName): World {
  const world = {} as { -readonly [Part in keyof World]: World[Part] };
  const stateDir = mkdtempSync(join(tmpdir(), `heed-e2e-${name}-`));

  beforeAll(async () => {
    const [server, practice] = await Promise.all([
      startFreshWorker({ stateDir, port: await freePort() }),
      startPractice({ tls: true }),
    ]);
    Object.assign(world, { server, practice });
    await askNothingOfMessages(server);
    await recordOnServer(server, [{ type: 'objected', channel: 'all' }], [people.objector.email]);
    await recordOnServer(
      server,
      [{ type: 'given', channel: 'email' }],
      [people.agreed.email, people.alsoAgreed.email, people.changesMind.email],
    );
    world.browser = await launchBrowser(name, {
      extensionDir: practiceBuildOf(name),
      mapHosts: { 'mail.google.com': practice.httpsPort },
      // One browser light and the other dark: both sets of colours are looked at.
      colorScheme: name === 'chromium' ? 'light' : 'dark',
    });
    world.options = await connectExtension(world.browser, server);
    world.mail = tabOf(await world.browser.open(address));
  });

  beforeEach(async () => {
    world.practice.clear();
    await world.mail.toFront();
    await world.mail.goto(address);
    await world.mail.see('.p-compose');
  });

  afterEach(async ({ task }) => {
    if (task.result?.state !== 'fail') return;
    const pictures = join(root, '.heed/pictures');
    mkdirSync(pictures, { recursive: true });
    const picture = join(pictures, `failed-${name}-${task.id}.png`);
    await world.mail.screenshot(picture);
    console.error(`What the browser showed: ${picture}`);
  });

  afterAll(async () => {
    await world.browser?.close();
    await world.server?.stop();
    await world.practice?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  return world;
}

/** Long enough for a request that should not leave to arrive. */
const settling = 300;

export async function expectNothingLeft({ practice, mail }: World): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.sent()).toEqual([]);
  expect(await mail.has('.Hd'), 'the message is still open').toBe(true);
}

/** Waits for the page's word, and then for a second request that must not come. Gives the one message. */
export async function expectLeftOnce({ practice, mail }: World) {
  await mail.see('.p-toast', { text: 'Message sent' });
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.sent()).toHaveLength(1);
  return practice.sent()[0]!;
}
