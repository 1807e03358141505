import { readdirSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { channels } from '../../../shared/contact/channels.ts';
import { Jurisdiction, recipientClasses } from '../../../shared/policy/jurisdiction.ts';
import type { Row } from '../../../shared/policy/jurisdiction.ts';
import {
  chainFor,
  eeaMembers,
  jurisdictionFor,
  jurisdictions,
} from '../../../shared/policy/jurisdictions/index.ts';
import { allRows, needs } from './jurisdictions/rows.ts';

const folder = new URL('../../../shared/policy/jurisdictions/', import.meta.url);
const codes = jurisdictions.map(({ code }) => code);
const ids = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);

describe('a jurisdiction’s file', () => {
  it('is named by its code and listed in files.ts', () => {
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const expected = names.filter((name) => name !== 'eea.json').map((name) => name.slice(0, -5));
    expect(codes.map((code) => code.toLowerCase()).sort()).toEqual(expected.sort());
  });

  it.each(jurisdictions.map((one) => [one.code, one] as const))(
    '%s keeps to the schema',
    (_, one) => {
      const { issues } = v.safeParse(Jurisdiction, one);
      expect(issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
    },
  );

  it('names an existing parent, and no circle of parents', () => {
    for (const { code, parent } of jurisdictions) {
      if (parent !== undefined) expect(codes, `the parent of ${code}`).toContain(parent);
      const chain = chainFor(code);
      expect(new Set(chain).size).toBe(chain.length);
    }
  });

  it('counts days in a time zone that exists', () => {
    for (const { timeZone } of jurisdictions)
      expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
  });

  it('writes codes as ISO 3166 does: GB, not UK', () => {
    expect(codes).toContain('GB');
    expect([...codes, ...eeaMembers]).not.toContain('UK');
    expect(ids(allRows).filter((id) => id.startsWith('UK'))).toEqual([]);
  });
});

describe('a row', () => {
  it('has an id of its own that begins with its country', () => {
    expect(new Set(ids(allRows)).size).toBe(allRows.length);
    for (const { code, rows } of jurisdictions)
      for (const { id } of rows)
        expect(id).toMatch(new RegExp(`^${code.split('-')[0]}-[A-Z0-9-]+$`));
  });

  it('has a citation, a confidence and the day on which somebody looked at it', () => {
    for (const { id, citation, reviewedOn } of allRows) {
      expect(citation.length, id).toBeGreaterThan(2);
      expect(reviewedOn >= '2026-11-21', id).toBe(true);
    }
  });

  it('says what is uncertain where it was only recalled or is contested', () => {
    // What is recalled and has nothing more to it than that.
    const plain = ['NZ-UEM-GRACE'];
    const silent = allRows.filter(
      ({ confidence, note }) => (confidence === 'R' || confidence === 'C') && !note,
    );
    expect(ids(silent)).toEqual(plain);
  });

  it('keeps its note to two sentences', () => {
    for (const { id, note = '' } of allRows)
      expect(note.split(/[.!?] (?=[A-Z])/).length, id).toBeLessThanOrEqual(2);
  });

  it('says for every class of recipient what permission takes', () => {
    for (const row of allRows)
      if (row.kind === 'permission')
        expect(Object.keys(row.needs).sort(), row.id).toEqual([...recipientClasses].sort());
  });

  it('is the only one that decides on permission for a channel and class', () => {
    for (const code of codes)
      for (const channel of channels) expect(() => needs(code, channel)).not.toThrow();
  });

  it('ends after it began, and follows on what was law before', () => {
    for (const { id, inForceFrom = '0', inForceUntil = '9' } of allRows)
      expect(inForceFrom < inForceUntil, id).toBe(true);
    const ended = allRows.filter(({ inForceUntil }) => inForceUntil !== undefined);
    for (const { id, note } of ended) expect(note, id).toContain('questions about the past');
  });

  it('opens hours before it closes them', () => {
    for (const row of allRows)
      if (row.kind === 'hours')
        for (const { from, to } of row.spans) expect(from < to, row.id).toBe(true);
  });

  it('names a register that no other row names', () => {
    const names = allRows.flatMap((row) => (row.kind === 'registry' ? [row.registry] : []));
    expect(new Set(names).size).toBe(names.length);
  });

  it('does not hide the EU’s soft opt-in by mistake: who has grounds of their own restates it', () => {
    for (const { rows, parent } of jurisdictions) {
      if (parent !== 'EU') continue;
      const grounds = rows.filter((row) => row.kind === 'ground');
      for (const exception of grounds.filter(({ name }) => name === 'business-exception')) {
        const soft = grounds.filter(
          ({ name, channels: over }) =>
            name === 'soft-opt-in' && exception.channels.every((one) => over.includes(one)),
        );
        expect(soft.length, exception.id).toBeGreaterThan(0);
      }
    }
  });
});

const chain = (code: string): string[] => chainFor(code).map((one) => one.code);

describe('where somebody is', () => {
  it('gives the law of the country, then that above it', () => {
    expect(chain('DE')).toEqual(['DE', 'EU']);
    expect(chain('US-CA')).toEqual(['US-CA', 'US']);
    expect(chain('CH')).toEqual(['CH']);
    expect(chain('GB')).toEqual(['GB']);
  });

  it('gives the EU’s rules for every member of the EEA without a file of its own', () => {
    expect(eeaMembers).toHaveLength(30);
    for (const code of ['PT', 'CZ', 'NO', 'IS', 'LI', 'GR']) expect(chain(code)).toEqual(['EU']);
    for (const code of eeaMembers) expect(chain(code).at(-1)).toBe('EU');
    for (const code of ['GB', 'CH', 'TR', 'UA']) expect(eeaMembers).not.toContain(code);
  });

  it('gives the country’s law for a region that has none of its own', () => {
    expect(chain('US-NY')).toEqual(['US']);
    expect(chain('DE-BY')).toEqual(['DE', 'EU']);
    expect(chain('PT-11')).toEqual(['EU']);
  });

  it('gives the world’s default for a place that nobody wrote down, and for what is no place', () => {
    for (const code of ['KR', 'ZA', 'UK', 'ZZ-A', 'XX', '', 'USA', 'toString'])
      expect(chain(code)).toEqual(['WORLD']);
    expect(jurisdictionFor('KR').code).toBe('WORLD');
  });

  it('gives the same list each time', () => {
    for (const code of ['DE', 'PT', 'US-NY', 'KR']) expect(chainFor(code)).toBe(chainFor(code));
  });
});
