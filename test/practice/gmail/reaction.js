import { el } from './dom.js';

/** A picker of emoji at body level. Its real markup is not known (2026-11-22). */
export function openPicker(choose) {
  const button = (emoji) => {
    const made = el('button', { type: 'button', 'aria-label': emoji }, emoji);
    made.addEventListener('click', () => {
      picker.remove();
      choose(emoji);
    });
    return made;
  };
  const picker = el(
    'div',
    { class: 'p-sheet p-emoji', role: 'dialog' },
    ...['👍', '❤️', '🎉'].map(button),
  );
  document.body.append(picker);
}
