import type { ScreeningTables } from '../../shared/protocol/messages.ts';

/*
 * What messages are screened by beside the words of their language, which no page's script carries. At
 * build this stands in place of `shared/screening/tables.ts`.
 */

export const categoryTable = {} as ScreeningTables['categoryTable'];
export const citationTable = {} as ScreeningTables['citationTable'];
export const stopWords = {} as ScreeningTables['stopWords'];

export const hasScreeningTables = (): boolean => Object.keys(categoryTable).length > 0;

export function giveScreeningTables(given: ScreeningTables): void {
  Object.assign(categoryTable, given.categoryTable);
  Object.assign(citationTable, given.citationTable);
  Object.assign(stopWords, given.stopWords);
}
