import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { GuardReportRequest, reportedSites } from '../../../shared/protocol/guard-report.ts';
import words from '../../../shared/protocol/page-words.json' with { type: 'json' };

/** The kinds of schema that a report is made of, wherever they stand in it. */
function kindsIn(schema: object): string[] {
  const { type, entries = {}, item, wrapped } = schema as Shape;
  const inside = [...Object.values(entries), item, wrapped].filter((each) => each !== undefined);
  return [type, ...inside.flatMap((each) => kindsIn(each))];
}

type Shape = { type: string; entries?: Record<string, object>; item?: object; wrapped?: object };

describe('a guard report', () => {
  it('has no place for text: all of it is numbers and words known beforehand', () => {
    expect([...new Set(kindsIn(GuardReportRequest))].sort()).toEqual([
      'array',
      'number',
      'optional',
      'picklist',
      'strict_object',
    ]);
  });

  it('knows a page’s words once each, small, and says `other` for the rest', () => {
    for (const list of [words.tags, words.roles, words.attributes]) {
      expect(new Set(list).size).toBe(list.length);
      expect(list.filter((word) => !/^[a-z][a-z0-9_-]{0,22}$/.test(word))).toEqual([]);
      expect(list).toContain('other');
    }
    expect(words.tags).toContain('custom');
  });

  it('can name every site that there is', () => {
    const sites = readdirSync('extension/sites').filter((name) => !name.includes('.'));
    expect(reportedSites).toEqual(expect.arrayContaining(sites));
  });

  it('is small: the largest that is taken', () => {
    const elements = {
      tag: 'blockquote',
      role: 'menuitemcheckbox',
      attributes: Array(20).fill('aria-multiselectable'),
      depth: 100,
      count: 10_000,
    };
    const largest = {
      site: 'linkedin',
      problem: 'detectors-disagree',
      version: [65_535, 65_535, 65_535, 65_535],
      structure: Array.from({ length: 200 }, () => elements),
    };
    expect(v.is(GuardReportRequest, largest)).toBe(true);
    expect(JSON.stringify(largest).length).toBeLessThan(150_000);
  });
});
