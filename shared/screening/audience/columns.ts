import data from './columns.json' with { type: 'json' };
import { looksLike } from './values.ts';
import { placeOf, wordsOf } from './words.ts';

/** `stand-in`: not sensitive by itself, but tells of something that is, such as a postcode. */
export type ColumnKind = 'sensitive' | 'stand-in';

export type ColumnFinding = {
  /** As the list has it. */
  readonly column: string;
  /** A DPV-PD term where there is one. */
  readonly id: string;
  readonly kind: ColumnKind;
  /** S1 to S3, P and L of the taxonomy in docs/screening.md. */
  readonly tier: string;
  readonly seenBy: 'name' | 'values' | 'both';
  readonly confidence: number;
};

type Phrase = { readonly words: readonly string[]; readonly doubtful: boolean };
type Known = {
  readonly id: string;
  readonly kind: ColumnKind;
  readonly tier: string;
  readonly values: string | undefined;
  readonly phrases: readonly Phrase[];
  readonly not: readonly (readonly string[])[];
};

const known: readonly Known[] = data.columns.map((column) => ({
  id: column.id,
  kind: column.kind as ColumnKind,
  tier: column.tier,
  values: column.values,
  phrases: [
    ...column.names.map((name) => ({ words: wordsOf(name), doubtful: false })),
    ...(column.doubtful ?? []).map((name) => ({ words: wordsOf(name), doubtful: true })),
  ],
  not: (column.not ?? []).map(wordsOf),
}));

/**
 * What a column, or a segment, tells of the people in it: by its name in seven languages, and by some of its
 * values where there are any. A doubtful name (`race`, `party`, `union`) counts only with values that bear
 * it out. Never looks at what somebody is called.
 */
export function classifyColumn(
  column: string,
  values: readonly string[] = [],
): ColumnFinding | undefined {
  const words = wordsOf(column);
  const found = known
    .flatMap((each) => match(each, column, words, values) ?? [])
    .toSorted((a, b) => b.strength - a.strength);
  return found[0]?.finding;
}

type Match = { readonly finding: ColumnFinding; readonly strength: number };

function match(
  { id, kind, tier, values: list, phrases, not }: Known,
  column: string,
  words: readonly string[],
  values: readonly string[],
): Match | undefined {
  const named = phrases
    .filter((phrase) => standsIn(phrase.words, words, not))
    .toSorted(
      (a, b) => Number(a.doubtful) - Number(b.doubtful) || b.words.length - a.words.length,
    )[0];
  const confirmed = list !== undefined && looksLike(list, values);
  // Ages, amounts and postcodes are numbers like any others: by values alone nothing is known of them.
  const byValues = confirmed && !named && wordLists.includes(list);
  if (!named && !byValues) return undefined;
  if (named?.doubtful === true && !confirmed) return undefined;
  const seenBy = named ? (confirmed ? 'both' : 'name') : 'values';
  const confidence = { both: 0.98, name: 0.85, values: 0.7 }[seenBy];
  const length = named?.words.length ?? 0;
  return {
    finding: { column, id, kind, tier, seenBy, confidence },
    // The longer phrase says more: "sexual health" is health, and no sex.
    strength: length + (confirmed ? 0.5 : 0) + (kind === 'sensitive' ? 0.1 : 0),
  };
}

const wordLists = ['religions', 'origins', 'parties', 'unions', 'conditions', 'sexes', 'maritals'];

function standsIn(
  phrase: readonly string[],
  words: readonly string[],
  not: readonly (readonly string[])[],
): boolean {
  const at = placeOf(phrase, words);
  if (at < 0) return false;
  return !not.some((other) => {
    const place = placeOf(other, words);
    return place >= 0 && place <= at && at + phrase.length <= place + other.length;
  });
}
