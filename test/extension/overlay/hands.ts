import { vi } from 'vitest';

/** What a person does, as the browser reports it. A page can dispatch the same events, but not this flag. */
export function byHand<Made extends Event>(event: Made): Made {
  Object.defineProperty(event, 'isTrusted', { value: true });
  return event;
}

export function press(element: Element, detail = 1): void {
  element.dispatchEvent(
    byHand(new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, detail })),
  );
}

/** Lets Preact draw and its effects run. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  // What was only asked for at the end of that, where a slow machine did all of it late.
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Builds for practice and tests open the shadow root, so that a test can look inside. */
export function openRoots(): void {
  vi.stubEnv('VITE_HEED_PRACTICE', '1');
}

export function inside(name: string): ShadowRoot {
  const root = document.querySelector(name)?.shadowRoot;
  if (!root) throw new Error(`No open ${name} in the page.`);
  return root;
}

export function buttons(root: ParentNode): string[] {
  return [...root.querySelectorAll('button')].map(({ textContent }) => textContent);
}

export function button(root: ParentNode, words: RegExp): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find((one) => words.test(one.textContent));
  if (!found) throw new Error(`No button ${words}; there are: ${buttons(root).join(' | ')}`);
  return found;
}
