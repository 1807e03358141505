import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../scripts/lib/browser.ts';
import type { Driver } from '../../scripts/lib/driver.ts';
import { practiceBuildOf } from '../../scripts/lib/extension-build.ts';
import type { Tab } from '../../scripts/lib/tab.ts';
import { tabOf } from '../../scripts/lib/tab.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';
import { findingsOfAxe } from './axe.ts';

const stateDir = mkdtempSync(join(tmpdir(), 'heed-accounts-'));
let worker: RunningWorker;
let browser: Driver;
let page: Tab;
let origin: string;

beforeAll(async () => {
  worker = await startFreshWorker({ stateDir, quiet: true });
  browser = await launchBrowser('chromium', { extensionDir: practiceBuildOf('chromium') });
  const link = (await worker.setupLink())!;
  origin = new URL(link).origin;
  page = tabOf(await browser.open(link));
});
afterAll(async () => {
  await browser?.close();
  await worker?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const password = 'correct horse battery';

/** Waits on the page that a form leads to: asked while the old one is being left, a browser answers with an error. */
async function arrive(selector: string, text?: string): Promise<string> {
  for (;;) {
    try {
      return (await page.see(selector, text === undefined ? {} : { text })).text;
    } catch (error) {
      if (!String(error).includes('context was destroyed')) throw error;
    }
  }
}

describe('accounts, in Chromium', () => {
  it('begin with the link that npm start prints', async () => {
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.fill('input[name=organisation]', 'Acme');
    await page.fill('input[name=name]', 'Ada Admin');
    await page.fill('input[name=email]', 'ada@acme.example');
    await page.fill('input[name=password]', password);
    await page.click('main button');
    await arrive('.notice-good', 'Welcome');
    expect(await findingsOfAxe(page)).toEqual([]);
  });

  it('have pages in which axe finds nothing wrong', async () => {
    for (const path of ['', '/device', '/device?code=BCDF-GHJK', '/members', '/keys', '/nowhere']) {
      await page.goto(`${origin}/account${path}`);
      expect([path, await findingsOfAxe(page)]).toEqual([path, []]);
    }
  });

  it('let somebody invite, and the invited one in', async () => {
    await page.goto(`${origin}/account/members`);
    await page.fill('input[name=email]', 'rob@acme.example');
    await page.click('button', { text: 'Make the link' });
    const link = await arrive('code.secret');
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.click('header button', { text: 'Sign out' });
    await arrive('h1', 'Sign in');
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.goto(link);
    await page.fill('input[name=name]', 'Rob Rep');
    await page.fill('input[name=password]', password);
    await page.click('main button');
    await arrive('.notice-good', 'Welcome');
    await page.goto(link);
    await page.see('.notice-problem', { text: 'works once' });
  });

  it('connect the extension by a code, as their member, until it is disconnected', async () => {
    const options = tabOf(await browser.openOptions());
    await options.fill('input[name=address]', worker.apiBase);
    await options.click('button', { text: 'Connect' });
    const code = (await options.see('.user-code')).text;
    expect(code).toMatch(/^[B-Z]{4}-[B-Z]{4}$/);
    await page.toFront();
    await page.goto(`${origin}/account/device`);
    await page.fill('input[name=code]', code.toLowerCase());
    await page.click('button', { text: 'Go on' });
    await arrive('.code', code);
    expect(await findingsOfAxe(page)).toEqual([]);
    await page.click('button', { text: 'Approve' });
    await arrive('.notice-good', 'Approved');
    await options.toFront();
    await options.see('dd', { text: 'Rob Rep, Acme' });
    await options.see('dd', { text: 'Sales' });
    await page.toFront();
    await page.goto(`${origin}/account`);
    await page.see('.list li', { text: 'Chrome on Linux, since' });
    await page.click('button', { text: 'Disconnect' });
    await arrive('.notice-good', 'disconnected');
    await options.toFront();
    await options.click('button', { text: 'Sync now' });
    await options.see('[role=alert]', { text: 'not valid' });
  });
});
