import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../../scripts/lib/browser.ts';
import { connectExtension } from '../../../scripts/lib/connect.ts';
import { practiceBuildOf } from '../../../scripts/lib/extension-build.ts';
import type { Tab } from '../../../scripts/lib/tab.ts';
import { tabOf } from '../../../scripts/lib/tab.ts';
import { startWorker } from '../../../scripts/lib/worker.ts';
import type { Practice } from '../../practice/server.ts';
import { startPractice } from '../../practice/server.ts';
import { askNothingOfMessages, recordOnServer } from '../api.ts';
import { people } from '../people.ts';

/** A connected extension in Chromium, and a practice page that can be changed. */
export type DriftWorld = {
  readonly practice: Practice;
  readonly tab: Tab;
  /** Loads the page anew, as it was. */
  readonly reload: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const address = 'https://mail.google.com/mail/u/0/';

export async function startDriftWorld(): Promise<DriftWorld> {
  const stateDir = mkdtempSync(join(tmpdir(), 'heed-drift-'));
  const [server, practice] = await Promise.all([
    startWorker({ stateDir, quiet: true }),
    startPractice({ tls: true }),
  ]);
  await askNothingOfMessages(server);
  await recordOnServer(server, [{ type: 'objected', channel: 'all' }], [people.objector.email]);
  const agreed = [people.agreed.email, people.alsoAgreed.email];
  await recordOnServer(server, [{ type: 'given', channel: 'email' }], agreed);
  const browser = await launchBrowser('chromium', {
    extensionDir: practiceBuildOf('chromium'),
    mapHosts: { 'mail.google.com': practice.httpsPort },
  });
  await connectExtension(browser, server);
  const tab = tabOf(await browser.open(address));
  const reload = async (): Promise<void> => {
    await tab.goto(address);
    await tab.see('.p-compose');
    await tab.run(`import('/static/drift/page.js').then((made) => { window.drift = made; })`);
    while (!(await tab.evaluate(() => 'drift' in window, undefined))) continue;
  };
  await tab.toFront();
  await reload();
  return {
    practice,
    tab,
    reload,
    stop: async () => {
      await browser.close();
      await server.stop();
      await practice.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
