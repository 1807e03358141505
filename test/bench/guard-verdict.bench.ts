import { Knowledge } from '../../extension/guard/knowledge.ts';
import { judge } from '../../extension/guard/judge.ts';
import type { RecipientReading } from '../../extension/sites/site.ts';
import type { Identifier } from '../../shared/contact/types.ts';
import { decide } from '../../shared/policy/decide.ts';
import { defaultPolicy } from '../../shared/policy/presets/index.ts';
import { factsAbout } from '../../shared/policy/subject.ts';
import { packPart } from '../../shared/snapshot/pack.ts';
import { lookUp, makeSnapshot } from '../../shared/snapshot/snapshot.ts';
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
import type { Bench, Table } from './lib/table.ts';

export const bench: Bench = {
  name: 'The guard: from the gesture to the verdict, a million contacts on record',
  run,
};

const times = 20_000;
const now = Date.UTC(2026, 10, 21, 10);

async function run(): Promise<Table> {
  const mix = mixes['half opt-outs, a quarter consents, a quarter customers']!;
  const base = openBase(packBase(entriesOf(hashed(), mix).entries));
  const snapshot = makeSnapshot(key, open(packPart([])), base);
  const next = random(5);
  const person = (): Identifier => ({ type: 'email', value: addressOf(next(million)) });
  const knowledge = new Knowledge(async (identifiers) => ({
    status: 'ready',
    policy: defaultPolicy,
    role: 'rep',
    version: 1,
    syncedAt: now,
    facts: identifiers.map((one) => lookUp(snapshot, one)),
  }));
  const rows: [string, number, number, number][] = [];
  for (const count of [1, 10, 100]) {
    const readings = await Promise.all(
      Array.from({ length: 200 }, () => learnt(knowledge, Array.from({ length: count }, person))),
    );
    rows.push([
      `at the gesture: ${count} recipient${count > 1 ? 's' : ''}, judged in the page`,
      ...spread(times / count, (at) => judge(readings[at % 200]!, knowledge, 'email', now)),
    ]);
  }
  rows.push([
    'before it: one recipient looked up and judged anew',
    ...spread(times, () => {
      const one = person();
      const ask = { channel: 'email', purpose: 'direct-marketing', role: 'rep', at: now } as const;
      return decide(defaultPolicy, factsAbout(one, lookUp(snapshot, one)), ask);
    }),
  ]);
  return {
    columns: ['microseconds', 'median', 'p99', 'worst'],
    rows,
    notes: [
      '',
      'In Node, without a browser. At the gesture nothing is looked up: the facts came when the recipient did.',
    ],
  };
}

async function learnt(knowledge: Knowledge, people: readonly Identifier[]) {
  await knowledge.learn(people);
  const recipients = people.map((identifier) => ({
    text: identifier.value,
    identifier,
    remove: () => true,
  }));
  return { status: 'read', recipients } satisfies RecipientReading;
}

/** Each call timed by itself, after some that only warm up: microseconds. */
function spread(count: number, call: (at: number) => unknown): [number, number, number] {
  const took: number[] = [];
  for (let at = -Math.ceil(count / 4); at < count; at++) {
    const started = performance.now();
    call(Math.abs(at));
    if (at >= 0) took.push((performance.now() - started) * 1000);
  }
  took.sort((a, b) => a - b);
  return [took[took.length >> 1]!, took[Math.floor(took.length * 0.99)]!, took.at(-1)!];
}
