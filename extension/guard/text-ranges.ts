type Piece = { readonly start: number; readonly end: number };

const blank = /\s/;

/**
 * Where a piece of what was read stands in the page. What was read is the nodes' text with its gaps
 * changed, so the two are walked along each other; `undefined` where they say different things.
 */
export function rangeOf(texts: readonly Text[], body: string, piece: Piece): Range | undefined {
  let at = 0;
  let range: Range | undefined;
  for (const node of texts) {
    const { data } = node;
    for (let index = 0; index < data.length; index++) {
      if (blank.test(data[index]!)) continue;
      while (at < body.length && blank.test(body[at]!)) at++;
      if (body[at] !== data[index]) return undefined;
      if (at >= piece.end) return range;
      if (at >= piece.start) {
        range ??= startingAt(node, index);
        range.setEnd(node, withGap(data, index + 1, piece.end - at));
      }
      at++;
    }
  }
  return range;
}

function startingAt(node: Text, index: number): Range {
  const range = node.ownerDocument.createRange();
  range.setStart(node, index);
  return range;
}

/** The gap after the last word goes with it where the piece has it too. */
function withGap(data: string, end: number, left: number): number {
  return left > 1 && end < data.length && blank.test(data[end]!) ? end + 1 : end;
}

/** Has the page itself put `text` where the range is, as if it were typed: it notices, and can undo it. */
export function typeOver(range: Range, text: string): boolean {
  const editor = editorAround(range.startContainer);
  const selection = editor?.ownerDocument.getSelection();
  if (!editor || !selection) return false;
  editor.focus({ preventScroll: true });
  selection.setBaseAndExtent(
    range.startContainer,
    range.startOffset,
    range.endContainer,
    range.endOffset,
  );
  return insert(editor.ownerDocument, text);
}

/** Deprecated, and the only way of writing that a page's editor hears of and that Ctrl+Z takes back. */
function insert(page: Document, text: string): boolean {
  return text === '' ? page.execCommand('delete') : page.execCommand('insertText', false, text);
}

function editorAround(node: Node): HTMLElement | undefined {
  const element = node.parentElement;
  let editor: HTMLElement | undefined;
  for (let at = element; at?.isContentEditable; at = at.parentElement) editor = at;
  return editor;
}
