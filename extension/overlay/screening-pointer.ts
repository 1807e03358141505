import { deepActive, isOverlay } from './shield.ts';
import type { ShownFinding } from './screening-input.ts';

type Tell = (finding: ShownFinding | undefined) => void;
type Findings = () => readonly ShownFinding[];

/** Typing moves the caret too: a card must not jump up under every key. Milliseconds. */
const typing = 700;

/** Tells over which underlined words the pointer is, whenever that changes. One look a frame. */
export function findingUnder(findings: Findings, tell: Tell, signal: AbortSignal): void {
  let last: string | undefined;
  let frame = 0;
  const look = ({ clientX: x, clientY: y, target }: PointerEvent) => {
    if (frame || isOverlay(target)) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const found = findings().find(({ range }) => range && isInside(range, x, y));
      if (found?.id === last) return;
      last = found?.id;
      tell(found);
    });
  };
  window.addEventListener('pointermove', look, { capture: true, passive: true, signal });
}

/** Tells in which underlined words the caret has been put, by a click or by the arrows. */
export function findingAtCaret(findings: Findings, tell: Tell, signal: AbortSignal): void {
  let typedAt = -Infinity;
  let last: string | undefined;
  window.addEventListener('input', ({ timeStamp }) => (typedAt = timeStamp), {
    capture: true,
    signal,
  });
  const look = ({ timeStamp }: Event) => {
    if (timeStamp - typedAt < typing) return;
    const selection = document.getSelection();
    const node = selection?.isCollapsed === true ? selection.focusNode : null;
    if (!node || deepActive() === null) return;
    const offset = selection!.focusOffset;
    const found = findings().find(({ range }) => range && contains(range, node, offset));
    if (found?.id === last) return;
    last = found?.id;
    if (found) tell(found);
  };
  document.addEventListener('selectionchange', look, { signal });
}

function contains(range: Range, node: Node, offset: number): boolean {
  return range.startContainer.getRootNode() === node.getRootNode()
    ? range.isPointInRange(node, offset)
    : false;
}

function isInside(range: Range, x: number, y: number): boolean {
  for (const { left, right, top, bottom } of range.getClientRects())
    if (x >= left && x <= right && y >= top && y <= bottom) return true;
  return false;
}
