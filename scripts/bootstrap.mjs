// Runs on whatever Node (20 or newer) the machine has, with nothing installed: installs the
// dependencies when they are missing or out of date, then hands over to the pinned Node 24.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [script, ...args] = process.argv.slice(2);

if (Number(process.versions.node.split('.')[0]) < 20)
  stop(
    `Heed needs Node 20 or newer; this is ${process.version}. Install it from your system's packages.`,
  );

installDependencies();
const result = spawnSync(
  findNode(),
  ['--disable-warning=ExperimentalWarning', join(root, script), ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
      WRANGLER_SEND_METRICS: 'false',
      DO_NOT_TRACK: '1',
      WXT_DISABLE_TELEMETRY: '1',
    },
  },
);
process.exit(result.status ?? 1);

function installDependencies() {
  const stamp = join(root, 'node_modules/.heed-installed');
  const want = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  process.stderr.write('Installing dependencies (once; about a minute)...\n');
  // Not `npm ci`: it wants every platform's optional package in the lock file, also those that a
  // registry does not have (npm/cli#4828). With --no-save the lock file is kept to and left as it is.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', options, {
    cwd: root,
    // npm's own report must not mix with what the command prints for other tools.
    stdio: ['ignore', 2, 'inherit'],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    stop(
      'npm install failed (see above). Is the npm registry reachable? Then run the same command again.',
    );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, want);
}

/** Node 24 comes as an optional dependency on Linux; elsewhere the machine's own must be new enough. */
function findNode() {
  const pinned = join(root, 'node_modules/.bin/node');
  if (existsSync(pinned)) return pinned;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18))
    stop(
      `No pinned Node for ${process.platform}-${process.arch}: install Node 22.18 or newer and run this again.`,
    );
  return process.execPath;
}

function stop(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
