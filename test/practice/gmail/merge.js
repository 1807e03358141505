import { el } from './dom.js';
import { words } from './words.js';

/** Asks before one message goes to each by itself. At body level, apart from the message that it is about. */
export function confirmMerge({ to }, send) {
  // Each event of one press asks for it.
  if (document.querySelector('.p-confirm')) return;
  const button = (label) => el('button', { type: 'button' }, label);
  const yes = button(words.sendAll);
  const no = button(words.cancel);
  const dialog = el(
    'div',
    { class: 'p-sheet p-confirm', role: 'dialog' },
    el('p', {}, `Ready to send ${to.length}`),
    no,
    yes,
  );
  for (const each of [yes, no]) each.addEventListener('click', () => dialog.remove());
  yes.addEventListener('click', send);
  document.body.append(dialog);
  yes.focus();
}
