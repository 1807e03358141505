import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { SealedLinks } from '../../../extension/background/kept.ts';
import { withLinks } from '../../../extension/background/linked-facts.ts';
import type { ConsentFacts, Mark } from '../../../shared/consent/facts.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';

// There is no IndexedDB and no browser here; the end-to-end tests run with both.
const { kept, sealed, announced } = vi.hoisted(() => ({
  kept: new Map<string, unknown>(),
  sealed: new Map<string, unknown>(),
  announced: vi.fn<() => Promise<void>>(async () => undefined),
}));
vi.mock('../../../extension/background/kept.ts', () => ({
  recall: async (name: string) => kept.get(name),
  change: async (name: string, edit: (old: unknown) => unknown) =>
    void kept.set(name, edit(kept.get(name))),
  keptLinks: {
    get: async (name: string) => sealed.get(name),
    set: async (name: string, one: SealedLinks) => void sealed.set(name, one),
  },
}));
vi.mock('../../../extension/background/announce.ts', () => ({ announceChange: announced }));
const { link, linkedTo } = await import('../../../extension/background/links.ts');

const member = (value: string): Identifier => ({ type: 'linkedin', value });
const slug = member('ines-marek');
const id = member('ACoAABq1InesMarek000');
const names = async (one: Identifier) => (await linkedTo(one)).map(({ value }) => value);

beforeEach(() => {
  kept.clear();
  sealed.clear();
  announced.mockClear();
});

describe('which identifiers are one member’s', () => {
  it('is known from either of them, once a profile has shown both', async () => {
    expect(await names(id)).toEqual([]);
    expect(await link([slug, id])).toEqual({ isNew: true });
    expect(await names(id)).toEqual([slug.value]);
    expect(await names(slug)).toEqual([id.value]);
    expect(await names(member('somebody-else'))).toEqual([]);
  });

  it('is told to the pages when it is new, and not again', async () => {
    await link([slug, id]);
    expect(await link([id, slug])).toEqual({ isNew: false });
    expect(announced).toHaveBeenCalledTimes(1);
  });

  it('reaches the third name by way of the second, and both links come through at once', async () => {
    const sales = member('ACwAABq1InesMarek000');
    await Promise.all([link([slug, id]), link([slug, sales])]);
    expect(await names(id)).toEqual([slug.value, sales.value]);
  });

  it('is kept so that nobody can read it who does not ask about one of them', async () => {
    await link([slug, id]);
    const all = [...sealed].map(([name, one]) => {
      const { iv, data } = one as SealedLinks;
      return `${name} ${String.fromCharCode(...iv, ...new Uint8Array(data))}`;
    });
    expect(all).toHaveLength(2);
    expect(all.join(' ')).not.toMatch(/ines|marek|ACoAA/i);
  });

  it.each([
    ['two slugs', [slug, member('jane-doe')]],
    ['two member ids', [id, member('ACoAABq1JaneDoe00000')]],
    ['three at once', [slug, id, member('jane-doe')]],
    ['one alone', [slug]],
    ['an e-mail address', [{ type: 'email', value: 'a@example.com' } as const, id]],
    ['an address instead of its slug', [member('https://www.linkedin.com/in/ines-marek'), id]],
  ])('is not taken from a page that says %s', async (_, pair: Identifier[]) => {
    expect(await link(pair)).toEqual({ isNew: false });
    expect(sealed.size).toBe(0);
  });

  it('stops growing where a page was read wrongly: nobody has five slugs', async () => {
    for (const name of ['one-a', 'two-b', 'three-c', 'four-d', 'five-e'])
      await link([member(name), id]);
    expect(await names(id)).toEqual(['one-a', 'two-b', 'three-c', 'four-d']);
    expect(await names(member('five-e'))).toEqual([]);
  });
});

describe('the facts of somebody with two names', () => {
  const mark = (type: Mark['type'], since: number, more: Partial<Mark> = {}): Mark => {
    const purpose = 'direct-marketing';
    return { type, since, purpose, channel: 'all', event: `${type} ${since}`, ...more };
  };
  const typesOf = async (under: Record<string, ConsentFacts>) => {
    const find = async (all: readonly Identifier[]) =>
      all.map(({ value }) => under[value] ?? { marks: [] });
    const linked = async (one: Identifier) => [one === slug ? id : slug];
    const both = (await withLinks([slug, id], linked, find))!;
    return both.map(({ marks }) => marks.map(({ type, since }) => `${type} ${since}`));
  };

  it('have a no under both, whichever it was said under', async () => {
    const no = { marks: [mark('objected', 5)] };
    expect(await typesOf({ [id.value]: no })).toEqual([['objected 5'], ['objected 5']]);
    expect(await typesOf({ [slug.value]: no })).toEqual([['objected 5'], ['objected 5']]);
  });

  it('have a yes only under the one that it names', async () => {
    const yes = { marks: [mark('given', 5, { channel: 'linkedin', method: 'spoken' })] };
    expect(await typesOf({ [slug.value]: yes })).toEqual([['given 5'], []]);
  });

  it('keep a no of the one though a lift of the other came later: it was never about it', async () => {
    const [ofSlug] = await typesOf({
      [slug.value]: { marks: [mark('lifted', 9)] },
      [id.value]: { marks: [mark('objected', 5)] },
    });
    expect(ofSlug).toContain('objected 9');
  });

  it('count what both say alike once', async () => {
    const no = (event: string) => ({ marks: [mark('objected', 5, { event })] });
    expect(await typesOf({ [slug.value]: no('0a'), [id.value]: no('0b') })).toEqual([
      ['objected 5'],
      ['objected 5'],
    ]);
  });

  it('take where somebody is from either, their own word first', async () => {
    const at = (country: string, source: 'declared' | 'profile') => ({
      marks: [],
      traits: { countries: [{ country, source }] },
    });
    const under: Record<string, ConsentFacts> = {
      [slug.value]: at('DE', 'profile'),
      [id.value]: at('FR', 'declared'),
    };
    const find = async (all: readonly Identifier[]) => all.map(({ value }) => under[value]!);
    const [facts] = (await withLinks([slug], async () => [id], find))!;
    expect(facts!.traits!.countries.map(({ country }) => country).sort()).toEqual(['DE', 'FR']);
  });

  it('are not answered when a part of the copy is missing', async () => {
    const answer = await withLinks(
      [slug],
      async () => [id],
      async () => undefined,
    );
    expect(answer).toBeUndefined();
  });
});
