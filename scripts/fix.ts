import { runSteps } from './lib/run.ts';

process.exitCode = runSteps([
  { name: 'lint', command: 'oxlint', args: ['--fix'] },
  { name: 'format', command: 'oxfmt', args: ['.'] },
]);
