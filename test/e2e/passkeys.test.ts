import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser } from '../../scripts/lib/find-browser.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';

// Playwright itself and not our driver: a passkey needs an authenticator, which Chromium simulates.
const stateDir = mkdtempSync(join(tmpdir(), 'heed-passkeys-'));
let worker: RunningWorker;
let browser: Browser;
let page: Page;
const password = 'correct horse battery';

beforeAll(async () => {
  worker = await startFreshWorker({ stateDir, quiet: true });
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: findBrowser('chromium'), args });
  const context = await browser.newContext();
  page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto((await worker.setupLink())!);
  await page.fill('[name=organisation]', 'Acme');
  await page.fill('[name=name]', 'Ada Admin');
  await page.fill('[name=email]', 'ada@acme.example');
  await page.fill('[name=password]', password);
  await page.click('main button');
});
afterAll(async () => {
  await browser?.close();
  await worker?.stop();
  rmSync(stateDir, { recursive: true, force: true });
});

const signOut = () => page.click('header button');

describe('signing in, in Chromium', () => {
  it('works with a passkey that was added before', async () => {
    await page.fill('#passkey-name', 'Work laptop');
    await page.click('[data-passkey=add]');
    await page.waitForURL('**/account?done=passkey-added');
    expect(await page.textContent('main')).toContain('Work laptop');
    await signOut();
    await page.click('[data-passkey=use]');
    await page.waitForURL('**/account');
    expect(await page.textContent('main')).toContain('Ada Admin');
  });

  it('works with password and authenticator app, and not without the app', async () => {
    await page.fill('#authenticator-password', password);
    await page.click('form[action="/account/authenticator"] button');
    const secret = (await page.textContent('code.secret'))!;
    await page.fill('[name=code]', totp(secret));
    await page.click('main button');
    await page.waitForURL('**/account?done=authenticator-on');
    await signOut();
    await page.fill('[name=email]', 'ada@acme.example');
    await page.fill('[name=password]', password);
    await page.click('form[action="/account/sign-in"] button');
    await page.waitForURL('**/account/second-factor*');
    await page.goto(new URL('/account', page.url()).href);
    await page.waitForURL('**/account/sign-in*');
    await page.goBack();
    await page.fill('[name=code]', totp(secret));
    await page.click('main button');
    await page.waitForURL('**/account');
    expect(await page.textContent('main')).toContain('Ada Admin');
  });
});

/** What an authenticator app shows (RFC 6238). */
function totp(secret: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'));
  const octets = bits.join('').match(/.{8}/g) ?? [];
  const key = Buffer.from(octets.map((octet) => Number.parseInt(octet, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const code = (hash.readUInt32BE(hash[19]! & 15) & 0x7fffffff) % 1_000_000;
  return String(code).padStart(6, '0');
}
