import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchBrowser } from '../../../scripts/lib/browser.ts';
import type { Driver } from '../../../scripts/lib/driver.ts';
import { connectExtension } from '../../../scripts/lib/connect.ts';
import { practiceBuildOf } from '../../../scripts/lib/extension-build.ts';
import type { Tab } from '../../../scripts/lib/tab.ts';
import { tabOf } from '../../../scripts/lib/tab.ts';
import { startFreshWorker } from '../../support/fresh-worker.ts';
import type { Practice } from '../../practice/server.ts';
import { startPractice } from '../../practice/server.ts';
import { askNothingOfMessages } from '../api.ts';
import type { Server } from '../api.ts';
import type { DriftSite } from './sites.ts';
import { driftSites } from './sites.ts';

/** A connected extension in Chromium, and practice pages that can be changed. */
export type DriftWorld = {
  readonly practice: Practice;
  readonly server: Server;
  readonly browser: Driver;
  /** The extension's options page. */
  readonly options: Tab;
  readonly tab: Tab;
  /** Loads a site's page anew, as it was; Gmail's when not given. */
  readonly reload: (site?: DriftSite) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** `through` gives the address that the extension is connected to, when it is not the worker's own. */
export async function startDriftWorld(
  through: (apiBase: string) => Promise<string> = async (apiBase) => apiBase,
): Promise<DriftWorld> {
  const stateDir = mkdtempSync(join(tmpdir(), 'heed-drift-'));
  const [server, practice] = await Promise.all([
    startFreshWorker({ stateDir, quiet: true }),
    startPractice({ tls: true }),
  ]);
  await askNothingOfMessages(server);
  const sites = Object.values(driftSites);
  for (const site of sites) await site.record(server);
  const browser = await launchBrowser('chromium', {
    extensionDir: practiceBuildOf('chromium'),
    mapHosts: Object.fromEntries(sites.map(({ host }) => [host, practice.httpsPort])),
  });
  const apiBase = await through(server.apiBase);
  const options = await connectExtension(browser, { apiBase, token: server.token });
  const tab = tabOf(await browser.open('about:blank'));
  const reload = async (site: DriftSite = driftSites.gmail): Promise<void> => {
    await tab.goto(`https://${site.host}${site.path}`);
    await tab.see(site.ready);
    await tab.run(`import('/static/drift/page.js').then((made) => { window.drift = made; })`);
    while (!(await tab.evaluate(() => 'drift' in window, undefined))) continue;
  };
  await tab.toFront();
  await reload();
  return {
    practice,
    server,
    browser,
    options,
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
