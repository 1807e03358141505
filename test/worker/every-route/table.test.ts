import { describe, expect, it } from 'vitest';
import { mounted } from './send.ts';
import { rows } from './rows/index.ts';

describe('the table of routes', () => {
  it('has a row for every route that is mounted', () => {
    const missing = [...mounted.keys()].filter((route) => !rows.some((row) => row.route === route));
    expect(missing, 'Add each to test/worker/every-route/rows').toEqual([]);
  });

  it('has no row for a route that is not there, and none twice', () => {
    const names = rows.map(({ route }) => route);
    expect(names.filter((route) => !mounted.has(route))).toEqual([]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says of every varying part of an address what stands there', () => {
    for (const { route, params = {} } of rows)
      expect(Object.keys(params), route).toEqual(
        [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
  });

  it('leaves open only what needs no token', () => {
    for (const { route, open = false } of rows)
      expect(mounted.get(route)?.action === undefined, route).toBe(open);
  });
});
