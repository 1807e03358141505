import { Ending } from './lib/ending.ts';
import type { Services } from './lib/services.ts';
import { startServices } from './lib/services.ts';
import { hasDisplay, openForPerson, whatToTry } from './lib/show.ts';
import type { StartOptions } from './lib/start-options.ts';
import { readStartOptions } from './lib/start-options.ts';
import { performStory } from './lib/story.ts';

const ending = new Ending();
const wanted = ending.wanted();

try {
  // Whoever wants us to end while we still start up need not wait until all is up.
  await Promise.race([run(readStartOptions(process.argv.slice(2))), wanted]);
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
await ending.run();
process.exit();

async function run(options: StartOptions): Promise<void> {
  const services = await startServices(options, ending);
  if (options.json) printForPrograms(services);
  if (options.once || (!options.json && !hasDisplay())) {
    const story = await performStory(services, ending);
    (options.json ? process.stderr : process.stdout).write(`${story.text}\n`);
    if (!story.stopped) process.exitCode = 1;
    if (options.once || !story.stopped) return;
  } else if (!options.json) {
    await openForPerson(services, ending);
    process.stdout.write(whatToTry);
  }
  process.stderr.write(`\nThe practice inbox: ${services.practice.url}\n`);
  process.stderr.write(`The worker's API:   ${services.apiBase}\n`);
  process.stderr.write(`The extension:      ${services.extensionDir}\n`);
  const link = await services.setupLink();
  if (link) process.stderr.write(`The first administrator comes in here, once: ${link}\n`);
  process.stderr.write('All stays up until you press Ctrl-C.\n');
  await wanted;
  process.stderr.write('\nStopping...\n');
}

function printForPrograms({ apiBase, dashboard, practice, token, extensionDir }: Services): void {
  const line = { apiBase, dashboard, practice: practice.url, token, extensionDir };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
