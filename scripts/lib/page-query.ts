/** What to look for. */
export type Query = {
  /** CSS, tried in the document and in every open shadow root; `a >>> b` is a `b` inside a shadow root of an `a`. */
  readonly selector: string;
  /** Only elements whose text or label has this in it. */
  readonly text?: string;
  /** Which one, from 0; -1 is the last. */
  readonly nth?: number;
  /** Scrolls it into view first. */
  readonly scroll?: boolean;
};

/** Where it is (the middle, in CSS pixels of the viewport), what it says, what lies above it. */
export type Found = {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  /** A tag name, or '' when its middle is free. */
  readonly coveredBy: string;
};

/** Runs in the page, so it holds all that it uses. Answers null unless a match has a size. */
export function findInPage(query: Query): Found | null {
  const roots = (root: Document | ShadowRoot): (Document | ShadowRoot)[] => [
    root,
    ...[...root.querySelectorAll('*')].flatMap((node) =>
      node.shadowRoot ? roots(node.shadowRoot) : [],
    ),
  ];
  const words = (node: Element) =>
    `${node.textContent ?? ''} ${node.getAttribute('aria-label') ?? ''}`.replaceAll(/\s+/g, ' ');
  const shown = (node: Element) => {
    const box = node.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(node).visibility !== 'hidden';
  };
  const [last = '', ...hosts] = query.selector.split('>>>').toReversed();
  let within: (Document | ShadowRoot)[] = roots(document);
  for (const host of hosts.toReversed())
    within = within
      .flatMap((root) => [...root.querySelectorAll(host)])
      .flatMap((node) => (node.shadowRoot ? roots(node.shadowRoot) : []));
  const matches = within
    .flatMap((root) => [...root.querySelectorAll(last)])
    .filter(
      (node) => shown(node) && (query.text === undefined || words(node).includes(query.text)),
    );
  const node = matches.at(query.nth ?? 0);
  if (!node) return null;
  if (query.scroll) node.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = node.getBoundingClientRect();
  const x = box.x + box.width / 2;
  const y = box.y + box.height / 2;
  let top = document.elementFromPoint(x, y);
  for (;;) {
    const inner: Element | null = top?.shadowRoot?.elementFromPoint(x, y) ?? null;
    if (!inner || inner === top) break;
    top = inner;
  }
  const free =
    top !== null && (node.contains(top) || top.contains(node) || top.closest('label') !== null);
  return {
    x,
    y,
    text: words(node).trim(),
    coveredBy: free ? '' : (top?.localName ?? 'nothing: it is outside the window'),
  };
}
