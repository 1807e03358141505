import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'heed-conformance-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the real command; it starts no browser and no server. */
function conformance(fixtures: string) {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/conformance.ts', fixtures], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trimEnd().split('\n') };
}

function vector(name: string, fields: object): void {
  const place = join(folder, 'merkle/testdata/inclusion');
  for (const kind of ['consistency', 'subtreeinclusion', 'subtreeconsistency'])
    mkdirSync(join(place, '..', kind), { recursive: true });
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, name), JSON.stringify(fields));
}

describe('npm run conformance', () => {
  it('says that it skipped where there are no vectors, and succeeds', () => {
    const { status, lines } = conformance(join(folder, 'nowhere'));
    expect(status).toBe(0);
    expect(lines[0]).toMatch(/^Skipped: there are no outside vectors at .*nowhere\.$/);
    expect(lines.at(-1)).toBe('0 passed, 0 failed');
  });

  it('counts what passes, and fails with the vector’s name when one does not', () => {
    const hash = Buffer.alloc(32, 5).toString('base64');
    const one = { leafIdx: 0, treeSize: 1, root: hash, leafHash: hash, proof: [] };
    vector('good.json', { ...one, wantErr: false });
    expect(conformance(folder)).toMatchObject({ status: 0 });
    vector('wrong.json', { ...one, wantErr: true });
    const { status, lines } = conformance(folder);
    expect(status).toBe(1);
    expect(lines).toContain('  FAILED inclusion/wrong.json: accepted');
    expect(lines.at(-1)).toBe('1 passed, 1 failed');
  });
});
