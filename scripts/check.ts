import { runSteps } from './lib/run.ts';

process.exitCode = runSteps([
  { name: 'types', command: 'tsc', args: ['-b'] },
  { name: 'lint', command: 'oxlint', args: ['--deny-warnings'] },
  { name: 'format', command: 'oxfmt', args: ['--check', '.'] },
  {
    name: 'structure',
    command: 'vitest',
    args: ['run', '--project', 'shared', 'test/structure.test.ts'],
  },
  { name: 'unused code', command: 'knip', args: [] },
]);
