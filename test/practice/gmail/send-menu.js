import { el } from './dom.js';
import { openSchedule } from './schedule.js';
import { words } from './words.js';

/** What the chevron beside Send opens. At body level, as Gmail's menus are. `sendLater` schedules the message. */
export function sendMenu(chevron, sendLater) {
  let menu;

  function close() {
    menu?.remove();
    menu = undefined;
    chevron.setAttribute('aria-expanded', 'false');
  }

  function choose() {
    close();
    openSchedule(sendLater);
  }

  function open() {
    const item = el(
      'div',
      { class: 'J-N yr', role: 'menuitem', selector: 'scheduledSend' },
      el('div', { class: 'J-N-Jz' }, words.later),
    );
    // As in Gmail, the item acts when the button is let go above it.
    item.addEventListener('mouseup', choose);
    menu = el('div', { class: 'J-M jQjAxd', role: 'menu', tabindex: '-1' }, item);
    const { left, top } = chevron.getBoundingClientRect();
    menu.style.left = `${Math.max(8, left - 70)}px`;
    menu.style.insetBlockEnd = `${innerHeight - top + 6}px`;
    document.body.append(menu);
    chevron.setAttribute('aria-expanded', 'true');
  }

  chevron.addEventListener('click', () => (menu ? close() : open()));
  // The chevron keeps the focus while its menu is open: Enter takes the only item.
  chevron.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (menu) choose();
      else open();
    } else if (event.key === 'Escape' && menu) {
      event.stopPropagation();
      close();
    }
  });
  addEventListener('mousedown', (event) => {
    if (menu && !menu.contains(event.target) && !chevron.contains(event.target)) close();
  });
}
