import { readdirSync, readFileSync } from 'node:fs';

/**
 * Bytes that a program and all it started keep in memory, by a word of its command line that no other
 * program has. Reads /proc, which only Linux has: elsewhere `undefined`.
 */
export function memoryOf(mark: string, name: string): number | undefined {
  try {
    const all = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .flatMap((pid) => read(pid) ?? []);
    const family = new Set(
      all.filter(({ command }) => command.includes(mark)).map(({ pid }) => pid),
    );
    for (let grown = -1; grown !== family.size;) {
      grown = family.size;
      for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
    }
    return all
      .filter(({ pid, command }) => family.has(pid) && command.includes(name))
      .reduce((sum, { kilobytes }) => sum + kilobytes * 1024, 0);
  } catch {
    return undefined;
  }
}

type Process = {
  readonly pid: string;
  readonly parent: string;
  readonly command: string;
  readonly kilobytes: number;
};

/** One that has ended meanwhile gives nothing. */
function read(pid: string): Process | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    const parent = /^PPid:\s*(\d+)/m.exec(status)?.[1] ?? '';
    const kilobytes = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    return { pid, parent, command, kilobytes };
  } catch {
    return undefined;
  }
}
