import { isOverlay } from '../overlay/shield.ts';
import { all, isHtml, isShadowRoot, isTag, matches, pathOf } from '../sites/dom.ts';
import type { Site } from '../sites/site.ts';

/** Where a person is in the middle of writing: events that come from the very field, whatever the page is made of. */
const writing = ['focusin', 'beforeinput', 'input', 'compositionstart', 'paste'] as const;

/** An editor of less is no place for a message: CSS pixels. */
const least = { width: 80, height: 16 };

export type Elsewhere = {
  /** The editors that are in use and belong to no composer that is recognised. */
  readonly found: (composerRoots: readonly Element[]) => Element[];
};

/**
 * The second detector of composers, which knows nothing of any site: a place with lines to write in is
 * one, until the site recognises a composer round it or says that it is something else.
 */
export function watchElsewhere(site: Site, onWriting: () => void, signal: AbortSignal): Elsewhere {
  const used = new Set<Element>();

  for (const type of writing)
    window.addEventListener(type, notice, { capture: true, passive: true, signal });

  function notice(event: Event): void {
    if (isOverlay(event.target)) return;
    const editor = pathOf(event).find(isEditor);
    if (!editor || used.has(editor)) return;
    used.add(editor);
    onWriting();
  }

  return {
    found(composerRoots) {
      for (const editor of used) if (!editor.isConnected) used.delete(editor);
      const shown = all(document, ['[contenteditable]']).filter((one) => matches(one, editors));
      return [...new Set([...used, ...shown])].filter(
        (editor) =>
          !composerRoots.some((root) => holds(root, editor)) &&
          isRoomy(editor) &&
          site.isOtherWriting?.(editor) !== true,
      );
    },
  };
}

const editors = '[contenteditable=""],[contenteditable=true],[contenteditable=plaintext-only]';

/** Also of what lies in shadow roots below it. */
function holds(root: Element, inner: Element): boolean {
  for (let node: Node | null = inner; node; node = above(node)) if (node === root) return true;
  return false;
}

function above(node: Node): Node | null {
  return node.parentNode ?? (isShadowRoot(node) ? node.host : null);
}

function isEditor(element: Element): boolean {
  return isTag(element, 'textarea') || (isHtml(element) && element.isContentEditable);
}

function isRoomy(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= least.width && height >= least.height;
}
