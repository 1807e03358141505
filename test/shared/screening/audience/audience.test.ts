import { describe, expect, it } from 'vitest';
import { screenAudience } from '../../../../shared/screening/audience/audience.ts';
import { readFilter } from '../../../../shared/screening/audience/filter.ts';
import { looksLike } from '../../../../shared/screening/audience/values.ts';
import { placeOf, wordsOf } from '../../../../shared/screening/audience/words.ts';

describe('a filter', () => {
  it.each([
    ['religion = "Muslim"', 'religion', false, ['Muslim']],
    ['religion != Muslim', 'religion', true, ['Muslim']],
    ['age >= 50', 'age', false, ['50']],
    ['NOT marital_status in (single, divorced)', 'marital_status', true, ['single', 'divorced']],
    ['marital_status not in (single; divorced)', 'marital_status', true, ['single', 'divorced']],
    ['exclude pregnant', 'pregnant', true, []],
    ['-pregnant', 'pregnant', true, []],
    ['pregnant', 'pregnant', false, []],
    ['industry is not "Health care"', 'industry', true, ['Health care']],
    ['NOT religion != Muslim', 'religion', false, ['Muslim']],
    ['"Interest in religion" = yes', 'Interest in religion', false, ['yes']],
    ['gender=female', 'gender', false, ['female']],
    ['children between 1 and 3', 'children', false, ['1', '3']],
    ['nationality is German or Swiss', 'nationality', false, ['German', 'Swiss']],
  ])('%s', (text, column, negative, values) => {
    expect(readFilter(text)).toEqual({ column, negative, values });
  });
});

describe('an audience', () => {
  it('has findings for its columns, in their order', () => {
    const { columns } = screenAudience({
      columns: [{ name: 'Email' }, { name: 'Religion' }, { name: 'x', values: ['m', 'f', 'f'] }],
    });
    expect(columns.map(({ column, id }) => [column, id])).toEqual([
      ['Religion', 'pd:Religion'],
      ['x', 'pd:Gender'],
    ]);
  });

  it('tells who is picked from who is left out', () => {
    const { filters } = screenAudience({
      columns: [],
      filters: [
        readFilter('religion = Muslim'),
        readFilter('pregnant != yes'),
        readFilter('industry = Steel'),
      ],
    });
    expect(filters.map(({ id, effect }) => [id, effect])).toEqual([
      ['pd:Religion', 'picks'],
      ['heed:Pregnancy', 'leaves-out'],
    ]);
  });

  it('knows a filter by its own value, and by what the list has in its column', () => {
    const byOwn = screenAudience({ columns: [], filters: [readFilter('party = Republican')] });
    expect(byOwn.filters[0]).toMatchObject({ id: 'pd:PoliticalOpinion' });
    const byList = screenAudience({
      columns: [{ name: 'Custom 7', values: ['Catholic', 'Muslim', 'none'] }],
      filters: [readFilter('custom 7 = A')],
    });
    expect(byList.filters[0]).toMatchObject({ id: 'pd:Religion', seenBy: 'values' });
  });

  it('finds what is worse together than alone, and whether people were chosen by it', () => {
    const columns = ['Postcode', 'Date of birth', 'Gender', 'Company'].map((name) => ({ name }));
    const [inList] = screenAudience({ columns }).compositions;
    expect(inList).toMatchObject({
      id: 'one-person',
      columns: ['Postcode', 'Date of birth', 'Gender'],
      chosenBy: false,
    });
    const filters = ['postcode = 8001', 'age > 60', 'gender = f'].map(readFilter);
    expect(screenAudience({ columns, filters }).compositions[0]).toMatchObject({
      id: 'one-person',
      chosenBy: true,
    });
  });

  it('says each composition once, and none of a part of it', () => {
    const names = ['First name', 'Postcode', 'Nationality', 'Language'];
    const { compositions } = screenAudience({ columns: names.map((name) => ({ name })) });
    expect(compositions.map(({ id }) => id)).toEqual(['origin-guessed']);
    expect(screenAudience({ columns: [{ name: 'Postcode' }] }).compositions).toEqual([]);
  });
});

describe('values', () => {
  it.each([
    ['ages', ['34', '0', '120'], true],
    ['ages', ['34', '121', '300'], false],
    ['ages', ['25-34', '35–44', '65+'], true],
    ['ages', ['1987-04-02', '1990-11-30', '03.05.1975'], true],
    ['ages', ['2087-04-02', '2090-11-30', '2075-01-01'], false],
    ['postcodes', ['SW1A 1AA', 'M1 1AE', 'EC1A 1BB'], true],
    ['postcodes', ['1012 AB', '3011AA', '9711 LM'], true],
    ['postcodes', ['01310-100', '20040-002', '70040-010'], true],
    ['postcodes', ['K1A 0B1', 'H2Y 1C6', 'V6B 4Y8'], true],
    ['postcodes', ['A-1', 'B-2', 'C-3'], false],
    ['amounts', ['€ 45,000', '52k', '61.000 EUR'], true],
    ['amounts', ['high', 'low', 'middle'], false],
    ['sexes', ['M', ' f ', 'Other', 'm', 'blue'], true],
    ['sexes', ['m', 'blue', 'red', 'f'], false],
  ])('of %s: %j %s', (kind, values, is) => {
    expect(looksLike(kind, values)).toBe(is);
  });
});

describe('words', () => {
  it.each([
    ['DateOfBirth', 'date of birth'],
    ['HTTPStatus', 'http status'],
    ['Größe (cm)', 'grosse cm'],
    ['code_postal', 'code postal'],
    ['  ', ''],
  ])('of %s', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it('hold a phrase only as a whole and in order', () => {
    expect(placeOf(['birth', 'year'], ['the', 'birth', 'year'])).toBe(1);
    expect(placeOf(['birth', 'year'], ['year', 'birth'])).toBe(-1);
    expect(placeOf(['age'], ['page'])).toBe(-1);
  });
});
