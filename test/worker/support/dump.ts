import { env } from 'cloudflare:workers';
import { toHex, utf8 } from '../../../worker/bytes.ts';

type Stored = { readonly table: string; readonly column: string; readonly value: unknown };

/** Every value of every column of every table, found by what the database itself says it has. */
async function everyValue(within: string): Promise<Stored[]> {
  const { results: tables } = await env.DB.prepare(
    `SELECT name FROM sqlite_master
     WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name LIKE ?`,
  )
    .bind(within)
    .all<{ name: string }>();
  const all: Stored[] = [];
  for (const { name } of tables) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    for (const row of results)
      for (const [column, value] of Object.entries(row)) all.push({ table: name, column, value });
  }
  const { results: made } = await env.DB.prepare('SELECT name, sql FROM sqlite_master').all();
  for (const row of made)
    for (const [column, value] of Object.entries(row))
      all.push({ table: 'sqlite_master', column, value });
  return all;
}

/**
 * Where any of the texts stands in the database: in the clear, in any case, or as digits or base64; also
 * packed. In all tables, unless one is named.
 */
export async function whereStored(texts: readonly string[], within = '%'): Promise<string[]> {
  const wanted = texts.flatMap(formsOf);
  const found = new Set<string>();
  for (const { table, column, value } of await everyValue(within)) {
    const readings = (await readingsOf(value)).map((reading) => reading.toLowerCase());
    for (const text of wanted)
      if (readings.some((reading) => reading.includes(text.toLowerCase())))
        found.add(`${table}.${column}: ${text}`);
  }
  return [...found];
}

/** As it is, as an address has it, in hexadecimal digits, and in base64 at each of its three beginnings. */
export function formsOf(text: string): string[] {
  const base64 = ['', 'a', 'ab'].map((before) =>
    // What stands before or after would change the first and last digits.
    btoa(before + String.fromCharCode(...utf8(text))).slice(before ? 4 : 0, -4),
  );
  return [
    text,
    encodeURIComponent(text),
    toHex(utf8(text)),
    ...base64.filter((each) => each.length > 6),
  ];
}

async function readingsOf(value: unknown): Promise<string[]> {
  if (!Array.isArray(value)) return [String(value)];
  const bytes = Uint8Array.from(value as number[]);
  return [latin(bytes), toHex(bytes), ...(await unpacked(bytes))];
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>): Promise<string[]> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return [];
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  // Tests of damage leave what cannot be unpacked; ciphertext may begin like this too.
  const read = new Response(stream).arrayBuffer().catch(() => new ArrayBuffer(0));
  return [latin(new Uint8Array(await read))];
}

function latin(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
