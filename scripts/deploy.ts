import { runSteps } from './lib/run.ts';

// Migrations first: a new worker on an old database would fail, an old worker on a new one does not.
process.exitCode = runSteps([
  {
    name: 'migrations',
    command: 'wrangler',
    args: ['d1', 'migrations', 'apply', 'heed', '--remote'],
  },
  { name: 'worker', command: 'wrangler', args: ['deploy', ...process.argv.slice(2)] },
]);
