/** The first element that any of the candidates finds, in their order. */
export function first(root: ParentNode, candidates: readonly string[]): HTMLElement | null {
  for (const selector of candidates) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}

/** What was found in whole documents and shadow roots during one look, by what it was found with. */
let looked: Map<ParentNode, Map<string, readonly HTMLElement[]>> | undefined;

/**
 * While one look at a page lasts nothing in it changes but Heed's own marks, so the whole of it is asked
 * each question once: in a page of ten thousand nodes an answer takes a millisecond.
 */
export function inOneLook<T>(look: () => T): T {
  if (looked) return look();
  looked = new Map();
  try {
    return look();
  } finally {
    looked = undefined;
  }
}

/** All elements of the first candidate that finds any. */
export function all(root: ParentNode, candidates: readonly string[]): HTMLElement[] {
  for (const selector of candidates) {
    const found = everyOf(root, selector);
    if (found.length > 0) return [...found];
  }
  return [];
}

/**
 * All elements that any of the selectors finds, in the order of the document. In the whole of a page of ten
 * thousand nodes Chromium takes 0.1 ms for each alone, and 2 ms for four as a list.
 */
export function eachOf(root: ParentNode, selectors: readonly string[]): HTMLElement[] {
  const found = selectors.map((one) => everyOf(root, one)).filter(({ length }) => length > 0);
  if (found.length < 2) return [...(found[0] ?? [])];
  return [...new Set(found.flat())].sort(byPlace);
}

/** For sorting into the order of the document. */
export function byPlace(a: Node, b: Node): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function everyOf(root: ParentNode, selector: string): readonly HTMLElement[] {
  if (!looked || isElement(root)) return [...root.querySelectorAll<HTMLElement>(selector)];
  let known = looked.get(root);
  if (!known) looked.set(root, (known = new Map()));
  let found = known.get(selector);
  if (!found) known.set(selector, (found = [...root.querySelectorAll<HTMLElement>(selector)]));
  return found;
}

/** The elements of an event's path, innermost first; it reaches into open shadow roots where `target` does not. */
export function pathOf(event: Event): Element[] {
  return event.composedPath().filter(isElement);
}

const gesture = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'] as const;

/** The whole gesture of a mouse click, as a page hears it. Blocking or sending only part of it is not enough. */
export function clickWholly(element: HTMLElement): void {
  for (const type of gesture) {
    const Type = type.startsWith('pointer') ? PointerEvent : MouseEvent;
    element.dispatchEvent(
      new Type(type, { bubbles: true, cancelable: true, composed: true, button: 0, view: window }),
    );
  }
}

export function pressKey(element: Element, key: string, held: EventModifierInit = {}): void {
  for (const type of ['keydown', 'keyup']) {
    element.dispatchEvent(
      new KeyboardEvent(type, { ...held, key, bubbles: true, cancelable: true, composed: true }),
    );
  }
}

/** A form whose field is called `matches` hides the method of that name. */
export function matches(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/*
 * What a node is, by what it says of itself: `instanceof` is false for one that a page has moved to
 * another frame, whose classes are others.
 */

export function isElement(node: unknown): node is Element {
  return isNode(node) && node.nodeType === Node.ELEMENT_NODE;
}

export function isHtml(node: unknown): node is HTMLElement {
  return isElement(node) && node.namespaceURI === 'http://www.w3.org/1999/xhtml';
}

export function isTag<Name extends keyof HTMLElementTagNameMap>(
  node: unknown,
  ...names: readonly Name[]
): node is HTMLElementTagNameMap[Name] {
  return isHtml(node) && names.some((name) => name === node.localName);
}

export function isShadowRoot(node: unknown): node is ShadowRoot {
  return isNode(node) && node.nodeType === Node.DOCUMENT_FRAGMENT_NODE && 'host' in node;
}

function isNode(node: unknown): node is Node {
  return typeof node === 'object' && node !== null && 'nodeType' in node;
}
