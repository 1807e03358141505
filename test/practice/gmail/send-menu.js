import { el } from './dom.js';

/** What the chevron beside Send opens. At body level, as Gmail's menus are. Sending later is not built yet. */
export function sendMenu(chevron) {
  let menu;

  function close() {
    menu?.remove();
    menu = undefined;
    chevron.setAttribute('aria-expanded', 'false');
  }

  function open() {
    const item = el(
      'div',
      { class: 'J-N yr', role: 'menuitem', selector: 'scheduledSend', 'aria-disabled': 'true' },
      el('div', { class: 'J-N-Jz' }, 'Schedule send (not in this practice inbox yet)'),
    );
    menu = el('div', { class: 'J-M jQjAxd', role: 'menu', tabindex: '-1' }, item);
    const { left, top } = chevron.getBoundingClientRect();
    menu.style.insetInlineStart = `${Math.max(8, left - 70)}px`;
    menu.style.insetBlockEnd = `${innerHeight - top + 6}px`;
    document.body.append(menu);
    chevron.setAttribute('aria-expanded', 'true');
  }

  const toggle = () => (menu ? close() : open());
  chevron.addEventListener('click', toggle);
  chevron.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      toggle();
    } else if (event.key === 'Escape' && menu) {
      event.stopPropagation();
      close();
    }
  });
  addEventListener('mousedown', (event) => {
    if (menu && !menu.contains(event.target) && !chevron.contains(event.target)) close();
  });
}
