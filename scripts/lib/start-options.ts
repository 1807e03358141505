import { parseArgs } from 'node:util';

export type StartOptions = {
  /** Perform the story, then end. */
  readonly once: boolean;
  /** One line of JSON on standard output, for other programs; no browser window. */
  readonly json: boolean;
  readonly port: number;
  readonly practicePort: number;
};

const usage = `npm start [-- --once] [--json] [--port 8787] [--practice-port 8788]

  --once           send to somebody who said no, tell what happened, and end
  --json           print one line { apiBase, dashboard, practice, token, extensionDir } when all is up
  --port           where the worker listens
  --practice-port  where the practice inbox listens`;

/** Reads the command line. Throws an `Error` that shows how to write it. */
export function readStartOptions(args: string[]): StartOptions {
  const { values } = parse(args);
  return {
    once: values.once ?? false,
    json: values.json ?? false,
    port: readPort('--port', values.port),
    practicePort: readPort('--practice-port', values['practice-port']),
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        once: { type: 'boolean' },
        json: { type: 'boolean' },
        port: { type: 'string', default: '8787' },
        'practice-port': { type: 'string', default: '8788' },
      },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Error(`${problem}\n\n${usage}`, { cause: error });
  }
}

function readPort(flag: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${flag} ${text}: a port is a whole number from 1 to 65535.\n\n${usage}`);
}
