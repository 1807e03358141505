import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import data from '../../../../shared/screening/audience/columns.json' with { type: 'json' };
import { classifyColumn } from '../../../../shared/screening/audience/columns.ts';
import headers from './headers.json' with { type: 'json' };

const { $comment: _, ...byLanguage } = headers;

describe.each(Object.entries(byLanguage))('headers in %s', (_language, cases) => {
  it.each(Object.entries(cases as Record<string, string | null>))('%s: %s', (header, wanted) => {
    expect(classifyColumn(header)?.id ?? null).toBe(wanted);
  });
});

describe('a column', () => {
  it.each([
    ['Race', ['White', 'Black', 'Asian', ''], 'pd:EthnicOrigin'],
    ['Party', ['Democrat', 'Republican', 'Independent'], 'pd:PoliticalOpinion'],
    ['Union', ['ver.di', 'IG Metall', 'member'], 'pd:TradeUnionMembership'],
    ['Condition', ['Diabetes', 'asthma', 'COPD'], 'pd:PhysicalHealth'],
    ['CAP', ['20121', '00184', '10122'], 'pd:PostalCode'],
    ['Alter', ['34', '51', '29'], 'pd:Age'],
    ['Anrede', ['Frau', 'Herr', 'Herr'], 'pd:Gender'],
  ])('with a doubtful name counts when its values bear it out: %s', (header, values, id) => {
    expect(classifyColumn(header)).toBeUndefined();
    expect(classifyColumn(header, values)).toMatchObject({ id, seenBy: 'both' });
    expect(classifyColumn(header, ['Blue', 'Green grass', 'Final lap', 'x'])).toBeUndefined();
  });

  it('is found by its values alone where its name says nothing', () => {
    expect(classifyColumn('custom_7', ['Catholic', 'Muslim', 'none', 'Jewish'])).toMatchObject({
      id: 'pd:Religion',
      seenBy: 'values',
      column: 'custom_7',
    });
    expect(classifyColumn('field', ['m', 'f', 'f', 'm'])).toMatchObject({ id: 'pd:Gender' });
  });

  it('is not found by numbers alone, which may be anything', () => {
    expect(classifyColumn('points', ['34', '51', '29'])).toBeUndefined();
    expect(classifyColumn('code', ['20121', '00184', '10122'])).toBeUndefined();
    expect(classifyColumn('total', ['1000', '2500', '300'])).toBeUndefined();
  });

  it('is not found by one or two values, which may be chance', () => {
    expect(classifyColumn('x', ['Catholic', 'Muslim'])).toBeUndefined();
    expect(classifyColumn('x', ['', '', ''])).toBeUndefined();
  });

  it('is surer when name and values agree', () => {
    const both = classifyColumn('Religion', ['Muslim', 'Jewish', 'none'])!;
    expect(both.confidence).toBeGreaterThan(classifyColumn('Religion')!.confidence);
    expect(classifyColumn('Religion')!.confidence).toBeGreaterThan(
      classifyColumn('x', ['Muslim', 'Jewish', 'none'])!.confidence,
    );
  });

  it('is never found by what people are called', () => {
    const names = ['Mohammed', 'Fatima', 'Ayşe', 'Guadalupe', 'Shaniqua', 'Cohen', 'Nguyen'];
    expect(classifyColumn('contact', names)).toBeUndefined();
    expect(classifyColumn('last name', names)).toBeUndefined();
  });

  it('is the more telling of two things', () => {
    expect(classifyColumn('sexual health')!.id).toBe('pd:PhysicalHealth');
    expect(classifyColumn('country of birth')!.id).toBe('pd:Nationality');
  });

  it('tells the same however its name is written', () => {
    const ways = [
      (words: string[]) => words.join('_'),
      (words: string[]) => words.join(' ').toUpperCase(),
      (words: string[]) => words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(''),
      (words: string[]) => `  ${words.join('-')} `,
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(
          ...Object.entries(headers.en).filter(([name, id]) => id !== null && !/\d/.test(name)),
        ),
        fc.constantFrom(...ways),
        ([header, id], write) => {
          const words = header
            .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
            .toLowerCase()
            .split(/[ _]/);
          expect(classifyColumn(write(words))?.id).toBe(id);
        },
      ),
    );
  });

  it('takes any text for a name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.string()), (header, values) => {
        const found = classifyColumn(header, values);
        if (found) expect(data.columns.map(({ id }) => id)).toContain(found.id);
      }),
    );
  });
});
