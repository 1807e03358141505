import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(fileURLToPath(import.meta.url), '../../../..');
const heavy = ['libphonenumber-js/min', 'tldts'];

/** Everything that a file imports while running, directly or not. Types weigh nothing. */
function reach(file: string, seen = new Set<string>()): Set<string> {
  const path = join(root, file);
  if (seen.has(file) || !existsSync(path)) return seen;
  seen.add(file);
  const source = readFileSync(path, 'utf8');
  const imports = /^(?:import|export) (?!type )[^;]*?from '([^']+)'|^import '([^']+)'/gm;
  for (const [, from, bare] of source.matchAll(imports)) {
    const name = (from ?? bare)!;
    if (name.startsWith('.')) reach(join(dirname(file), name), seen);
    else seen.add(name);
  }
  return seen;
}

const heavyOf = (file: string) => heavy.filter((name) => reach(file).has(name));

describe('the tables of phone numbers and public suffixes', () => {
  it('are carried by those who need them, so that this test can tell', () => {
    expect(heavyOf('shared/contact/phone.ts')).toEqual(['libphonenumber-js/min']);
    expect(heavyOf('shared/contact/domain.ts')).toEqual(['tldts']);
    expect(heavyOf('shared/contact/identifier.ts')).toEqual(heavy);
  });

  it('stay out of everything else in shared', () => {
    // Whoever reads identifiers of any type, in the worker, the background or a command.
    const carriers = [
      ...['phone.ts', 'domain.ts', 'identifier.ts', 'locate.ts'].map((name) => `contact/${name}`),
      'list/identifiers.ts',
      'list/row.ts',
      'protocol/line-decider.ts',
    ];
    const files = readdirSync(join(root, 'shared'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .filter((name) => !carriers.includes(name));
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((name) => heavyOf(join('shared', name)).length > 0)).toEqual([]);
  });

  it('stay out of what is injected into other people’s pages', () => {
    expect(reach('extension/sites/index.ts').size).toBeGreaterThan(10);
    expect(heavyOf('extension/sites/index.ts')).toEqual([]);
    const guard = readdirSync(join(root, 'extension/guard')).filter((name) => name.endsWith('.ts'));
    expect(guard.filter((name) => heavyOf(`extension/guard/${name}`).length > 0)).toEqual([]);
  });
});
