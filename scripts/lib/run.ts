import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(fileURLToPath(import.meta.url), '../../..');

/** The path of a command that a dependency brings; npx would look it up on the network. */
export function tool(name: string): string {
  return join(root, 'node_modules/.bin', name);
}

export type Step = { readonly name: string; readonly command: string; readonly args: string[] };

/** Runs every step, also after one failed, so that one run shows all there is to mend. */
export function runSteps(steps: readonly Step[], env: Record<string, string> = {}): number {
  const failed: string[] = [];
  for (const { name, command, args } of steps) {
    const started = Date.now();
    const { status } = spawnSync(tool(command), args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ...env },
    });
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`);
    if (status !== 0) failed.push(name);
  }
  if (failed.length > 0)
    console.error(`\nFailed: ${failed.join(', ')}. "npm run fix" mends format and simple lint.`);
  return failed.length === 0 ? 0 : 1;
}
