import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonParts } from '../../../worker/store/parts.ts';

const rowsOf = (parts: string[]): unknown[] =>
  parts.flatMap((part) => JSON.parse(part) as unknown[]);

describe('jsonParts', () => {
  it('makes nothing of nothing', () => {
    expect(jsonParts([])).toEqual([]);
  });

  it('keeps rows in their order, whatever is in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.jsonValue())), (rows) => {
        expect(rowsOf(jsonParts(rows))).toEqual(JSON.parse(JSON.stringify(rows)));
      }),
    );
  });

  it('writes a part of no more than a parameter takes, and no more parts than it needs', () => {
    const rows = Array.from({ length: 5000 }, (_, at) => [at, 'x'.repeat(400)]);
    const parts = jsonParts(rows);
    expect(rowsOf(parts)).toEqual(rows);
    for (const part of parts) expect(part.length).toBeLessThanOrEqual(600_000);
    expect(parts).toHaveLength(4);
  });

  it('gives a row that is larger than a part one of its own', () => {
    const large = ['y'.repeat(700_000)];
    expect(jsonParts([[1], large, [2]]).map((part) => part.length)).toEqual([5, 700_006, 5]);
  });
});
