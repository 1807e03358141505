import type { Jurisdiction } from '../jurisdiction.ts';
import table from './eea.json' with { type: 'json' };
import * as files from './files.ts';

/*
 * In a script for pages `extension/guard/given-tables.ts` stands in this place (`scripts/lib/slim.ts`): it
 * is given the tables when it first needs them.
 */

/**
 * An import of JSON types every word as `string`, so the cast; that each file keeps to the schema is
 * what the test is for.
 */
export const jurisdictions = Object.values(files) as unknown as readonly Jurisdiction[];

/** The members of the EU and the EEA by ISO 3166 code, and in which zone their days are counted. */
export const eea: Readonly<Record<string, string>> = table;
