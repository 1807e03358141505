import { pathOf } from '../../../extension/sites/dom.ts';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import type { SendGesture } from '../../../extension/sites/site.ts';

/** Pages with the structure that `docs/coverage.md` names the evidence for; the words are ours. */
export const ines = 'ACoAABq1InesMarek000';
export const joao = 'ACoAABq1JoaoPrado000';

/** Shows a page at one of LinkedIn's addresses. */
export function openAt(path: string, html: string): void {
  const { happyDOM } = window as unknown as { happyDOM: { setURL: (url: string) => void } };
  happyDOM.setURL(`https://www.linkedin.com${path}`);
  document.body.innerHTML = html;
}

const message = (who: string, from: string, text: string): string => `
  <li class="msg-s-message-list__event"><div class="msg-s-event-listitem ${who}">
    <a class="msg-s-event-listitem__link" href="/in/${from}">x</a>
    <p class="msg-s-event-listitem__body">${text}</p></div></li>`;

export const theirs = (from: string, text = 'Hello'): string =>
  message('msg-s-event-listitem--other', from, text);
export const mine = message('', 'ACoAABq1Myself00000', 'Good morning');
export const quickReply = `<li class="msg-s-message-list__quick-replies-container">
  <button type="button">Thank you</button></li>`;

export const sendHtml = '<button class="msg-form__send-button" type="submit">Send</button>';
export const form = (send = sendHtml): string => `
  <form class="msg-form">
    <div class="msg-form__contenteditable" contenteditable="true" role="textbox"><p><br></p></div>
    <footer><button type="button" aria-label="Attach a file" aria-expanded="false">+</button>${send}
    <button class="msg-form__send-toggle" type="button">…</button></footer></form>`;

export const headOf = (id: string, name: string): string =>
  `<a class="msg-thread__link-to-profile" href="https://www.linkedin.com/in/${id}/">
    <h2 class="msg-entity-lockup__entity-title">${name}</h2><div>Status is offline</div></a>`;

type Parts = { head?: string; list?: string; form?: string };

export const thread = (parts: Parts = {}): string => `
  <main><aside><ul><li><a href="/messaging/thread/2-x/"><h3>Noa Levin</h3></a></li></ul></aside>
  <div class="msg-convo-wrapper msg-thread">
    <div class="msg-title-bar">${parts.head ?? headOf(ines, 'Ines Marek')}</div>
    <ul class="msg-s-message-list">${mine}${parts.list ?? theirs(ines)}</ul>
    ${parts.form ?? form()}</div></main>`;

export const bubble = (id: string, name: string): string => `
  <div class="msg-overlay-conversation-bubble"><header><h2 class="msg-overlay-bubble-header__title">
    <a href="/in/${id}/">${name}</a></h2></header>
    <div><ul class="msg-s-message-list">${theirs(id)}</ul>${form()}</div></div>`;

export const pill = (name: string, more = ''): string =>
  `<button class="artdeco-pill artdeco-pill--dismiss" aria-label="Remove ${name}" ${more}>
    <span class="artdeco-pill__text">${name}</span></button>`;

export const newMessage = (pills: string, below = ''): string => `
  <main><div class="msg-convo-wrapper msg-thread"><h2>New message</h2>
    <section><label>To</label><div>${pills}<input role="combobox"></div></section>${below}
    ${form()}</div></main>`;

/** LinkedIn's outlet with this inside its shadow root. */
export function inShadow(html: string): ShadowRoot {
  document.body.innerHTML = '<main></main><div id="interop-outlet"></div>';
  const root = document.querySelector('#interop-outlet')!.attachShadow({ mode: 'open' });
  root.innerHTML = html;
  return root;
}

/** What the site says of an event, asked while it is under way, as the guard does. */
export function gestureOf(target: Element, event: Event): SendGesture | null {
  let found: SendGesture | null = null;
  const listen = (e: Event): void => {
    found = linkedin.sendGesture(e, pathOf(e));
    e.preventDefault();
  };
  window.addEventListener(event.type, listen, true);
  target.dispatchEvent(event);
  window.removeEventListener(event.type, listen, true);
  return found;
}

const init = { bubbles: true, composed: true, cancelable: true };
export const key = (more: KeyboardEventInit): Event =>
  new KeyboardEvent('keydown', { ...init, key: 'Enter', ...more });
export const click = (): Event => new MouseEvent('click', init);

/** `slug or id`, or `? text` of somebody who cannot be looked up, or why it cannot be read. */
export function whom(gesture: SendGesture | null): string[] | string | null {
  if (!gesture) return null;
  const reading = gesture.composer.recipients();
  if (reading.status !== 'read') return reading.why;
  return reading.recipients.map(({ identifier, text }) => identifier?.value ?? `? ${text}`);
}

export const find = (selector: string, root: ParentNode = document): HTMLElement =>
  root.querySelector<HTMLElement>(selector)!;
