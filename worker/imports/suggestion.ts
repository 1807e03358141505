import { isObject } from '../../shared/list/cells.ts';
import { CsvReader } from '../../shared/list/csv.ts';
import { detectDialect } from '../../shared/list/dialect.ts';
import { suggestColumns } from '../../shared/list/suggest.ts';
import type { SuggestedMapping } from '../../shared/protocol/imports.ts';
import { badInput } from '../errors.ts';

/** What the columns of a list probably are, from its beginning. Throws a 400 `Refusal` when there is no line in it. */
export function suggestionFor(text: string, format: 'csv' | 'ndjson'): SuggestedMapping {
  const header = (format === 'csv' ? headerOf : keysOf)(text.replace(/^\uFEFF/, ''));
  if (header.length === 0)
    throw badInput('', 'The list has no line that can be read.', 'list.empty');
  const { columns, defaults, from } = suggestColumns(header);
  return { header: [...header], columns, defaults, ...(from !== undefined && { from }) };
}

function headerOf(text: string): readonly string[] {
  const dialect = detectDialect(text, true)!;
  const reader = new CsvReader(text, dialect, { isLast: true, from: dialect.start });
  for (let record = reader.next(); record; record = reader.next())
    if (record.fields?.some((cell) => cell.trim() !== '')) return record.fields;
  return [];
}

function keysOf(text: string): string[] {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? Object.keys(value) : [];
  } catch {
    return [];
  }
}
