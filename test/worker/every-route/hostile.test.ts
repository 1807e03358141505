import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { hostile, someHostile, withText } from './hostile-strings.ts';
import { rows } from './rows/index.ts';
import type { Row } from './rows/row.ts';
import type { Call, Heard } from './send.ts';
import { callOf, send } from './send.ts';

const guarded = rows.filter(({ open }) => !open);
const named = guarded.map((row) => [row.route, row] as const);
const logged: string[] = [];

/** Several, so that those who write at the same time do not wait for each other. */
let organisations: Organisation[];
let tables: unknown;
const schema = async () =>
  (await env.DB.prepare('SELECT name, sql FROM sqlite_master ORDER BY name').all()).results;

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(args.join(' ')));
  organisations = await Promise.all(Array.from({ length: 6 }, () => newOrganisation()));
  tables = await schema();
});
afterAll(() => vi.restoreAllMocks());

it('has five hundred strings and more, of many kinds, none twice', () => {
  expect(hostile.length).toBeGreaterThan(700);
  expect(new Set(hostile.map(({ text }) => text)).size).toBe(hostile.length);
  expect(new Set(hostile.map(({ kind }) => kind)).size).toBeGreaterThan(15);
});

describe.each(named)('%s', (_, row) => {
  it('takes or refuses whatever stands in its body or its address, and neither breaks nor repeats it', async () => {
    const { texts = [], words = [] } = row;
    const some = someHostile(25).map(({ text }) => text);
    const short = some.filter((text) => text.length < 5000);
    for (const path of [...texts, ...words]) {
      const strings = stringsFor(row.route, path, texts.includes(path));
      const make = (call: Call, text: string) => ({
        ...call,
        body: withText(row.body, path, text),
      });
      expect(await wrongAnswers(row, strings, make), path).toEqual([]);
    }
    for (const part of ['params', 'query'] as const)
      for (const name of Object.keys(row[part] ?? {})) {
        const make = (call: Call, text: string) => ({
          ...call,
          [part]: { ...call[part], [name]: text },
        });
        expect(await wrongAnswers(row, short, make), name).toEqual([]);
      }
  });
});

it('tries every string as a name and as a note', () => {
  const paths = rows.flatMap(({ route, texts = [] }) => texts.map((path) => `${route} ${path}`));
  expect(paths).toEqual(expect.arrayContaining(tryingAll));
});

it('leaves the tables as they were, and no word of it in the log', async () => {
  expect(await schema()).toEqual(tables);
  const text = logged.join('\n');
  expect(hostile.filter((one) => isTelling(one.text) && text.includes(one.text))).toEqual([]);
});

/** Each string once as a name and once as a note; elsewhere of each kind some, more of them where any text may stand. */
function stringsFor(route: string, path: string, isText: boolean): string[] {
  const tried = tryingAll.includes(`${route} ${path}`) ? hostile : someHostile(isText ? 10 : 25);
  return tried.map(({ text }) => text);
}

const tryingAll = ['POST /api-keys name', 'POST /events events.0.evidence'];

/** What is wrong with the answers to calls with each of the strings; each organisation sends its share. */
async function wrongAnswers(
  row: Row,
  strings: readonly string[],
  make: (call: Call, text: string) => Call,
): Promise<string[]> {
  const bad: string[] = [];
  await Promise.all(
    organisations.map(async (organisation, lane) => {
      const call = await callOf(row, organisation);
      const share = strings.filter((__, index) => index % organisations.length === lane);
      for (const text of share) {
        const wrong = wrongWith(row, await send(organisation.as('admin'), make(call, text)), text);
        if (wrong) bad.push(`${JSON.stringify(text).slice(0, 60)}: ${wrong}`);
      }
    }),
  );
  return bad;
}

function wrongWith(row: Row, { status, headers, body }: Heard, text: string): string | undefined {
  if (status >= 500) return `status ${status}`;
  if (headers.get('x-content-type-options') !== 'nosniff') return 'its type may be guessed';
  if (status < 400 || row.repeats) return undefined;
  const said = body?.error?.message;
  if (!said) return `status ${status} without an error that says what is wrong`;
  return isTelling(text) && said.includes(text) ? `repeats it: ${said}` : undefined;
}

/** Long and strange enough that our own sentences would not hold it by chance. */
function isTelling(text: string): boolean {
  return text.length > 5 && /[^\w .,:'/-]/.test(text);
}
