import { describe, expect, it } from 'vitest';
import { association, cramersV, crossTable } from '../../../shared/fairness/association.ts';
import { proxiesFor } from '../../../shared/fairness/proxies.ts';
import { seeded } from './seeded.ts';

describe('Cramér’s V', () => {
  it('is 1 for columns that say the same, and 0 for those that say nothing of each other', () => {
    expect(
      cramersV([
        [50, 0],
        [0, 50],
      ]),
    ).toBeCloseTo(1, 9);
    expect(
      cramersV([
        [25, 25],
        [25, 25],
      ]),
    ).toBe(0);
  });

  it('is corrected for chance (Bergsma 2013: chi-squared 5.32 of 100 in a table of 2 by 2)', () => {
    const counts = [
      [30, 20],
      [19, 31],
    ];
    const chiSquared = (100 * (30 * 31 - 20 * 19) ** 2) / (50 * 50 * 49 * 51);
    const wanted = Math.sqrt((chiSquared / 100 - 1 / 99) / (2 - 1 / 99 - 1));
    expect(cramersV(counts)).toBeCloseTo(wanted, 12);
  });

  it('is 0 where there is nothing to compare', () => {
    expect(cramersV([])).toBe(0);
    expect(cramersV([[5, 5]])).toBe(0);
    expect(cramersV([[5], [5]])).toBe(0);
    expect(
      cramersV([
        [5, 0],
        [5, 0],
      ]),
    ).toBe(0);
  });

  it('counts pairs, the missing among them', () => {
    const table = crossTable(['a', 'a', null], ['x', null, 'x']);
    expect(table.get('a')).toEqual(
      new Map([
        ['x', 1],
        [null, 1],
      ]),
    );
    expect(table.get(null)).toEqual(new Map([['x', 1]]));
  });

  it('comes with an interval that holds it, and that shrinks with more people', () => {
    const of = (times: number) => {
      const table = new Map([
        [
          'a',
          new Map([
            ['x', 30 * times],
            ['y', 10 * times],
          ]),
        ],
        [
          'b',
          new Map([
            ['x', 10 * times],
            ['y', 30 * times],
          ]),
        ],
      ]);
      return association(table, seeded(4));
    };
    const [few, many] = [of(1), of(100)];
    for (const { v, interval } of [few, many]) {
      expect(interval.low).toBeLessThanOrEqual(v);
      expect(interval.high).toBeGreaterThanOrEqual(v);
    }
    expect(many.interval.high - many.interval.low).toBeLessThan(
      few.interval.high - few.interval.low,
    );
    expect(many.people).toBe(8000);
  });
});

describe('proxies', () => {
  const people = 600;
  const random = seeded(11);
  const religion = Array.from({ length: people }, (_, at) => (at % 3 === 0 ? 'A' : 'B'));
  const column = (name: string, make: (at: number) => string | null) => ({
    name,
    values: Array.from({ length: people }, (_, at) => make(at)),
  });
  const district = column('district', (at) => (random() < 0.9 ? religion[at]! : 'C'));
  const hobby = column('hobby', () => (random() < 0.5 ? 'chess' : 'golf'));
  const income = column('income', (at) => String(religion[at] === 'A' ? 100 + at : 5000 + at));
  const address = column('address', (at) => `person${at}@example.com`);
  const sensitive = { name: 'religion', values: religion };

  it('are the columns that tell of the sensitive one, the most telling first', () => {
    const found = proxiesFor(sensitive, [hobby, district, income, address], seeded(3));
    expect(found.map(({ column: name, strength }) => [name, strength])).toEqual([
      ['district', 'strong'],
      ['income', 'strong'],
      ['hobby', 'weak'],
    ]);
  });

  it('are not looked for where each value is somebody’s own', () => {
    expect(proxiesFor(address, [district], seeded(3))).toEqual([]);
    expect(proxiesFor(sensitive, [address], seeded(3))).toEqual([]);
  });

  it('are found by quarters of a number, with the missing apart', () => {
    const some = column('income', (at) => (at % 50 === 0 ? null : String(at + 0.5)));
    const half = {
      name: 'half',
      values: Array.from({ length: people }, (_, at) => (at < 300 ? 'first' : 'second')),
    };
    expect(proxiesFor(half, [some], seeded(3))[0]).toMatchObject({
      column: 'income',
      strength: 'strong',
    });
  });
});
