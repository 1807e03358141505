import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../../scripts/lib/browser.ts';
import { practiceBuildOf } from '../../scripts/lib/extension-build.ts';
import { root } from '../../scripts/lib/run.ts';
import { tabOf } from '../../scripts/lib/tab.ts';
import { startPractice } from '../practice/server.ts';
import type { Bench, Table } from './lib/table.ts';

export const bench: Bench = {
  name: 'The guard in a page of ten thousand nodes, in Chromium (npm run build, npm test -- --project e2e before)',
  long: true,
  run,
};

const address = 'https://mail.google.com/mail/u/0/';

async function run(): Promise<Table> {
  const without = await measureIn(undefined);
  const guarded = await measureIn(practiceBuildOf('chromium'));
  const row = (name: string, of: (measured: Measured) => number): (string | number)[] => [
    name,
    of(without),
    of(guarded),
    of(guarded) - of(without),
  ];
  return {
    columns: ['milliseconds, median', 'without Heed', 'with Heed', 'Heed'],
    rows: [
      row('main thread taken after a batch of changes (100 ms)', ({ batch }) => batch),
      row('  p95', ({ batchP95 }) => batchP95),
      row('a keystroke in the message, until the page has heard it', ({ key }) => key),
      row('  p95', ({ keyP95 }) => keyP95),
      row('heap of the page, MB', ({ heap }) => heap),
    ],
    notes: ['', ...sizes()],
  };
}

/** The release build's scripts for pages. */
function sizes(): string[] {
  const folder = join(root, '.output/chrome-mv3/content-scripts');
  return readdirSync(folder).map((name) => {
    const bytes = readFileSync(join(folder, name));
    const packed = gzipSync(bytes, { level: 9 }).length;
    return `${name}: ${(bytes.length / 1000).toFixed(1)} kB, ${(packed / 1000).toFixed(1)} kB gzipped`;
  });
}

type Measured = {
  readonly batch: number;
  readonly batchP95: number;
  readonly key: number;
  readonly keyP95: number;
  readonly heap: number;
};

async function measureIn(extensionDir: string | undefined): Promise<Measured> {
  const practice = await startPractice({ tls: true });
  const browser = await launchBrowser('chromium', {
    ...(extensionDir && { extensionDir }),
    mapHosts: { 'mail.google.com': practice.httpsPort },
  });
  try {
    const tab = tabOf(await browser.open(address));
    await tab.see('.p-compose');
    await tab.click('.p-compose');
    await tab.type('somebody@example.com,');
    return await tab.evaluate(measure, undefined);
  } finally {
    await browser.close();
    await practice.stop();
  }
}

/** Runs in the page, so it holds all that it uses. */
async function measure(): Promise<Measured> {
  const main = document.querySelector('main')!;
  for (let row = 0; row < 1250; row++) {
    const item = document.createElement('div');
    item.className = `row r${row % 7}`;
    for (let cell = 0; cell < 7; cell++) {
      const part = document.createElement('span');
      part.textContent = 'x';
      item.append(part);
    }
    main.append(item);
  }
  const rest = (milliseconds: number) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  /** How long other tasks than ours had the thread, in so many milliseconds. */
  const taken = (milliseconds: number): Promise<number> =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      const end = performance.now() + milliseconds;
      let sum = 0;
      let last = performance.now();
      port1.addEventListener('message', () => {
        const now = performance.now();
        if (now - last > 0.15) sum += now - last;
        last = now;
        if (now < end) port2.postMessage(0);
        else resolve(sum);
      });
      port1.start();
      port2.postMessage(0);
    });
  await rest(1000);
  const batches: number[] = [];
  for (let turn = 0; turn < 60; turn++) {
    for (let each = 0; each < 20; each++) main.children[turn * 20 + each]!.classList.toggle('read');
    main.append(document.createElement('p'));
    batches.push(await taken(100));
    await rest(20);
  }
  const body = document.querySelector<HTMLElement>('[g_editable=true]')!;
  body.focus();
  const keys: number[] = [];
  for (let turn = 0; turn < 300; turn++) {
    const started = performance.now();
    for (const type of ['keydown', 'keyup'])
      body.dispatchEvent(new KeyboardEvent(type, { key: 'a', bubbles: true, composed: true }));
    body.dispatchEvent(new InputEvent('input', { data: 'a', bubbles: true, composed: true }));
    keys.push(performance.now() - started);
    await rest(5);
  }
  const at = (sorted: number[], share: number) => sorted[Math.floor(sorted.length * share)]!;
  batches.sort((a, b) => a - b);
  keys.sort((a, b) => a - b);
  const { memory } = performance as unknown as { memory: { usedJSHeapSize: number } };
  return {
    batch: at(batches, 0.5),
    batchP95: at(batches, 0.95),
    key: at(keys, 0.5),
    keyP95: at(keys, 0.95),
    heap: memory.usedJSHeapSize / 1e6,
  };
}
