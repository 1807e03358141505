import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.ts';

const program = join(root, 'node_modules/wrangler/bin/wrangler.js');

/** Asks nothing over the network, and keeps what it writes out of the home directory. */
function environment(stateDir: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    WRANGLER_SEND_METRICS: 'false',
    WRANGLER_HIDE_BANNER: 'true',
    WRANGLER_REGISTRY_PATH: join(stateDir, 'registry'),
    WRANGLER_LOG_PATH: join(stateDir, 'wrangler-logs'),
    CLOUDFLARE_CF_FETCH_ENABLED: 'false',
    NO_COLOR: '1',
  };
}

/*
 * Ends wrangler and its workerd when our end of the pipe closes: also when we are killed, so that
 * nothing is left behind to hold the port.
 */
const leash =
  'exec 3<&0; (cat <&3 >/dev/null; kill -KILL 0) & "$@" </dev/null 3<&- & wait $!; exit $?';

export type Wrangler = {
  /** The exit code, or `null` when a signal ended it; never rejects. */
  readonly ended: Promise<number | null>;
  readonly isRunning: () => boolean;
  /** What it wrote last, for an error message. */
  readonly lastLines: () => string;
  /** Ends it and everything it started. */
  readonly stop: () => Promise<void>;
  /** As a crash would: at once, in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
};

/** Runs wrangler in a process group of its own; all it writes goes to `<stateDir>/<name>.log`. */
export function runWrangler(stateDir: string, name: string, args: readonly string[]): Wrangler {
  const child = spawn('sh', ['-c', leash, 'sh', process.execPath, program, ...args], {
    cwd: root,
    env: environment(stateDir),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: string[] = [];
  const file = createWriteStream(join(stateDir, `${name}.log`));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      file.write(chunk);
      lines.push(...chunk.toString().split('\n').filter(Boolean));
      lines.splice(0, Math.max(0, lines.length - 20));
    });
  // `close` comes when the last process of the group has let go of the pipes.
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => {
      signalGroup(child, 'SIGKILL');
      resolve(code);
    });
    child.once('error', () => resolve(null));
  });
  return {
    ended,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    lastLines: () => lines.map((line) => `    ${line}`).join('\n'),
    stop: async () => {
      signalGroup(child, 'SIGTERM');
      const impatience = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
      await closed;
      clearTimeout(impatience);
    },
    kill: async () => {
      signalGroup(child, 'SIGKILL');
      await closed;
    },
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // The group is gone already.
  }
}
