/**
 * Draws every state of the extension's interface, takes pictures of them and runs axe over each.
 * `node scripts/gallery.ts [part of a picture's name | --icons]`
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { preact } from '@preact/preset-vite';
import type Axe from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { findBrowser } from './lib/find-browser.ts';
import { checkHostilePage } from './lib/gallery-checks.ts';
import { drawIcons } from './lib/gallery-icons.ts';
import type { Shot } from './lib/gallery-shots.ts';
import { allShots } from './lib/gallery-shots.ts';
import { root } from './lib/run.ts';

const out = join(root, '.heed/gallery');
const site = join(out, 'site');
const wanted = process.argv[2] ?? '';
const iconsOnly = wanted === '--icons';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** As strict as Gmail's own, so that a style of ours that a policy would refuse is missing here too. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'";

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
process.env['VITE_HEED_PRACTICE'] = '1';
await build({
  root: join(root, 'scripts/lib/gallery-page'),
  configFile: false,
  logLevel: 'warn',
  plugins: [preact()],
  build: { outDir: site, emptyOutDir: true },
});
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
  try {
    const file = readFileSync(join(site, path === '/' ? 'index.html' : path));
    response.setHeader('content-type', types[extname(path) || '.html'] ?? 'text/plain');
    response.setHeader('content-security-policy', policy);
    response.end(file);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' ? address?.port : 0;
const browser = await chromium.launch({
  executablePath: findBrowser('chromium'),
  ...(process.getuid?.() === 0 && { args: ['--no-sandbox'] }),
});
const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

await drawIcons(browser, join(root, 'extension/public/icon'));
let findings = 0;
const shots = iconsOnly ? [] : allShots().filter(({ name }) => name.includes(wanted));
for (const shot of shots) findings += await take(browser, shot);
if (!iconsOnly) findings += await hostile(browser);
await browser.close();
server.close();
console.log(`${shots.length} pictures in ${out}; ${findings} findings`);
process.exitCode = findings === 0 ? 0 : 1;

async function hostile(from: Browser): Promise<number> {
  const page = await from.newPage();
  await page.goto(`http://127.0.0.1:${port}/?state=dialog-hostile`);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(out, 'dialog-hostile.png') });
  const wrong = await checkHostilePage(page);
  await page.close();
  for (const line of wrong) console.log(`  ${line}`);
  return wrong.length;
}

/** Answers how many findings there were. */
async function take(from: Browser, { name, state, size, theme, forced, prepare }: Shot) {
  const page = await from.newPage({
    viewport: { width: size[0], height: size[1] },
    colorScheme: theme,
    reducedMotion: 'reduce',
    bypassCSP: false,
    ...(forced && { forcedColors: 'active' as const }),
  });
  const trouble: string[] = [];
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('console', (line) => line.type() === 'error' && trouble.push(line.text()));
  await page.goto(`http://127.0.0.1:${port}/?state=${state}`);
  await page.waitForLoadState('networkidle');
  await prepare?.(page);
  await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: typeof Axe };
    // The page behind is not ours; axe looks into open shadow roots by itself.
    const result = await runner.run({
      include: [
        'heed-dialog',
        'heed-badge',
        'heed-card',
        'heed-banner',
        'heed-page-state',
        '.options',
        '.popup',
      ]
        .filter((selector) => document.querySelector(selector))
        .map((selector) => [selector]),
    });
    return result.violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n      ${failureSummary}`).join('\n    ')}`,
    );
  });
  await page.close();
  for (const line of [...violations, ...trouble]) console.log(`  ${name}: ${line}`);
  return violations.length + trouble.length;
}
