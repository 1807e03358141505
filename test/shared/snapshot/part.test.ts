import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal } from '../../../shared/snapshot/checksum.ts';
import type { Entry } from '../../../shared/snapshot/entry.ts';
import { packPart, wholeRange } from '../../../shared/snapshot/pack.ts';
import { openPart } from '../../../shared/snapshot/part.ts';
import { hexOf } from '../../../shared/snapshot/siphash.ts';
import { anyWorld, entriesOf, opened } from './world.ts';

/** As evenly strewn as hashes are, and the same at each run. */
function hashes(count: number): string[] {
  const made = new Set<string>();
  for (let at = 1; made.size < count; at++)
    made.add(hexOf(Math.imul(at, 0x9e3779b1), Math.imul(at, 0x85ebca6b)));
  return [...made].sort();
}

const objected = (hash: string, since: number): Entry => ({
  hash,
  members: [
    {
      exact: null,
      marks: [{ type: 'objected', purpose: 'direct-marketing', channel: 'email', since }],
    },
  ],
});
const many = (count: number): Entry[] =>
  hashes(count).map((hash, at) => objected(hash, 1_700_000_000_000 + (at % 1000) * 86_400_000));

const halves = (hash: string): [high: number, low: number] => [
  Number.parseInt(hash.slice(0, 8), 16) | 0,
  Number.parseInt(hash.slice(8), 16) | 0,
];

describe('a part', () => {
  it('gives back each entry as it was packed, one by one and all in order', () => {
    fc.assert(
      fc.property(anyWorld, (contacts) => {
        const entries = entriesOf(contacts);
        const part = opened(packPart(entries));
        expect(part.size).toBe(entries.length);
        expect([...part.entries()]).toEqual(entries);
        for (const entry of entries) {
          const [high, low] = halves(entry.hash);
          expect(part.entry(part.find(high, low), high, low)).toEqual(entry);
        }
      }),
    );
  });

  it.each([0, 1, 31, 32, 33, 5_000, 70_000])('of %i entries finds each, and no other', (count) => {
    const entries = many(count);
    const part = opened(packPart(entries));
    const found = entries.map(({ hash }) => part.find(...halves(hash)));
    expect(found).toEqual(entries.map((_, at) => at));
    const known = new Set(entries.map(({ hash }) => hash));
    for (const { hash } of entries.slice(0, 1000)) {
      const [high, low] = halves(hash);
      // One bit off, on either side of where the hash is cut in two.
      for (const near of [hexOf(high, low ^ 1), hexOf(high ^ 1, low), hexOf(high ^ (1 << 16), low)])
        expect(part.find(...halves(near)) >= 0).toBe(known.has(near));
    }
  });

  it.each([
    [0x0000_0000, 0x00ff_ffff],
    [0x8000_0000, 0xffff_ffff],
    [0xffff_0000, 0xffff_ffff],
  ])('answers for its own range of hashes alone: %i to %i', (first, last) => {
    const inside = many(3000).filter(({ hash }) => {
      const upper = Number.parseInt(hash.slice(0, 8), 16);
      return upper >= first && upper <= last;
    });
    const part = opened(packPart(inside, { first, last }));
    expect([part.first, part.last, part.size]).toEqual([first, last, inside.length]);
    expect([...part.entries()]).toEqual(inside);
    const outside = first === 0 ? last + 1 : first - 1;
    expect(() => part.find(outside | 0, 0)).toThrow('Another part');
  });

  it('refuses entries out of order, twice, out of range, or with a time that is none', () => {
    const [a, b] = hashes(2).map((hash) => objected(hash, 0)) as [Entry, Entry];
    expect(() => packPart([b, a])).toThrow('in the order');
    expect(() => packPart([a, a])).toThrow('in the order');
    expect(() => packPart([b], { ...wholeRange, last: 0 })).toThrow('in the order');
    for (const since of [-1, 0.5, Number.NaN, 8.64e15 + 1])
      expect(() => packPart([objected(a.hash, since)])).toThrow('whole milliseconds');
  });
});

describe('its size', () => {
  const sizeOf = (since: (at: number) => number): number =>
    packPart(hashes(20_000).map((hash, at) => objected(hash, since(at)))).length / 20_000;
  const start = 1_700_000_000_000;

  it('grows with what the times of the events say, not with how they are written', () => {
    const same = sizeOf(() => start);
    expect(sizeOf((at) => start + (at % 1000) * 86_400_000) - same).toBeCloseTo(2, 1);
    expect(sizeOf((at) => start + ((at * 7919) % 60_000_000) * 1000) - same).toBeCloseTo(4, 1);
    expect(same).toBeLessThan(9.5);
  });

  it('is below seven and a half bytes for an opt-out of a list, where a million are shared out', () => {
    const first64th = hashes(16_000)
      .map((hash) =>
        hexOf(Number.parseInt(hash.slice(0, 8), 16) >>> 6, Number.parseInt(hash.slice(8), 16)),
      )
      .sort();
    const entries = first64th.map((hash) => objected(hash, start));
    const bytes = packPart(entries, { first: 0, last: 0x03ffffff });
    expect(bytes.length / entries.length).toBeLessThan(7.5);
    expect([...opened(bytes).entries()]).toEqual(entries);
  });
});

describe('damage', () => {
  const world = fc.sample(anyWorld, { numRuns: 1, seed: 7 })[0]!;
  const small = packPart(entriesOf(world));
  const codeOf = (bytes: Uint8Array<ArrayBuffer>): string | undefined => {
    const part = openPart(bytes.buffer);
    return part.ok ? undefined : part.problem.code;
  };

  it('to any byte, in any way, is noticed', () => {
    expect(codeOf(small)).toBeUndefined();
    for (let at = 0; at < small.length; at++)
      for (const flip of [0x01, 0x80, 0xff]) {
        const damaged = small.slice();
        damaged[at]! ^= flip;
        expect(codeOf(damaged), `byte ${at}`).toBe('snapshot.damaged');
      }
  });

  it('by losing its end, its beginning or a piece, or gaining one, is noticed at every length', () => {
    for (let at = 0; at < small.length; at++) {
      expect(codeOf(small.slice(0, at)), `cut at ${at}`).toBe('snapshot.damaged');
      expect(codeOf(small.slice(at + 1)), `from ${at}`).toBe('snapshot.damaged');
    }
    for (const more of [1, 7, 8, 64]) {
      const longer = new Uint8Array(small.length + more);
      longer.set(small);
      expect(codeOf(longer)).toBe('snapshot.damaged');
    }
  });

  it('is noticed in a large one wherever it strikes', () => {
    const large = packPart(many(20_000));
    const strike = fc.record({
      at: fc.nat(large.length - 1),
      flip: fc.integer({ min: 1, max: 255 }),
    });
    fc.assert(
      fc.property(strike, fc.nat(large.length - 1), ({ at, flip }, end) => {
        const damaged = large.slice();
        damaged[at]! ^= flip;
        expect(codeOf(damaged)).toBe('snapshot.damaged');
        expect(codeOf(large.slice(0, end))).toBe('snapshot.damaged');
      }),
      { numRuns: 40 },
    );
  });

  it('is told apart from another version of the format', () => {
    expect(codeOf(withVersion(small, 2))).toBe('snapshot.format');
  });
});

/** The same bytes as a later version of the format would begin, rightly checked. */
function withVersion(bytes: Uint8Array, version: number): Uint8Array<ArrayBuffer> {
  const changed = bytes.slice() as Uint8Array<ArrayBuffer>;
  changed[4] = version;
  seal(changed.buffer);
  return changed;
}
