import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserName } from './driver.ts';

type Known = {
  readonly variable: string;
  readonly commands: readonly string[];
  readonly debian: string;
};

const known: Readonly<Record<BrowserName, Known>> = {
  chromium: {
    variable: 'CHROME_PATH',
    commands: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: 'chromium',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    commands: ['firefox-esr', 'firefox'],
    debian: 'firefox-esr',
  },
};

const applications: Readonly<Record<BrowserName, readonly string[]>> = {
  chromium: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  firefox: ['/Applications/Firefox.app/Contents/MacOS/firefox'],
};

/**
 * The path of an installed browser: `$CHROME_PATH` or `$FIREFOX_PATH`, then the usual commands, then
 * Playwright's own. With none: as root on Debian it is installed, else an error says what to install.
 */
export function findBrowser(name: BrowserName): string {
  const found = lookFor(name);
  if (found) return found;
  if (canInstall()) {
    installWithApt(name);
    const installed = lookFor(name);
    if (installed) return installed;
  }
  const { variable, debian } = known[name];
  throw new Error(
    `No ${name === 'chromium' ? 'Chromium or Chrome' : 'Firefox'} was found. Install it ` +
      `(Debian, Ubuntu: sudo apt-get update && sudo apt-get install ${debian}), or set ${variable} ` +
      `to the path of one.`,
  );
}

function lookFor(name: BrowserName): string | undefined {
  const { variable, commands } = known[name];
  const named = process.env[variable];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`${variable} is set to ${named}, where there is nothing. Mend it or unset it.`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = commands.flatMap((command) => folders.map((folder) => join(folder, command)));
  const own = name === 'chromium' ? [chromium.executablePath()] : [];
  return [...candidates, ...applications[name], ...own].find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installWithApt(name: BrowserName): void {
  const { debian } = known[name];
  process.stderr.write(
    `No ${name} here: installing it with apt-get (${debian}; a minute or two)...\n`,
  );
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', debian],
  ]) {
    // apt's own report goes to standard error: standard output may be read by other tools.
    const { status } = spawnSync('apt-get', args, {
      stdio: ['ignore', 2, 2],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed (see above).`);
  }
}
