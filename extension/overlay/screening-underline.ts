import './screening-underline.css';

/** The page's style sheet for it is `screening-underline.css`, which comes with the content script. */
const name = 'heed-wording';

type Registry = Map<string, unknown>;
type Highlights = { readonly registry: Registry; readonly make: (ranges: Range[]) => unknown };

/**
 * Underlines ranges without touching the page's elements: the CSS Custom Highlight API, in Chromium and,
 * from version 140, in Firefox. Where a browser does not lend it to extensions, the chip still counts them.
 */
export function underline(ranges: readonly Range[]): void {
  const highlights = highlightsHere();
  if (!highlights) return;
  try {
    if (ranges.length === 0) highlights.registry.delete(name);
    else highlights.registry.set(name, highlights.make([...ranges]));
  } catch {
    // Not lent after all.
  }
}

function highlightsHere(): Highlights | undefined {
  if (typeof CSS === 'undefined' || typeof Highlight === 'undefined') return undefined;
  const registry = CSS.highlights as unknown as Registry | undefined;
  return registry && { registry, make: (ranges) => new Highlight(...ranges) };
}
