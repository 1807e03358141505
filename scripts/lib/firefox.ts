import type { Browser, KeyInput, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import type { Driver, LaunchOptions, RawTab } from './driver.ts';
import { browserPatience, defaultViewport } from './driver.ts';
import { readExtension } from './extension.ts';
import { findBrowser } from './find-browser.ts';

/** Firefox gives every installation another one; ours is fixed, so that the options page has an address. */
const uuid = '6c5a9f2e-9d1b-4d44-8c07-3c3b0f5f4eed';

/** Starts Firefox with the extension in it. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Driver> {
  const extension = options.extensionDir ? readExtension(options.extensionDir) : undefined;
  const browser = await puppeteer.launch({
    browser: 'firefox',
    timeout: browserPatience,
    protocolTimeout: browserPatience,
    executablePath: findBrowser('firefox'),
    headless: options.headless ?? true,
    acceptInsecureCerts: true,
    // Without it WebDriver BiDi may not go to moz-extension:// (Firefox 138 and later).
    args: ['--remote-allow-system-access'],
    defaultViewport: options.viewport ?? defaultViewport,
    extraPrefsFirefox: preferences(options, extension?.geckoId),
  });
  const newTab = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(browserPatience);
    return page;
  };
  try {
    if (options.extensionDir) await browser.installExtension(options.extensionDir);
  } catch (error) {
    await browser.close();
    throw error;
  }
  return {
    name: 'firefox',
    version: (await browser.version()).replace('firefox/', 'Firefox '),
    open: async (url) => {
      const page = await newTab();
      await page.goto(url);
      return toTab(page);
    },
    openOptions: async () => {
      if (!extension) throw new Error('This browser was started without an extension.');
      const page = await newTab();
      await gotoExtensionPage(page, `moz-extension://${uuid}/${extension.optionsPage}`);
      return toTab(page);
    },
    stopBackground: () => stopBackground(browser, extension?.geckoId ?? ''),
    close: () => browser.close(),
  };
}

type Bidi = {
  connection: { send: (method: string, given: object) => Promise<{ result: object }> };
};
type Tree = { contexts: readonly { context: string }[] };

/** From the browser's own window, where Firefox keeps its extensions: WebDriver has no command for it. */
async function stopBackground(browser: Browser, id: string): Promise<void> {
  const { connection } = browser as unknown as Bidi;
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const answer = await connection.send('script.evaluate', {
    expression: `(async () => {
      const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
      await extension.terminateBackground();
      return extension.backgroundState;
    })()`,
    target: { context: (result as Tree).contexts[0]!.context },
    awaitPromise: true,
  });
  const said = JSON.stringify(answer.result);
  if (!said.includes('"stopped"')) throw new Error(`Firefox did not stop the background: ${said}`);
}

function preferences(options: LaunchOptions, geckoId = ''): Record<string, unknown> {
  const ports = new Set(Object.values(options.mapHosts ?? {}));
  if (ports.size > 1)
    throw new Error('Firefox can map HTTPS to one port only: serve all hosts there.');
  const [port] = ports;
  return {
    'extensions.webextensions.uuids': JSON.stringify({ [geckoId]: uuid }),
    // Manifest V3's host permissions are the user's to give in Firefox; here the user is a script.
    'extensions.originControls.grantByDefault': true,
    'extensions.webextOptionalPermissionPrompts': false,
    'layout.css.prefers-color-scheme.content-override': options.colorScheme === 'dark' ? 0 : 1,
    ...(port !== undefined && {
      'network.dns.forceResolve': '127.0.0.1',
      'network.socket.forcePort': `443=${port}`,
    }),
  };
}

/** Firefox swaps the tab's process on the way, and BiDi never tells that the page has loaded: ask it. */
async function gotoExtensionPage(page: Page, url: string): Promise<void> {
  page.goto(url, { timeout: browserPatience }).catch(() => null);
  const end = Date.now() + browserPatience;
  while (Date.now() < end) {
    const arrived = await page
      .evaluate((wanted) => location.href === wanted && document.readyState === 'complete', url)
      .catch(() => false);
    if (arrived) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Firefox did not open the options page of the extension.');
}

function toTab(page: Page): RawTab {
  return {
    goto: async (url) => {
      await (url.startsWith('moz-extension:') ? gotoExtensionPage(page, url) : page.goto(url));
    },
    evaluate: (work, argument) => page.evaluate(work as never, argument as never) as never,
    run: async (source) => {
      await page.evaluate(`${source}\n;undefined`);
    },
    clickAt: (x, y) => page.mouse.click(x, y),
    press: async (chord) => {
      const keys = chord.split('+').map((key) => (key === 'Space' ? ' ' : key)) as KeyInput[];
      for (const key of keys) await page.keyboard.down(key);
      for (const key of keys.toReversed()) await page.keyboard.up(key);
    },
    type: (text) => page.keyboard.type(text),
    screenshot: async (path) => {
      await page.screenshot({ path: path as `${string}.png` });
    },
    toFront: () => page.bringToFront(),
    close: () => page.close(),
  };
}
