/*
 * In a script for pages `extension/guard/given-wording.ts` stands in this place (`scripts/lib/slim.ts`): it is
 * given the tables with the words of the page.
 */
export { default as categoryTable } from './categories.json' with { type: 'json' };
export { default as citationTable } from './citations.json' with { type: 'json' };
/** Some forty words of each language that hardly a message is without. */
export { default as stopWords } from './stop-words.json' with { type: 'json' };

/** Whether a message can be screened yet. */
export const hasScreeningTables = (): boolean => true;
