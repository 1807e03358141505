import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportRequest } from '../../shared/protocol/imports.ts';

export const help = `Takes a list of consent or opt-outs into Heed, and goes on by itself where a connection breaks.

  HEED_TOKEN=<key> node scripts/import.ts <file.csv|file.ndjson> --url https://heed.example.com [...]

  --type objected          what every row says, where no column does
  --map "E-mail=email"     what a column is; again for each. Suggested from the first line when left out
  --set source=fair        a default for every row: purpose, channel, language, noticeVersion, ...
  --word "gone=objected"   what a word in the column of types means
  --dates dmy|mdy          which comes first in 03/05/2026
  --time-zone Europe/Rome  of times that say none
  --phone-country GB       of numbers without +
  --no-header              the first line is a row; columns are called 1, 2, 3
  --dry-run                read and report, and record nothing
  --import imp_...         go on with an import that was begun before
  --report <file>          write the report there (CSV)

The key needs the scope imports.run. docs/import.md tells more.
`;

export type ImportOptions = {
  readonly file: string;
  readonly apiBase: string;
  readonly token: string;
  /** Go on with this one. */
  readonly id: string | undefined;
  readonly report: string | undefined;
  readonly request: ImportRequest;
};

/** Reads the command line. Throws an `Error` that says what is missing. */
export function readImportOptions(args: string[], env: NodeJS.ProcessEnv): ImportOptions {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error(`Name one file.\n\n${help}`);
  const token = values.token ?? env['HEED_TOKEN'];
  if (!values.url) throw new Error('Say where Heed is: --url https://heed.example.com');
  if (!token) throw new Error('Give an API key with the scope imports.run, as HEED_TOKEN.');
  const columns = pairs('--map', values.map);
  const types = pairs('--word', values.word);
  return {
    file,
    apiBase: `${values.url.replace(/(\/api\/v1)?\/*$/, '')}/api/v1`,
    token,
    id: values.import,
    report: values.report,
    request: {
      name: basename(file),
      format: ['.ndjson', '.jsonl'].includes(extname(file)) ? 'ndjson' : 'csv',
      dryRun: values['dry-run'] ?? false,
      header: !values['no-header'],
      defaults: { ...pairs('--set', values.set), ...(values.type && { type: values.type }) },
      ...(columns && { columns }),
      ...(types && { types }),
      ...(values.dates && { dates: values.dates }),
      ...(values['time-zone'] && { timeZone: values['time-zone'] }),
      ...(values['phone-country'] && { phoneCountry: values['phone-country'] }),
      // What is no word of these the server refuses, and says what it expects.
    } as ImportRequest,
  };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const list = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        url: text,
        token: text,
        type: text,
        map: list,
        set: list,
        word: list,
        dates: text,
        'time-zone': text,
        'phone-country': text,
        'no-header': flag,
        'dry-run': flag,
        import: text,
        report: text,
      },
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Error(`${problem}\n\n${help}`, { cause: error });
  }
}

/** `a=b` for each; the last = counts, since columns may have one in their name. */
function pairs(flag: string, given: string[] | undefined): Record<string, string> | undefined {
  if (!given) return undefined;
  return Object.fromEntries(
    given.map((each) => {
      const at = each.lastIndexOf('=');
      if (at < 1) throw new Error(`${flag} "${each}": write it as name=value.`);
      return [each.slice(0, at), each.slice(at + 1)];
    }),
  );
}
