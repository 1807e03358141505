/*
 * What the parts of a site's page are found by. Each site brings its table; an organisation's own
 * candidates, which come with a sync, are tried before it. They never take its place: what the table
 * finds goes on being found, whatever is sent.
 */

type Table<Part extends string> = Readonly<
  Record<Part, { readonly candidates: readonly string[]; readonly evidence?: string }>
>;

/** By site and part. */
type Given = Readonly<Record<string, Readonly<Record<string, readonly string[]>> | undefined>>;

export type Lookup<Part extends string> = {
  /** In order. Those that this browser cannot read are left out, so that one cannot take the others with it. */
  readonly candidates: (part: Part) => readonly string[];
  /** All as one selector, for finding every element that any of them finds. */
  readonly anyOf: (part: Part) => string;
};

let given: Given = {};
/** Raised when something is given, so that what was worked out before is not used any more. */
let era = 0;

/** From the last sync. Parts that a site does not know are never asked for. */
export function giveSelectors(selectors: Given | null | undefined): void {
  if (JSON.stringify(selectors ?? {}) === JSON.stringify(given)) return;
  given = selectors ?? {};
  era++;
}

export function lookupFor<Part extends string>(site: string, table: Table<Part>): Lookup<Part> {
  const known = new Map<Part, { readonly each: readonly string[]; readonly any: string }>();
  let since = era;

  function of(part: Part) {
    if (since !== era) known.clear();
    since = era;
    const before = known.get(part);
    if (before) return before;
    const own = given[site]?.[part] ?? [];
    const each = [...new Set([...own, ...table[part].candidates])].filter(isReadable);
    const made = { each, any: each.join(',') };
    known.set(part, made);
    return made;
  }

  return { candidates: (part) => of(part).each, anyOf: (part) => of(part).any };
}

function isReadable(selector: string): boolean {
  try {
    document.createElement('p').matches(selector);
    return true;
  } catch {
    return false;
  }
}
