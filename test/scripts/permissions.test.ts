import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root, tool } from '../../scripts/lib/run.ts';

type Manifest = {
  permissions: string[];
  host_permissions?: string[];
  optional_permissions?: string[];
  optional_host_permissions?: string[];
  content_scripts: { matches: string[] }[];
  storage?: { managed_schema: string };
  action: { default_popup: string };
};

const page = readFileSync(join(root, 'docs/permissions.md'), 'utf8');

/** What stands in code in the first column of the tables under a heading. */
function told(heading: string): string[] {
  const [, after = ''] = page.split(`## ${heading}\n`);
  const [section = ''] = after.split('\n## ');
  return [...section.matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name!).sort();
}

// A mode of its own, so that nobody's build is touched.
const folderOf = (browser: string) => join(root, '.output', `${browser}-mv3-permissions`);

describe.each(['chrome', 'firefox'])('the extension built for %s', (browser) => {
  let manifest: Manifest;

  beforeAll(async () => {
    const args = ['build', '--mode', 'permissions', '-b', browser];
    const { VITE_HEED_PRACTICE: _, VITEST: __, ...inherited } = process.env;
    // As a release is built; a mode of its own alone would bring along what helps its makers.
    const env = { ...inherited, NODE_ENV: 'production' };
    await promisify(execFile)(tool('wxt'), args, { cwd: root, env });
    const read = readFileSync(join(folderOf(browser), 'manifest.json'), 'utf8');
    manifest = JSON.parse(read) as Manifest;
  });
  afterAll(() => rmSync(folderOf(browser), { recursive: true, force: true }));

  it('asks for the permissions that docs/permissions.md explains, and no more', () => {
    expect([...manifest.permissions].sort()).toEqual(told('Permissions'));
    expect(manifest.host_permissions ?? []).toEqual([]);
    expect(manifest.optional_permissions ?? []).toEqual([]);
    expect(manifest.optional_host_permissions ?? []).toEqual([]);
  });

  it('runs in the pages that are named there, and in no other', () => {
    const matches = manifest.content_scripts.flatMap((script) => script.matches);
    expect([...new Set(matches)].sort()).toEqual(told('Pages'));
  });

  // What they have come to, and a little room. Each makes every page of the site slower: docs/guard.md, "Cost".
  it.each([
    ['gmail', 62_700],
    ['linkedin', 61_700],
    ['observer', 2200],
  ])('gives a page no more than it has to: %s within %i bytes gzipped', (script, most) => {
    const bytes = readFileSync(join(folderOf(browser), `content-scripts/${script}.js`));
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(most);
  });

  it('carries no language of more than 76 kB gzipped', () => {
    const packs = join(folderOf(browser), 'packs');
    const sizes = readdirSync(packs).map(
      (name) => gzipSync(readFileSync(join(packs, name))).length,
    );
    expect(sizes).toHaveLength(7);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(76_000);
  });

  it('takes from an administrator what is named there', () => {
    const path = join(folderOf(browser), manifest.storage?.managed_schema ?? 'managed-schema.json');
    const schema = JSON.parse(readFileSync(path, 'utf8')) as { properties: object };
    expect(Object.keys(schema.properties).sort()).toEqual(told('Set by an administrator'));
    expect(manifest.action.default_popup).toBe('popup.html');
  });
});
