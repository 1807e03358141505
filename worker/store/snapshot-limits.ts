import { fewChanges } from '../../shared/snapshot/snapshot.ts';

/** How much is done at once. Tests do with less. */
export type Limits = {
  /** Fewer changes than this are never worth a new base. */
  readonly few: number;
  /** Events in one answer: some 100 kB, and a second's work at worst. */
  readonly perAnswer: number;
  /** Identifiers in a part of a base: some 150 kB, and three queries. */
  readonly perPart: number;
};

export const usual: Limits = { few: fewChanges, perAnswer: 5_000, perPart: 16_384 };
