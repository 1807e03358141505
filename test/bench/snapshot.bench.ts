import type { ConsentFacts } from '../../shared/consent/facts.ts';
import { packPart } from '../../shared/snapshot/pack.ts';
import { lookUp, makeSnapshot } from '../../shared/snapshot/snapshot.ts';
import type { Part } from '../../shared/snapshot/part.ts';
import type { Identifier } from '../../shared/contact/types.ts';
import {
  addressOf,
  entriesOf,
  hashed,
  key,
  million,
  mixes,
  open,
  openBase,
  packBase,
  random,
} from './lib/million.ts';
import type { Spread, Work } from './lib/measure.ts';
import { measureShort } from './lib/measure.ts';
import type { Bench, Table } from './lib/table.ts';

export const bench: Bench = { name: 'Snapshot of a million contacts: looking up', run };

const asked = 100_000;
const slice = 1000;
const probes = 10_000_000;

async function run(): Promise<Table> {
  const { base, notFound } = packed();
  const snapshot = makeSnapshot(key, open(packPart([])), base);
  const next = random(11);
  const known = Array.from({ length: asked }, () => addressOf(next(million)));
  const strangers = known.map((address) => `x${address}`);
  const identifiers = (all: readonly string[]): Identifier[] =>
    all.map((value) => ({ type: 'email', value }));
  const [members, others] = [identifiers(known), identifiers(strangers)];

  const facts: ConsentFacts = {
    marks: [{ type: 'withdrawn', purpose: 'all', channel: 'all', since: 0, event: 'e' }],
  };
  const plain = Array.from({ length: million }, (_, at) => addressOf(at));
  const map = new Map(plain.map((address) => [address, facts]));
  const set = new Set(plain);
  let seen = 0;
  const lookUpAll = (all: readonly Identifier[], start: number) => {
    for (let each = start; each < start + slice; each++)
      seen += lookUp(snapshot, all[each]!).marks.length;
  };
  const inMap = (all: readonly string[], start: number) => {
    for (let each = start; each < start + slice; each++)
      seen += map.get(all[each]!)?.marks.length ?? 0;
  };
  const inSet = (all: readonly string[], start: number) => {
    for (let each = start; each < start + slice; each++) seen += set.has(all[each]!) ? 1 : 0;
  };
  const halves = Int32Array.from({ length: 2 * asked }, () => next(2 ** 32));
  const at = (turn: number) => (turn * slice) % asked;
  /** Each round asks about others, so that nothing is found in the processor's cache by being asked again. */
  const inTurn = (ask: (start: number) => void): Work => {
    let turn = 0;
    return { count: slice, run: () => ask(at(turn++)) };
  };
  const found = await measureShort(
    {
      hit: inTurn((start) => lookUpAll(members, start)),
      miss: inTurn((start) => lookUpAll(others, start)),
      probe: inTurn((start) => {
        seen += hitsOf(base.parts as Part[], halves.subarray(2 * start, 2 * (start + slice)));
      }),
      mapHit: inTurn((start) => inMap(known, start)),
      mapMiss: inTurn((start) => inMap(strangers, start)),
      setHit: inTurn((start) => inSet(known, start)),
      setMiss: inTurn((start) => inSet(strangers, start)),
    },
    400,
  );
  const both = ({ least, middle }: Spread) => `${least.toPrecision(3)} (${middle.toPrecision(3)})`;
  const row = (name: string, hit: Spread | undefined, miss: Spread) => [
    name,
    hit ? both(hit) : '',
    both(miss),
    hit ? 1 / hit.least : '',
    1 / miss.least,
  ];
  return {
    columns: [
      'microseconds each, least (middle)',
      'known',
      'unknown',
      'millions a second',
      'unknown',
    ],
    rows: [
      row('Heed, from address to facts', found.hit, found.miss),
      row('Heed, hash given', undefined, found.probe),
      row('Map of addresses', found.mapHit, found.mapMiss),
      row('Set of addresses', found.setHit, found.setMiss),
    ],
    notes: [
      'Heed hashes the wide form and each domain of an address, and decodes the facts of those it knows.',
      'A Map or a Set is asked for the address as it is written alone, and gives every address away.',
      `Of ${probes.toLocaleString('en')} random hashes ${falseAnswers(base.parts as Part[])} were taken for a contact's; of the ${million.toLocaleString('en')} contacts ${notFound} were not found.`,
      `(${seen} marks seen.)`,
    ],
  };
}

/** Whatever it takes to make them is garbage afterwards, and not in the way of what is measured. */
function packed() {
  const contacts = hashed();
  const { entries } = entriesOf(contacts, mixes['opt-outs, each with its day']!);
  const base = openBase(packBase(entries));
  return { base, notFound: missing(base.parts as Part[], contacts) };
}

function partOf(parts: readonly Part[], high: number): Part {
  return parts[(high >>> 0) >>> 26]!;
}

function hitsOf(parts: readonly Part[], halves: Int32Array): number {
  let hits = 0;
  for (let at = 0; at < halves.length; at += 2) {
    const high = halves[at]!;
    if (partOf(parts, high).find(high, halves[at + 1]!) >= 0) hits++;
  }
  return hits;
}

function falseAnswers(parts: readonly Part[]): number {
  const next = random(13);
  let found = 0;
  for (let at = 0; at < probes; at++) {
    const high = next(2 ** 32) | 0;
    if (partOf(parts, high).find(high, next(2 ** 32) | 0) >= 0) found++;
  }
  return found;
}

function missing(parts: readonly Part[], contacts: ReturnType<typeof hashed>): number {
  return contacts.filter(({ wide }) => {
    const high = Number.parseInt(wide.slice(0, 8), 16) | 0;
    return partOf(parts, high).find(high, Number.parseInt(wide.slice(8), 16) | 0) < 0;
  }).length;
}
