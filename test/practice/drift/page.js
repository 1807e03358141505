import { mutate } from './mutate.js';

const site = location.hostname === 'www.linkedin.com' ? 'linkedin' : 'gmail';
const { open } = await import(`./${site}.js`);

let page;

/** Opens a composer to these people and changes it by this seed. Answers what was changed, and how to send. */
export async function start(people, seed, { isChanged }) {
  page = await open(people, seed);
  // Where it stands and scrolls is the suite's, so that Send can be reached whatever styles are lost.
  page.root.style.cssText =
    'position: fixed; inset-block-start: 8px; inset-inline-start: 8px; inline-size: 540px; max-block-size: 440px; overflow: auto; background: Canvas; z-index: 8';
  const changes = isChanged ? await mutate(page, seed) : [];
  return { changes, gesture: page.gesture };
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
  if (!element) return false;
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
    for (const { shadowRoot, contentDocument } of root.querySelectorAll('*'))
      for (const inner of [shadowRoot, contentDocument]) if (inner) look(inner);
  };
  look(document);
  return { states, dialog };
}
