import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, parseCanonicalJson } from '../../shared/ledger/canonical-json.ts';
import { utf8 } from '../../shared/text/utf8.ts';
import type { Outcome, Suite } from './lib/suite.ts';
import { createTally } from './lib/suite.ts';

/** More take minutes; the set's own table goes to a hundred million. */
const mostNumbers = 1_000_000;

/** RFC 8785: the author's test data, and his generated sequence of numbers. */
export const suite: Suite = { name: 'Canonical JSON (RFC 8785)', folder: 'jcs', run };

function run(folder: string): Outcome {
  const tally = createTally();
  const data = join(folder, 'testdata');
  const files = readdirSync(join(data, 'input'));
  for (const file of files) {
    const read = (kind: string, name = file) => readFileSync(join(data, kind, name), 'utf8');
    const written = canonicalJson(JSON.parse(read('input')));
    const text = written.ok ? written.value : `refused: ${written.problem.code}`;
    const output = read('output');
    tally.check(text === output, () => `output/${file}: got ${text}`);
    const hex = read('outhex', file.replace('.json', '.txt')).replaceAll(/\s/g, '');
    tally.check(Buffer.from(utf8(text)).toString('hex') === hex, () => `outhex/${file}: differs`);
    tally.check(parseCanonicalJson(output).ok, () => `output/${file}: not taken for canonical`);
  }

  const { seeds, table } = readNumberTest(readFileSync(join(data, 'README.md'), 'utf8'));
  const feasible = table.filter(({ lines }) => lines <= mostNumbers);
  const sums = checksums(
    seeds,
    feasible.map(({ lines }) => lines),
  );
  for (const { lines, sum } of feasible)
    tally.check(sums.get(lines) === sum, () => `first ${lines} numbers: got ${sums.get(lines)}`);
  return tally.outcome({
    notes: [`${files.length} documents x (text, bytes, read back); first ${mostNumbers} numbers`],
    skipped: [`${table.length - feasible.length} longer runs of numbers, which take minutes`],
  });
}

/** The set describes its numbers in its README: fixed ones in code, checksums in a table. */
function readNumberTest(readme: string) {
  const seeds = [...readme.matchAll(/0x([0-9a-f]{16})n[,\s]/g)].map(([, digits]) => digits!);
  const table = [...readme.matchAll(/\| ([0-9a-f]{64}) \| (\d+) +\|/g)].map(([, sum, lines]) => ({
    sum,
    lines: Number(lines),
  }));
  // The last constant is where the serial run starts, and is no seed.
  return { seeds: seeds.slice(0, -1).map((digits) => BigInt(`0x${digits}`)), table };
}

/** The checksum over the first n lines `bits in hexadecimal,number`, for each n of `counts`. */
function checksums(seeds: readonly bigint[], counts: readonly number[]): Map<number, string> {
  const sums = new Map<number, string>();
  const hash = createHash('sha256');
  const buffer: string[] = [];
  const last = Math.max(...counts);
  let done = 0;
  for (const bits of numberBits(seeds)) {
    const value = new Float64Array(BigUint64Array.of(bits).buffer)[0];
    const text = canonicalJson(value);
    buffer.push(`${bits.toString(16)},${text.ok ? text.value : text.problem.code}\n`);
    done++;
    if (counts.includes(done)) {
      hash.update(buffer.splice(0).join(''));
      sums.set(done, hash.copy().digest('hex'));
    }
    if (done === last) break;
  }
  return sums;
}

function* numberBits(seeds: readonly bigint[]): Generator<bigint> {
  yield* seeds;
  for (let serial = 0n; serial < 2000n; serial++) yield 0x0010000000000000n + serial;
  let block = new Uint8Array(32);
  for (;;) {
    block = new Uint8Array(createHash('sha256').update(block).digest());
    const values = new Float64Array(block.buffer);
    for (const [at, bits] of new BigUint64Array(block.buffer).entries())
      if (values[at] !== 0 && Number.isFinite(values[at])) yield bits;
  }
}
