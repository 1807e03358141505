/** The first element that any of the candidates finds, in their order. */
export function first(root: ParentNode, candidates: readonly string[]): HTMLElement | null {
  for (const selector of candidates) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}

/** All elements of the first candidate that finds any. */
export function all(root: ParentNode, candidates: readonly string[]): HTMLElement[] {
  for (const selector of candidates) {
    const found = root.querySelectorAll<HTMLElement>(selector);
    if (found.length > 0) return [...found];
  }
  return [];
}

/** The elements of an event's path, innermost first; it reaches into open shadow roots where `target` does not. */
export function pathOf(event: Event): Element[] {
  return event.composedPath().filter((node): node is Element => node instanceof Element);
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
