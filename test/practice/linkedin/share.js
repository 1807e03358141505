import { el } from '../gmail/dom.js';
import { newMessage } from './chat.js';
import { act } from './gestures.js';
import { personOf, wish } from './people.js';
import { outlet } from './pages.js';

/** A post, sent to people in a message: they are picked in the box that opens. */
export function post() {
  const picked = (wish.get('with') ?? 'ines-marek').split(',').map(personOf);
  const root = outlet();
  const box = el('div', { role: 'dialog' });
  const open = act(el('button', { type: 'button', class: 'p-share' }, 'Send in a message'), () => {
    box.replaceChildren(newMessage(picked));
    root.append(box);
  });
  return [el('section', {}, el('p', {}, 'A post'), open)];
}
