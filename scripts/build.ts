import { runSteps } from './lib/run.ts';

process.exitCode = runSteps([
  { name: 'extension for Chromium', command: 'wxt', args: ['build'] },
  { name: 'extension for Firefox', command: 'wxt', args: ['build', '-b', 'firefox'] },
  {
    name: 'worker',
    command: 'wrangler',
    args: ['deploy', '--dry-run', '--outdir', '.output/worker'],
  },
]);
