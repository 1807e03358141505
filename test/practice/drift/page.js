import { mutate } from './mutate.js';
import { open } from './gmail.js';

let page;

/** Opens a composer to these people and changes it by this seed; not at all by 0. Answers what was changed. */
export async function start(people, seed) {
  page = open(people);
  // Where it stands and scrolls is the suite's, so that Send can be reached whatever styles are lost.
  page.root.style.cssText =
    'position: fixed; inset-block-start: 8px; inset-inline-start: 8px; inline-size: 540px; max-block-size: 440px; overflow: auto; background: Canvas; z-index: 8';
  return seed === 0 ? [] : mutate(page, seed);
}

export function end() {
  page?.close();
  page = undefined;
}

/** The middle of Send in CSS pixels of the window; null when something else is there. */
export function sendAt() {
  page.send.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const { x, y, width, height } = page.send.getBoundingClientRect();
  const at = { x: x + width / 2, y: y + height / 2 };
  const top = page.send.getRootNode().elementFromPoint(at.x, at.y);
  if (width === 0 || !top || !page.send.contains(top)) return null;
  for (let frame = page.send.ownerDocument.defaultView.frameElement; frame;) {
    const box = frame.getBoundingClientRect();
    at.x += box.x;
    at.y += box.y;
    frame = frame.ownerDocument.defaultView.frameElement;
  }
  return at.y < innerHeight && at.x < innerWidth && at.y > 0 ? at : null;
}

/** Whether Send, or else the text, has the focus now. */
export function focusOn(what) {
  const element = what === 'send' ? page.send : page.body;
  element.focus();
  return element.getRootNode().activeElement === element;
}

/** What Heed says, in this page and in the frames that it made. */
export function heard() {
  const states = [];
  let dialog = '';
  const look = (root) => {
    for (const host of root.querySelectorAll('heed-page-state'))
      if (host.shadowRoot?.querySelector('.pill')) states.push(host.dataset.state);
    for (const host of root.querySelectorAll('heed-dialog'))
      dialog ||= host.shadowRoot?.querySelector('dialog[open]')?.textContent ?? '';
    for (const frame of root.querySelectorAll('iframe')) look(frame.contentDocument);
  };
  look(document);
  return { states, dialog };
}
