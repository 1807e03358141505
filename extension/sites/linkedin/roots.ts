import { eachOf, isHtml } from '../dom.ts';
import { candidates } from './selectors.ts';

/** Shadow roots that a gesture came out of; a page may put its chat into one that nobody has heard of. */
const met = new Set<ShadowRoot>();

/** The open shadow roots that hold parts of LinkedIn's pages. */
export function shadowRootsIn(page: Document): ShadowRoot[] {
  const hosts = [...eachOf(page, candidates('shadowHost')), ...topElements(page)];
  for (const { shadowRoot, localName } of hosts)
    if (shadowRoot && !localName.startsWith('heed-')) met.add(shadowRoot);
  for (const root of met) if (!root.host.isConnected) met.delete(root);
  return [...met].filter(({ host }) => host.ownerDocument === page);
}

export function rootsIn(page: Document): (Document | ShadowRoot)[] {
  return [page, ...shadowRootsIn(page)];
}

/** Remembers the shadow roots on an event's way. Heed's own are closed, but in builds for practice. */
export function meetRoots(path: readonly Element[]): void {
  for (const { shadowRoot, localName } of path)
    if (shadowRoot && !localName.startsWith('heed-')) met.add(shadowRoot);
}

function topElements(page: Document): HTMLElement[] {
  return [...(page.body?.children ?? [])].filter((one) => isHtml(one));
}
