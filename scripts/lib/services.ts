import { join } from 'node:path';
import type { Practice } from '../../test/practice/server.ts';
import { startPractice } from '../../test/practice/server.ts';
import type { Ending } from './ending.ts';
import { buildForPractice } from './extension-build.ts';
import { isBusy } from './free-port.ts';
import { root } from './run.ts';
import type { StartOptions } from './start-options.ts';
import { seedSamples, startWorker } from './worker.ts';

/** All that stands behind the practice inbox, running. */
export type Services = {
  readonly apiBase: string;
  readonly dashboard: string;
  readonly token: string;
  readonly setupLink: () => Promise<string | undefined>;
  readonly practice: Practice;
  readonly extensionDir: string;
};

/** Starts worker, sample contacts and practice inbox, and builds the extension. Says what it does on stderr. */
export async function startServices(options: StartOptions, ending: Ending): Promise<Services> {
  await mustBeFree(options.port, '--port');
  await mustBeFree(options.practicePort, '--practice-port');
  process.stderr.write('Building the extension...\n');
  const building = buildForPractice('chromium');
  // Its failure is told below, once the worker is up or has failed itself.
  building.catch(() => undefined);
  const worker = await startWorker({ stateDir: join(root, '.heed'), port: options.port });
  ending.add(worker.stop);
  await seedSamples(worker);
  const practice = await startPractice({ port: options.practicePort });
  ending.add(practice.stop);
  return {
    apiBase: worker.apiBase,
    dashboard: new URL('/', worker.apiBase).href,
    token: worker.token,
    setupLink: worker.setupLink,
    practice,
    extensionDir: await building,
  };
}

async function mustBeFree(port: number, flag: string): Promise<void> {
  if (!(await isBusy(port))) return;
  throw new Error(
    `Port ${port} is taken by another program. Stop that one, or choose another port: ` +
      `npm start -- ${flag} ${port + 10}`,
  );
}
