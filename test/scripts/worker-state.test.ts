import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../scripts/lib/free-port.ts';
import { sampleEvents } from '../../scripts/lib/samples/seed.ts';
import { appliedMigrations, prepareState } from '../../scripts/lib/worker-state.ts';
import { startWorker } from '../../scripts/lib/worker.ts';
import { parseIdentifier } from '../../shared/contact/identifier.ts';

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'heed-state-'));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

const modeOf = (name: string): string => (statSync(join(stateDir, name)).mode & 0o777).toString(8);

describe('the state of this machine’s worker', () => {
  it('keeps its keys, and only its owner can read them', () => {
    prepareState(stateDir);
    const keys = readFileSync(join(stateDir, 'secrets.env'), 'utf8');
    prepareState(stateDir);
    expect(readFileSync(join(stateDir, 'secrets.env'), 'utf8')).toBe(keys);
    expect([modeOf('secrets.env'), modeOf('run.env')]).toEqual(['600', '600']);
  });

  it('has keys of 32 bytes', () => {
    const { envFiles } = prepareState(stateDir);
    const [, master = '', index = ''] =
      /^MASTER_KEY=(.+)\nINDEX_KEY=(.+)\n$/.exec(readFileSync(envFiles[0]!, 'utf8')) ?? [];
    expect(Buffer.from(master, 'base64')).toHaveLength(32);
    expect(Buffer.from(index, 'base64')).toHaveLength(32);
    expect(index).not.toBe(master);
  });

  it('has another setup secret each time, which nobody can guess', () => {
    const [first, second] = [prepareState(stateDir), prepareState(stateDir)];
    expect(first.setupSecret).toMatch(/^[\w-]{43}$/);
    expect(second.setupSecret).not.toBe(first.setupSecret);
    const said = readFileSync(second.envFiles[1]!, 'utf8');
    expect(said).toBe(`SETUP_SECRET=${second.setupSecret}\nDEVELOPMENT=1\n`);
  });

  it('goes on finding by the master key where there was no other, and keeps to it', () => {
    const file = join(stateDir, 'secrets.env');
    writeFileSync(file, 'MASTER_KEY=b2xk\n');
    for (let times = 0; times < 2; times++) {
      prepareState(stateDir);
      expect(readFileSync(file, 'utf8')).toBe('MASTER_KEY=b2xk\nINDEX_KEY=b2xk\n');
    }
  });

  it('is another in another folder', () => {
    const other = mkdtempSync(join(tmpdir(), 'heed-state-'));
    const keysOf = (folder: string) => readFileSync(prepareState(folder).envFiles[0]!, 'utf8');
    expect(keysOf(other)).not.toBe(keysOf(stateDir));
    rmSync(other, { recursive: true });
  });

  it('knows of no migration where there is no database', () => {
    expect(appliedMigrations(prepareState(stateDir))).toEqual([]);
  });
});

describe('startWorker', () => {
  it('says which port is taken and how to choose another, before it writes anything', async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const folder = join(stateDir, 'new');
    await expect(startWorker({ stateDir: folder, port, quiet: true })).rejects.toThrow(
      `Port ${port} is taken by another program. Stop that one, or choose another port: --port ${port + 1}.`,
    );
    expect(statSync(folder, { throwIfNoEntry: false })).toBeUndefined();
    server.close();
  });

  it('says what it needs when its folder cannot be made', async () => {
    const file = join(stateDir, 'file');
    writeFileSync(file, '');
    chmodSync(file, 0o600);
    await expect(startWorker({ stateDir: file, quiet: true })).rejects.toThrow(file);
  });
});

describe('the sample contacts', () => {
  it('have ids that stay, so that seeding twice changes nothing', () => {
    const ids = sampleEvents.map(({ id }) => id);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('can all be read, and belong to nobody', () => {
    for (const { identifier } of sampleEvents) {
      expect(parseIdentifier(identifier.type, identifier.value).ok).toBe(true);
      if (identifier.type === 'email')
        expect(identifier.value).toMatch(/@((example\.(com|org|net))|.+\.test|gmail\.com)$/);
    }
  });

  it('say nothing of dana.lindt@example.org, who stands for a stranger', () => {
    expect(sampleEvents.map(({ identifier }) => identifier.value)).not.toContain(
      'dana.lindt@example.org',
    );
  });
});
