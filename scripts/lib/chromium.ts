import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import type { Driver, LaunchOptions, RawTab } from './driver.ts';
import { browserPatience, defaultViewport } from './driver.ts';
import { readExtension } from './extension.ts';
import { findBrowser } from './find-browser.ts';

/** Starts Chromium with the extension in it. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Driver> {
  const headless = options.headless ?? true;
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'heed-chromium-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: findBrowser('chromium'),
    headless,
    timeout: browserPatience,
    // The back/forward cache too is as people have it.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
    args: flags(options, headless),
    ignoreHTTPSErrors: true,
    ...(options.signals === 'caller' && {
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    }),
    viewport: headless ? (options.viewport ?? defaultViewport) : null,
    ...(options.colorScheme && { colorScheme: options.colorScheme }),
  });
  context.setDefaultTimeout(browserPatience);
  const extensionDir = options.extensionDir;
  return {
    name: 'chromium',
    version: `Chromium ${context.browser()?.version() ?? ''}`.trim(),
    open: async (url) => {
      const page = await context.newPage();
      await page.goto(url);
      return toTab(page);
    },
    openOptions: async () => {
      if (!extensionDir) throw new Error('This browser was started without an extension.');
      const { optionsPage } = readExtension(extensionDir);
      const page = await context.newPage();
      await page.goto(`chrome-extension://${await extensionId(context)}/${optionsPage}`);
      return toTab(page);
    },
    stopBackground: () => stopBackground(context),
    close: async () => {
      await context.close();
      if (!options.userDataDir)
        rmSync(userDataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function flags(options: LaunchOptions, headless: boolean): string[] {
  const { extensionDir, mapHosts } = options;
  const maps = Object.entries(mapHosts ?? {}).map(
    ([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`,
  );
  // With mapped hosts, nothing else may be reached: a scenario must not depend on the real net.
  const rules = [...maps, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1', 'EXCLUDE localhost'].join(', ');
  return [
    ...(headless ? ['--headless=new'] : []),
    // Chromium's sandbox cannot start as root; for anybody else it stays on.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(extensionDir
      ? [`--disable-extensions-except=${extensionDir}`, `--load-extension=${extensionDir}`]
      : []),
    ...(maps.length > 0 ? [`--host-resolver-rules=${rules}`] : []),
    // What draws without a screen is the processor either way, and this way needs less of it.
    ...(headless ? ['--disable-gpu'] : []),
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

async function extensionId(context: BrowserContext): Promise<string> {
  const worker =
    context.serviceWorkers()[0] ??
    (await context
      .waitForEvent('serviceworker', { timeout: browserPatience })
      .catch(() => undefined));
  const id = worker && new URL(worker.url()).host;
  if (id) return id;
  throw new Error(
    'The browser did not load the extension. Google Chrome takes none from the command line since ' +
      'version 137: install Chromium, or set CHROME_PATH to one.',
  );
}

async function stopBackground(context: BrowserContext): Promise<void> {
  const session = await context.newCDPSession(context.pages()[0]!);
  const stopped = new Promise((resolve) => {
    session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      if (versions.some(({ runningStatus }) => runningStatus === 'stopped')) resolve(undefined);
    });
  });
  await session.send('ServiceWorker.enable');
  await session.send('ServiceWorker.stopAllWorkers');
  await stopped;
  await session.detach();
}

function toTab(page: Page): RawTab {
  return {
    goto: async (url) => {
      await page.goto(url);
    },
    // Playwright's type for what goes in and out is stricter than JSON; ours is the same in both browsers.
    evaluate: (work, argument) => page.evaluate(work as never, argument as never),
    run: async (source) => {
      await page.evaluate(`${source}\n;undefined`);
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    press: (chord) => page.keyboard.press(chord),
    type: (text) => page.keyboard.type(text),
    screenshot: async (path) => {
      await page.screenshot({ path });
    },
    toFront: () => page.bringToFront(),
    close: () => page.close(),
  };
}
