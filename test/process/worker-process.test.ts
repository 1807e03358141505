import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort, isBusy, untilFree } from '../../scripts/lib/free-port.ts';
import type { RunningWorker } from '../../scripts/lib/worker.ts';
import { seedSamples, startWorker } from '../../scripts/lib/worker.ts';

const stateDir = mkdtempSync(join(tmpdir(), 'heed-worker-'));
afterAll(() => rmSync(stateDir, { recursive: true, force: true }));

async function versionOf({ apiBase, token }: RunningWorker): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${apiBase}/sync`, { headers });
  return ((await response.json()) as { version: number }).version;
}

const modeOf = (name: string): string => (statSync(join(stateDir, name)).mode & 0o777).toString(8);

describe('the worker as a process', () => {
  it('keeps what was recorded over a restart, takes the samples twice, and leaves nothing running', async () => {
    const port = await freePort();
    const first = await startWorker({ stateDir, port, quiet: true });
    await seedSamples(first);
    await seedSamples(first);
    const version = await versionOf(first);
    await first.stop();
    expect(await isBusy(port)).toBe(false);

    const second = await startWorker({ stateDir, port, quiet: true });
    expect(second.token).toBe(first.token);
    expect(modeOf('token')).toBe('600');
    expect(await versionOf(second)).toBe(version);
    await second.stop();
    expect(await isBusy(port)).toBe(false);
  });

  it('makes a new key where the kept one is not known, and gives the first administrator a link', async () => {
    writeFileSync(join(stateDir, 'token'), 'heed_key_of_another_database\n');
    const worker = await startWorker({ stateDir, quiet: true });
    expect(worker.token).toMatch(/^heed_key_[0-9a-f]{64}$/);
    expect(await versionOf(worker)).toBeGreaterThan(0);
    const link = await worker.setupLink();
    expect(link).toMatch(/^http:\/\/localhost:\d+\/account\/link\/heed_link_[0-9a-f]{64}$/);
    expect(await worker.setupLink()).not.toBe(link);
    await worker.stop();
  });

  it('ends with the program that started it, even when that is killed', async () => {
    const port = await freePort();
    const program = `
      import { startWorker } from './scripts/lib/worker.ts';
      await startWorker({ stateDir: ${JSON.stringify(stateDir)}, port: ${port}, quiet: true });
      process.stdout.write('up');
    `;
    const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => parent.stdout.once('data', resolve));
    expect(await isBusy(port)).toBe(true);
    parent.kill('SIGKILL');
    expect(await untilFree(port)).toBe(true);
  });
});
