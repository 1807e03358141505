import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Runs the real command. */
function run(input: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/decide.ts', ...args], {
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const line = (id: unknown, change: object = {}): string =>
  JSON.stringify({
    id,
    contact: { country: 'DE' },
    ask: { channel: 'email', at: '2026-05-05T09:00:00Z' },
    ...change,
  });
const answers = (input: string, ...args: string[]) => {
  const { status, stdout } = run(input, ...args);
  expect(status).toBe(0);
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((one) => JSON.parse(one) as Record<string, unknown>);
};

describe('npm run decide', () => {
  it('answers each line in its place, and goes on after a bad one', () => {
    const input = ['\uFEFF' + line(1), '', '{not json', line('x', { ask: {} }), '  ', line(2)];
    expect(answers(input.join('\r\n'), '--jsonl')).toEqual([
      expect.objectContaining({ id: 1, decision: expect.objectContaining({ verdict: 'block' }) }),
      {
        id: null,
        line: 3,
        error: { code: 'line.no-json', message: expect.stringMatching(/not JSON/) },
      },
      {
        id: 'x',
        error: expect.objectContaining({
          code: 'line.invalid',
          path: 'ask.channel',
          others: [expect.objectContaining({ path: 'ask.at' })],
        }),
      },
      expect.objectContaining({ id: 2 }),
    ]);
  });

  it('gives every reason with its rule, step, decider, words, citation and remedies', () => {
    const [answer] = answers(line(1));
    expect(answer).toEqual({
      id: 1,
      decision: {
        verdict: 'block',
        purpose: 'direct-marketing',
        reasons: [
          {
            rule: 'opt-in',
            step: 5,
            verdict: 'block',
            decidedBy: 'law',
            overridable: false,
            message: expect.stringContaining('The law of Germany asks for consent first'),
            whose: "The law's default.",
            citation: expect.objectContaining({ row: 'DE-EMAIL', confidence: 'P' }),
            caveat: '',
            remedies: expect.arrayContaining(['record-consent']),
            events: [],
          },
        ],
      },
    });
  });

  it('names the exception that takes a reason out of the way', () => {
    const excepted = {
      type: 'excepted',
      channel: 'all',
      occurredAt: '2026-05-01T00:00:00Z',
      evidence: 'agreed with counsel',
      excepts: ['law'],
    };
    const [answer] = answers(line(1, { events: [{ id: 'e1', ...excepted }] }));
    expect(answer).toMatchObject({
      decision: { verdict: 'allow', reasons: [{ verdict: 'allow', exceptedBy: 'e1' }] },
    });
  });

  it('answers for people with --table', () => {
    const { stdout } = run(`${line('Jane')}\n${line(null, { ask: {} })}\n{\n`, '--table');
    expect(stdout).toMatch(/^Jane {2}BLOCK {2}Not to be sent\.\n {3}5 opt-in +block {2}The law of/);
    expect(stdout).toContain("The law's default. (UWG");
    expect(stdout).toContain('-> Record how and when they agreed.');
    expect(stdout).toMatch(/line 2 {2}not answered\n {2}ask\.channel: This is missing/);
    expect(stdout).toMatch(/line 3 {2}not answered\n {2}This line is not JSON/);
  });

  it('says with --help what goes in and what comes out', () => {
    const { status, stdout } = run('', '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('npm run -s decide -- --jsonl');
  });

  it('fails only where the input or the command line cannot be read', () => {
    expect(run('').status).toBe(0);
    expect(run('', '--language', 'xx')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/--language takes .*\ben\b/),
    });
    expect(run('', '--fast').status).toBe(1);
    const folder = spawnSync('sh', ['-c', `"${process.execPath}" scripts/decide.ts < .`], {
      encoding: 'utf8',
    });
    expect(folder).toMatchObject({ status: 1, stderr: expect.stringContaining('folder') });
  });

  it('stops quietly when its reader has had enough', () => {
    const many = Array.from({ length: 3000 }, (_, id) => line(id)).join('\n');
    const { status, stdout } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" scripts/decide.ts | head -n 1`],
      { encoding: 'utf8', input: many },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ id: 0 });
  });

  it('does what docs/decide.md shows', () => {
    const shown = [
      ...readFileSync('docs/decide.md', 'utf8').matchAll(
        /```jsonl\n(.+?)```[^`]*```text\n(.+?)```/gs,
      ),
    ];
    expect(shown.length).toBeGreaterThanOrEqual(4);
    for (const [, input = '', output = ''] of shown)
      expect(run(input, '--table').stdout.trim()).toBe(output.trim());
  });
});
