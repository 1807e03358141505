import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

/** Runs the real command. */
function run(lines: readonly string[]): Record<string, unknown>[] {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/screen.ts', '--jsonl'], {
    encoding: 'utf8',
    input: lines.join('\n'),
  });
  expect(status).toBe(0);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('npm run screen', () => {
  it('answers each line in its place, and goes on after a bad one', () => {
    const lines = [
      '\uFEFF{"id":1,"lang":"en","channel":"email","body":"Are you pregnant?"}',
      '',
      '{not json',
      '{"id":"x","subject":"Lamps"}',
      '{"id":2,"subject":"Re: lamps","body":"Hello, would you like a lamp?","firstContact":true}',
      '{"id":3,"subject":null,"lang":null,"body":"Hello, would you like a lamp?"}',
    ];
    expect(run(lines)).toEqual([
      { id: 1, lang: 'en', findings: [expect.objectContaining({ category: 'heed:Pregnancy' })] },
      { id: null, error: { code: 'line.no-json', message: expect.any(String) } },
      { id: 'x', error: { code: 'line.invalid', message: expect.stringMatching(/^body is/) } },
      {
        id: 2,
        lang: 'en',
        findings: [expect.objectContaining({ category: 'heed:DeceptiveSubject' })],
      },
      { id: 3, lang: 'en', findings: [] },
    ]);
  });

  it('tells how it is used', () => {
    const { stdout } = spawnSync(process.execPath, ['scripts/screen.ts', '--help'], {
      encoding: 'utf8',
    });
    expect(stdout).toMatch(/npm run -s screen -- --jsonl/);
  });
});
