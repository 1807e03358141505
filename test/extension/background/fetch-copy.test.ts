import { describe, expect, it, vi } from 'vitest';
import { factsFrom, openCopy } from '../../../extension/background/copy.ts';
import type { CopySource } from '../../../extension/background/fetch-copy.ts';
import { fetchCopy } from '../../../extension/background/fetch-copy.ts';
import type { Kept } from '../../../extension/background/kept.ts';
import { fail, ok } from '../../../shared/result.ts';
import { fewChanges } from '../../../shared/snapshot/snapshot.ts';
import { answer, baseId, baseOf, changes, entry, memoryParts, worker } from './sync-samples.ts';

const people = ['ann@a.example', 'ben@b.example', 'cleo@c.example', 'dan@d.example'];
const { base, bytes } = baseOf(...people.map((value) => entry(value)));
const newest = { id: baseId, version: 5 };
const withBase = (change: Partial<CopySource> = {}): CopySource =>
  worker({
    fetchSince: async () => answer({ full: true, base: newest }),
    fetchBase: async () => ok(base),
    fetchPart: async (_, part) => ok(bytes[part]!),
    ...change,
  });

async function fetched(
  source: CopySource,
  parts = memoryParts(),
  kept?: Kept['snapshot'],
): Promise<Kept['snapshot']> {
  const copy = await fetchCopy(source, parts, kept, 9);
  if (!copy.ok) throw new Error(copy.problem.message);
  return copy.value;
}

/** Who of them is known to have said no. */
async function noes(kept: Kept['snapshot'], parts: ReturnType<typeof memoryParts>) {
  const copy = openCopy(kept);
  if (!copy.ok) throw new Error(copy.problem.message);
  const asked = people.map((value) => ({ type: 'email', value }) as const);
  const facts = await factsFrom(copy.value, parts, [], asked);
  return facts && people.filter((_, at) => facts[at]!.marks.length > 0);
}

describe('a new copy', () => {
  it('is the base, its parts kept as they come, and what has changed since', async () => {
    const parts = memoryParts();
    const since = changes(entry(people[0]!, true), entry('eve@e.example'));
    const source = withBase({
      fetchSince: async () => answer({ full: true, base: newest, changes: since }),
    });
    const copy = await fetched(source, parts);
    expect(copy).toMatchObject({ version: 7, etag: '"7"', syncedAt: 9, base: { id: baseId } });
    expect([...parts.kept.keys()]).toEqual([`${baseId}/0`, `${baseId}/1`]);
    expect(await noes(copy, parts)).toEqual(people.slice(1));
  });

  it('goes on where a fetch was cut short, and asks for no part twice', async () => {
    const parts = memoryParts();
    const lost = withBase({
      fetchPart: async (_, part) =>
        part === 0 ? ok(bytes[0]!) : fail('worker.unreachable', 'The server did not answer.'),
    });
    expect((await fetchCopy(lost, parts, undefined, 9)).ok).toBe(false);
    const fetchPart = vi.fn<CopySource['fetchPart']>(async (_, part) => ok(bytes[part]!));
    const copy = await fetched(withBase({ fetchPart }), parts);
    expect(fetchPart.mock.calls).toEqual([[baseId, 1]]);
    expect(await noes(copy, parts)).toEqual(people);
  });

  it.each([
    ['a part that is damaged', { fetchPart: async () => ok(bytes[0]!.slice(0, -8)) }],
    [
      'the parts in another order',
      { fetchPart: async (_: string, at: number) => ok(bytes[1 - at]!) },
    ],
    [
      'a base with a part less',
      { fetchBase: async () => ok({ ...base, parts: base.parts.slice(1) }) },
    ],
    ['another base', { fetchBase: async () => ok({ ...base, id: '1-00000000000000ab' }) }],
    [
      'changes that are damaged',
      { fetchSince: async () => answer({ full: true, changes: changes().replace('A', 'B') }) },
    ],
    ['changes that are none', { fetchSince: async () => answer({ full: true, changes: '?' }) }],
  ])('is not made of %s', async (_, change: Partial<CopySource>) => {
    const copy = await fetchCopy(withBase(change), memoryParts(), undefined, 9);
    expect(copy).toMatchObject({
      ok: false,
      problem: { code: expect.stringMatching(/damaged|unexpected/) },
    });
  });
});

describe('a copy that is there', () => {
  const update = async (source: Partial<CopySource>) => {
    const parts = memoryParts();
    const old = await fetched(withBase(), parts);
    return { parts, old, copy: await fetched(withBase(source), parts, old) };
  };

  it('takes in what is new, page by page', async () => {
    const pages = [
      answer({ version: 8, more: true, changes: changes(entry(people[0]!, true)) }),
      answer({ version: 9, changes: changes(entry(people[1]!, true)) }),
    ];
    const fetchSince = vi.fn<CopySource['fetchSince']>(async () => pages.shift()!);
    const { parts, copy } = await update({ fetchSince });
    expect(fetchSince.mock.calls.map(([seen]) => [seen?.version, seen?.etag])).toEqual([
      [7, '"7"'],
      [8, undefined],
    ]);
    expect(copy).toMatchObject({ version: 9, etag: '"9"' });
    expect(await noes(copy, parts)).toEqual(people.slice(2));
  });

  it('is the same, only fresher, when nothing is new', async () => {
    const { old, copy } = await update({ fetchSince: async () => ok('nothing new') });
    expect(copy).toEqual({ ...old, syncedAt: 9 });
  });

  it('is given up for a new one when the server says that it does not count', async () => {
    const restored = answer({ full: true, version: 3, changes: changes(entry(people[3]!)) });
    const { parts, copy } = await update({ fetchSince: async () => restored });
    expect(copy).toMatchObject({ version: 3, base: null });
    expect(await noes(copy, parts)).toEqual([people[3]]);
  });

  it('is fetched anew when the worker’s device key is not the one that it was hashed with', async () => {
    const other = { deviceKey: 'f'.repeat(32) };
    const fetchSince = vi.fn<CopySource['fetchSince']>(async (seen) =>
      answer({ ...other, full: !seen, version: 8 }),
    );
    const { copy } = await update({ fetchSince });
    expect(fetchSince.mock.calls.map(([seen]) => seen?.version)).toEqual([7, undefined]);
    expect(copy).toMatchObject(other);
  });

  it('is fetched anew when what is kept of it is damaged, or of an earlier form', async () => {
    const parts = memoryParts();
    const old = await fetched(withBase(), parts);
    const flipped = old.changes.slice(0);
    new Uint8Array(flipped)[9]! ^= 4;
    for (const kept of [
      { ...old, changes: flipped },
      { ...old, base: { ...base, entries: 3 } },
      { version: 5, entries: [], deviceKey: old.deviceKey } as unknown as Kept['snapshot'],
    ]) {
      expect(openCopy(kept)).toMatchObject({ ok: false, problem: { code: 'snapshot.damaged' } });
      const fetchSince = vi.fn(withBase().fetchSince);
      const copy = await fetched(withBase({ fetchSince }), parts, kept);
      expect(fetchSince.mock.calls).toEqual([[undefined]]);
      expect(await noes(copy, parts)).toEqual(people);
    }
  });

  it('stays when the answers do not fit together', async () => {
    const odd = [
      [answer({ version: 8, more: true }), answer({ version: 9, full: true })],
      [answer({ version: 7, more: true })],
      [answer({ version: 8, more: true }), ok('nothing new') as ReturnType<typeof answer>],
    ];
    const old = await fetched(withBase());
    for (const answers of odd) {
      const source = withBase({ fetchSince: async () => answers.shift()! });
      expect(await fetchCopy(source, memoryParts(), old, 9)).toMatchObject({
        problem: { code: 'sync.unexpected' },
      });
    }
  });

  it('moves to a newer base when more has changed than that is worth, and else stays', async () => {
    const many = Array.from({ length: fewChanges + 1 }, (_, at) => entry(`p${at}@example.com`));
    const parts = memoryParts();
    const small = await fetched(
      worker({ fetchSince: async () => answer({ full: true, changes: changes(...many) }) }),
    );
    const offered = (seen: unknown) => answer({ full: !seen, base: newest, version: 8 });
    const copy = await fetched(
      withBase({ fetchSince: async (seen) => offered(seen) }),
      parts,
      small,
    );
    expect(copy.base?.id).toBe(baseId);
    expect(await noes(copy, parts)).toEqual(people);
    const without = withBase({
      fetchSince: async (seen) => offered(seen),
      fetchBase: async () => fail('sync.base-replaced', 'Sync again.'),
    });
    expect(await fetched(without, parts, small)).toMatchObject({ version: 8, base: null });
  });
});
