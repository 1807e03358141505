import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { BrowserName } from './driver.ts';
import { root, tool } from './run.ts';

const wxtName: Readonly<Record<BrowserName, string>> = { chromium: 'chrome', firefox: 'firefox' };

/** Where `buildForPractice` puts the extension; a release build is not touched by it. */
export function practiceBuildOf(browser: BrowserName): string {
  return join(root, '.output', `${wxtName[browser]}-mv3-practice`);
}

/**
 * Builds the extension for the practice inbox: it also runs at http://localhost/, and its
 * overlay's shadow roots are open, so that tests can look inside. Answers the folder; when the build
 * fails, throws with what it printed.
 */
export function buildForPractice(browser: BrowserName): Promise<string> {
  const args = ['build', '--mode', 'practice', '-b', wxtName[browser]];
  return new Promise((resolve, reject) => {
    let said = '';
    const build = spawn(tool('wxt'), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, HEED_PRACTICE: '1', VITE_HEED_PRACTICE: '1' },
    });
    for (const stream of [build.stdout, build.stderr])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    build.once('error', reject);
    build.once('close', (status) => {
      if (status === 0) resolve(practiceBuildOf(browser));
      else reject(new Error(`Building the extension for ${browser} failed:\n${said}`));
    });
  });
}
