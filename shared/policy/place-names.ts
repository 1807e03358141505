import { jurisdictions } from './jurisdictions/index.ts';

/** The English name of a place by its code; other languages name places in their words, or fall back to it. */
export function jurisdictionName(code: string): string | undefined {
  return jurisdictions.find((one) => one.code === code)?.name;
}
