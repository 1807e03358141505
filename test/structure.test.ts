import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = join(fileURLToPath(import.meta.url), '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const names = (folder: string): string[] => readdirSync(join(root, folder)).sort();
const code = (folder: string): string[] =>
  names(folder).filter((name) => /\.tsx?$/.test(name) && name !== 'index.ts');

/** Every source file of ours below a folder. */
function files(folder: string): string[] {
  return names(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(join(root, path)).isDirectory()) return files(path);
    return /\.(ts|tsx|mjs|js|css|html)$/.test(name) ? [path] : [];
  });
}

const source = ['shared', 'worker', 'extension', 'scripts', 'test'].flatMap(files);
const lines = (path: string): number => read(path).split('\n').length - 1;

describe('the repository’s own laws', () => {
  it('keeps every file within 250 lines', () => {
    expect(source.filter((path) => lines(path) > 250)).toEqual([]);
  });

  it('keeps entry points thin: 40 lines', () => {
    const thick = files('extension/entrypoints').filter((path) => lines(path) > 40);
    expect(thick).toEqual([]);
  });

  it('names files in kebab-case', () => {
    const odd = source.filter((path) => !/^[a-z0-9./-]+$/.test(relative('.', path)));
    expect(odd).toEqual([]);
  });

  it('lists every rule in rules/index.ts', () => {
    const index = read('shared/policy/rules/index.ts');
    const rules = code('shared/policy/rules').filter((name) =>
      /: Rule = /.test(read(`shared/policy/rules/${name}`)),
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const name of rules)
      expect(index, `Add ${name} to shared/policy/rules/index.ts`).toContain(`'./${name}'`);
  });

  it('lists every site in sites/index.ts, and keeps practice pages for it', () => {
    const index = read('extension/sites/index.ts');
    const sites = names('extension/sites').filter((name) => !name.includes('.'));
    for (const site of sites) {
      expect(index, `Add ${site} to extension/sites/index.ts`).toContain(`'./${site}/${site}.ts'`);
      const pages = names(`test/practice/${site}`).filter((name) => name.endsWith('.html'));
      expect(pages.length, `Write a page for ${site} in test/practice/${site}/`).toBeGreaterThan(0);
    }
  });

  it('mounts every route in app.ts, and tests it', () => {
    const app = read('worker/app.ts');
    for (const name of code('worker/routes')) {
      expect(app, `Mount ${name} in worker/app.ts`).toContain(`./routes/${name}`);
      const test = `test/worker/routes/${name.replace(/\.tsx?$/, '.test.ts')}`;
      expect(source, `Write ${test}`).toContain(test);
    }
  });

  it('has as many lines of test as of source in shared and worker', () => {
    for (const folder of ['shared', 'worker']) {
      const written = files(folder).filter((path) => /\.tsx?$/.test(path));
      const tested = files(`test/${folder}`);
      const sum = (paths: string[]): number =>
        paths.reduce((total, path) => total + lines(path), 0);
      expect(sum(tested), `lines of test for ${folder}`).toBeGreaterThanOrEqual(sum(written));
    }
  });
});

describe('what is committed', () => {
  it('has every selector with its evidence and its date', () => {
    for (const path of source.length > 0 ? names('extension/sites') : []) {
      if (path.includes('.')) continue;
      const table = JSON.parse(read(`extension/sites/${path}/selectors.json`)) as Record<
        string,
        { candidates: string[]; evidence: string }
      >;
      for (const [name, { candidates, evidence }] of Object.entries(table)) {
        expect(candidates.length, `${path} ${name}`).toBeGreaterThan(0);
        expect(evidence.length, `Say where ${path} ${name} was seen`).toBeGreaterThan(20);
      }
    }
  });
});
