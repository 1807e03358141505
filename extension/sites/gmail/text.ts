import { isElement, matches } from '../dom.ts';
import { isA } from './selectors.ts';

const lines =
  'address, article, blockquote, div, h1, h2, h3, h4, h5, h6, li, p, pre, table, tr, ul, ol';

/** The words of somebody's own, line by line, without what they quote; `texts` gets their nodes. No layout. */
export function ownText(root: Element, texts: Text[] = []): string {
  let text = '';
  read(root);
  return text
    .replaceAll('\u00A0', ' ')
    .replaceAll(/[ \t]*\n[ \t]*/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

  function read(parent: Node): void {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        text += (node.nodeValue ?? '').replaceAll(/\s+/g, ' ');
        texts.push(node as Text);
      }
      if (!isElement(node) || isA('quote', node)) continue;
      if (matches(node, 'style, script')) continue;
      const isLine = matches(node, lines);
      if (isLine && text !== '' && !text.endsWith('\n')) text += '\n';
      read(node);
      if (isLine || matches(node, 'br')) text += '\n';
    }
  }
}
