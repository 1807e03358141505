import { jurisdictions } from './jurisdictions/index.ts';

/** English names by code; other languages name places in their words, or fall back to these. */
export const jurisdictionNames: ReadonlyMap<string, string> = new Map(
  jurisdictions.map(({ code, name }) => [code, name]),
);
