import { describe, expect, it } from 'vitest';
import { randomBytes } from '../../../worker/bytes.ts';
import { newContactIds } from '../../../worker/store/contact-ids.ts';

const ids = (now: number, count: number) => newContactIds(now, count, randomBytes(7 * count));

describe('newContactIds', () => {
  it('gives ids of 16 bytes in ascending order, none twice', () => {
    const made = ids(Date.UTC(2026, 10, 21), 70_000);
    for (const id of made) expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(70_000);
  });

  it('puts those made later after those made before', () => {
    const [earlier, later] = [ids(1_790_000_000_000, 300), ids(1_790_000_000_001, 300)];
    expect([...earlier, ...later].toSorted()).toEqual([...earlier, ...later]);
  });

  it('never gives two callers the same in one millisecond', () => {
    const twice = [...ids(5, 1000), ...ids(5, 1000)];
    expect(new Set(twice).size).toBe(2000);
  });

  it('begins with the milliseconds since 1970', () => {
    expect(parseInt(ids(1_790_000_000_123, 1)[0]!.slice(0, 12), 16)).toBe(1_790_000_000_123);
  });
});
