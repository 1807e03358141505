import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { launchBrowser } from '../../scripts/lib/browser.ts';
import { connectExtension } from '../../scripts/lib/connect.ts';
import type { BrowserName, Driver } from '../../scripts/lib/driver.ts';
import { practiceBuildOf } from '../../scripts/lib/extension-build.ts';
import { freePort } from '../../scripts/lib/free-port.ts';
import type { Tab } from '../../scripts/lib/tab.ts';
import { tabOf, until } from '../../scripts/lib/tab.ts';
import { startFreshWorker } from '../support/fresh-worker.ts';
import type { LeftPost } from '../practice/network.ts';
import type { Practice } from '../practice/server.ts';
import { startPractice } from '../practice/server.ts';
import type { Server } from './api.ts';
import { askNothingOfMessages } from './api.ts';

/** A browser with the connected extension, in front of LinkedIn's own address. */
export type Network = {
  readonly browser: Driver;
  readonly server: Server & { readonly stop: () => Promise<void> };
  readonly practice: Practice;
  readonly tab: Tab;
};

/** Slugs; ids and names are made from them, as the practice pages do. */
export const members = {
  /** Said no, under each of their names. */
  no: 'ines-marek',
  /** Agreed, under each of their names. */
  yes: 'joao-prado',
  alsoYes: 'lotte-brandt',
  /** Said no, and yes, under the slug alone. */
  noBySlug: 'pavel-horak',
  yesBySlug: 'anna-weiss',
  stranger: 'noa-levin',
} as const;

export const idOf = (slug: string): string => `ACoAAB${slug.replaceAll('-', '')}`.padEnd(20, '0');
export const salesIdOf = (slug: string): string => idOf(slug).replace('ACoAA', 'ACwAA');

export function useNetwork(name: BrowserName): Network {
  const network = {} as { -readonly [Part in keyof Network]: Network[Part] };
  const stateDir = mkdtempSync(join(tmpdir(), `heed-linkedin-${name}-`));

  beforeAll(async () => {
    const [server, practice] = await Promise.all([
      startFreshWorker({ stateDir, port: await freePort() }),
      startPractice({ tls: true }),
    ]);
    Object.assign(network, { server, practice });
    await askNothingOfMessages(server);
    await recordMembers(server);
    network.browser = await launchBrowser(name, {
      extensionDir: practiceBuildOf(name),
      mapHosts: { 'www.linkedin.com': practice.httpsPort },
    });
    await connectExtension(network.browser, server);
    network.tab = tabOf(await network.browser.open('https://www.linkedin.com/feed/'));
  });

  beforeEach(() => network.practice.clear());

  afterAll(async () => {
    await network.browser?.close();
    await network.server?.stop();
    await network.practice?.stop();
    rmSync(stateDir, { recursive: true, force: true });
  });

  return network;
}

/** Puts on the server's record who of them said no, and who agreed. */
export async function recordMembers(server: Server): Promise<void> {
  const { no, yes, alsoYes, noBySlug, yesBySlug } = members;
  await record(server, 'objected', [no, idOf(no), salesIdOf(no), noBySlug]);
  const agreed = [yes, alsoYes].flatMap((slug) => [slug, idOf(slug), salesIdOf(slug)]);
  await record(server, 'given', [...agreed, yesBySlug]);
}

async function record(
  { apiBase, token }: Server,
  type: 'objected' | 'given',
  values: readonly string[],
): Promise<void> {
  const events = values.map((value) => ({
    identifier: { type: 'linkedin', value },
    type,
    channel: type === 'given' ? 'linkedin' : 'all',
    method: 'reply',
    occurredAt: new Date(Date.now() - 1000).toISOString(),
  }));
  const response = await fetch(`${apiBase}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ events }),
  });
  if (!response.ok) throw new Error(`POST /events: ${response.status} ${await response.text()}`);
}

let visits = 0;

/** Loads a page anew, though it may differ from the one before in nothing but its fragment. */
export async function visit({ tab }: Network, path: string, hash = ''): Promise<void> {
  visits += 1;
  const mark = `${path.includes('?') ? '&' : '?'}visit=${visits}`;
  await tab.goto(`https://www.linkedin.com${path}${mark}#${hash}`);
}

/** Long enough for a request that should not leave to arrive. */
const settling = 200;

export async function expectNothingLeft({ practice }: Network): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.left()).toEqual([]);
}

/** Waits for the one, and then for a second that must not come. */
export async function expectLeftOnce({ practice }: Network): Promise<LeftPost> {
  await until('have it leave', () => practice.left()[0]);
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.left()).toHaveLength(1);
  return practice.left()[0]!;
}

/** The dialog's words, also of one that stands in the page's frame. */
export function dialogWords({ tab }: Network): Promise<string> {
  return until('see the dialog', async () => {
    const words = await tab.evaluate(() => {
      const frame = document.querySelector('iframe')?.contentDocument;
      const inside = (page: Document | null | undefined): string =>
        page?.querySelector('heed-dialog')?.shadowRoot?.querySelector('dialog')?.textContent ?? '';
      return inside(document) || inside(frame);
    }, undefined);
    return words === '' ? undefined : words;
  });
}
