import { el } from './dom.js';
import { words } from './words.js';

const presets = ['08:00', '13:00', '18:30'];

/**
 * The dialogs of "Schedule send", at body level, named as those who read them did (2026-11-22): three
 * presets, each of which commits at once, and one item that asks for a date and a time.
 */
export function openSchedule(commit) {
  const item = (name, text, act) => {
    const made = el('div', { class: name, role: 'menuitem', tabindex: '0' }, el('div', {}, text));
    made.addEventListener('click', () => {
      dialog.remove();
      act();
    });
    made.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' || event.key === ' ') made.click();
    });
    return made;
  };
  const menu = el(
    'div',
    { class: 'ZkmAeb', role: 'menu' },
    ...presets.map((time) => item('Az', `${time} ☀`, commit)),
    item('AM', words.pick, () => openPicker(commit)),
  );
  const dialog = el('div', { class: 'p-sheet', role: 'dialog' }, el('h2', {}, words.later), menu);
  document.body.append(dialog);
  menu.querySelector('[role=menuitem]').focus();
}

function openPicker(commit) {
  const field = (label, value) =>
    el('input', { type: 'text', jsname: 'YPqjbf', 'aria-label': label, value });
  const button = (label) =>
    el('button', { type: 'button' }, el('span', { jsname: 'V67aGc' }, label));
  const days = ['1', '2', '3'].map((day) => el('td', { role: 'gridcell' }, button(day)));
  const calendar = el('table', { role: 'grid' }, el('tbody', {}, el('tr', {}, ...days)));
  const cancel = button(words.cancel);
  const confirm = button(words.later);
  const dialog = el(
    'div',
    { class: 'p-sheet p-picker', role: 'dialog' },
    calendar,
    field('Date', '2030-01-02'),
    field('Time', '08:00'),
    cancel,
    confirm,
  );
  for (const each of [cancel, confirm]) each.addEventListener('click', () => dialog.remove());
  confirm.addEventListener('click', commit);
  document.body.append(dialog);
  dialog.querySelector('input').focus();
}
