import { relative } from 'node:path';

/** What Stryker writes, as far as it is read here. */
export type MutationReport = {
  readonly files: Readonly<
    Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>
  >;
};

type Mutant = {
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly status: string;
  readonly location: {
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
  };
};

/** Changes that a test noticed, and that none did. What cannot be run says nothing about the tests. */
const noticed = ['Killed', 'Timeout'];
const unnoticed = ['Survived', 'NoCoverage'];

/** The score, file by file, and every change that no test noticed, on one line each. */
export function formatReport({ files }: MutationReport): string {
  const lines: string[] = [];
  const survivors: string[] = [];
  let [killed, alive] = [0, 0];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const count = (wanted: readonly string[]): number =>
      mutants.filter(({ status }) => wanted.includes(status)).length;
    killed += count(noticed);
    alive += count(unnoticed);
    lines.push(`${score(count(noticed), count(unnoticed))}  ${relative('shared', file)}`);
    for (const mutant of mutants)
      if (unnoticed.includes(mutant.status)) survivors.push(`${file}:${described(mutant, source)}`);
  }
  return [
    ...lines,
    `\n${survivors.length} changes that no test notices:`,
    ...survivors,
    `\nMutation score ${score(killed, alive)}: ${killed} of ${killed + alive} changes noticed.`,
  ].join('\n');
}

/** Per cent of the changes that a test noticed; 100 where there is none. */
export function scoreOf({ files }: MutationReport): number {
  const all = Object.values(files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const killed = all.filter((status) => noticed.includes(status)).length;
  const alive = all.filter((status) => unnoticed.includes(status)).length;
  return alive === 0 ? 100 : (100 * killed) / (killed + alive);
}

function score(killed: number, alive: number): string {
  const all = killed + alive;
  return all === 0 ? '     -' : `${((100 * killed) / all).toFixed(1).padStart(5)}%`;
}

function described({ location, mutatorName, replacement = '' }: Mutant, source: string): string {
  const { start, end } = location;
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const text =
    lines.length === 1
      ? lines[0]!.slice(start.column - 1, end.column - 1)
      : `${lines[0]!.slice(start.column - 1)} …`;
  return `${start.line} ${mutatorName}: ${brief(text)} -> ${brief(replacement)}`;
}

function brief(code: string): string {
  const line = code.replaceAll(/\s+/g, ' ').trim();
  return line.length > 90 ? `${line.slice(0, 89)}…` : line;
}
