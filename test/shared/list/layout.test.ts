import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { layOut } from '../../../shared/list/layout.ts';
import type { Defaults } from '../../../shared/list/settings.ts';
import { ListSettings, mappingProblem } from '../../../shared/list/settings.ts';

type Given = Partial<v.InferInput<typeof ListSettings>>;

function laid(first: readonly string[], given: Given) {
  return layOut(first, v.parse(ListSettings, { format: 'csv', ...given }));
}

/** The layout of a list that can be read, or the code of what is wrong. */
function told(first: readonly string[], given: Given) {
  const result = laid(first, given);
  return result.ok ? result.layout : result.problem.code;
}

const objected: Defaults = { type: 'objected' };

describe('finding the columns of a list', () => {
  it('goes by the names that are given, wherever they stand', () => {
    const columns = { Mail: 'email', When: 'occurredAt' };
    expect(told(['x', ' When', 'Mail '], { columns, defaults: objected })).toEqual({
      width: 3,
      columns: [
        { index: 2, name: 'Mail', field: 'email' },
        { index: 1, name: 'When', field: 'occurredAt' },
      ],
      defaults: objected,
    });
  });

  it('takes other capitals for the same name, unless there is the very name', () => {
    const columns = { mail: 'email' };
    expect(told(['MAIL'], { columns, defaults: objected })).toMatchObject({
      columns: [{ index: 0 }],
    });
    expect(told(['MAIL', 'mail'], { columns, defaults: objected })).toMatchObject({
      columns: [{ index: 1 }],
    });
  });

  it('goes by number in a list without a header', () => {
    const given = { header: false, columns: { 2: 'email' }, defaults: objected };
    expect(told(['x', 'jane@example.com'], given)).toEqual({
      width: 2,
      columns: [{ index: 1, name: '2', field: 'email' }],
      defaults: objected,
    });
  });

  it('goes by what the names suggest where no mapping is given, and what is given goes before', () => {
    const header = ['Email Address', 'UNSUB_TIME'];
    expect(told(header, {})).toMatchObject({ defaults: { type: 'withdrawn', channel: 'email' } });
    expect(told(header, { defaults: objected })).toMatchObject({
      columns: [{ field: 'email' }, { field: 'occurredAt' }],
      defaults: { type: 'objected', channel: 'email' },
    });
  });

  it('says which column is missing, or there twice', () => {
    const columns = { Mail: 'email' };
    expect(told(['Email'], { columns, defaults: objected })).toBe('list.no-such-column');
    expect(told(['Mail', 'Mail'], { columns, defaults: objected })).toBe('list.column-twice');
    expect(told(['mail', 'MAIL'], { columns, defaults: objected })).toBe('list.column-twice');
  });

  it('says that a first line with an address is no header, and repeats nothing of it', () => {
    const result = laid(['jane@example.com', 'Jane'], { defaults: objected });
    expect(result).toMatchObject({ ok: false, problem: { code: 'list.no-header' } });
    expect(JSON.stringify(result)).not.toContain('jane');
  });

  it('does not keep the names of columns that are not read', () => {
    const first = ['email', 'jane@example.com'];
    expect(JSON.stringify(told(first, { defaults: objected }))).not.toContain('jane');
  });

  it('says what is lacking in the columns that it knows', () => {
    expect(told(['Name', 'Date'], {})).toBe('list.no-identifier');
    expect(told(['email', 'date'], {})).toBe('list.no-type');
  });
});

describe('what is wrong with a mapping by itself', () => {
  it.each<[string, Parameters<typeof mappingProblem>, string | undefined]>([
    ['who and what', [['email'], objected], undefined],
    ['a column of types', [['email', 'type'], {}], undefined],
    ['columns of yes and no', [['email', 'objected@email', 'bounced@email'], {}], undefined],
    ['two columns for one answer', [['email', 'bounced@email', 'bounced@email'], {}], undefined],
    ['nobody', [['occurredAt'], objected], 'list.no-identifier'],
    ['nothing', [['email'], {}], 'list.no-type'],
    ['one field twice', [['email', 'email'], objected], 'list.field-twice'],
    ['types and answers', [['email', 'type', 'objected@email'], {}], 'list.type-and-flags'],
    ['a type for all and answers', [['email', 'objected@email'], objected], 'list.type-and-flags'],
  ])('%s', (_, [fields, defaults], code) => {
    expect(mappingProblem(fields, defaults)?.code).toBe(code);
  });
});

describe('the settings of a list', () => {
  const parse = (given: unknown) => v.safeParse(ListSettings, given).success;

  it('need nothing but the format', () => {
    expect(v.parse(ListSettings, { format: 'csv' })).toEqual({
      format: 'csv',
      header: true,
      defaults: {},
      timeZone: 'UTC',
    });
  });

  it.each([
    {},
    { format: 'xlsx' },
    { format: 'csv', columns: { a: 'address' } },
    { format: 'csv', columns: { '': 'email' } },
    { format: 'csv', defaults: { type: 'lifted' } },
    { format: 'csv', defaults: { purpose: 'jane@example.com' } },
    { format: 'csv', defaults: { occurredAt: 'yesterday' } },
    { format: 'csv', types: { gone: 'erased' } },
    { format: 'csv', dates: 'ymd' },
    { format: 'csv', delimiter: '|' },
    { format: 'csv', phoneCountry: 'Germany' },
    { format: 'csv', surprise: true },
  ])('are refused where they say what there is not: %j', (given) => {
    expect(parse(given)).toBe(false);
  });

  it('may say what the list’s own words mean', () => {
    expect(parse({ format: 'csv', types: { weg: 'objected', Kunde: 'skip' } })).toBe(true);
  });
});
