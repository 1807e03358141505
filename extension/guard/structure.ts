import type { PageElements } from '../../shared/protocol/messages.ts';

const deepest = 40;
const elementsMost = 5000;

/**
 * What a part of a page is made of: how many elements of which kind, at which depth. Names of tags,
 * roles and attributes alone; the background tells only those of a fixed list of words.
 */
export function structureOf(root: Element): PageElements[] {
  const found = new Map<string, PageElements>();
  let left = elementsMost;
  walk(root, 0);
  return [...found.values()];

  function walk(element: Element, depth: number): void {
    if (left-- <= 0 || depth > deepest) return;
    const role = element.getAttribute('role');
    const kind = {
      tag: element.localName,
      ...(role !== null && { role }),
      attributes: element.getAttributeNames(),
      depth,
    };
    const key = JSON.stringify(kind);
    found.set(key, { ...kind, count: (found.get(key)?.count ?? 0) + 1 });
    for (const child of element.children) walk(child, depth + 1);
    for (const child of element.shadowRoot?.children ?? []) walk(child, depth + 1);
  }
}
