import { el, wrapped } from './dom.js';
import { generation } from './generation.js';

/** The field that recipients stand in, as this generation draws it: `{ cell, list, input, last }`. */
export function recipientField(name, label) {
  return generation.hasClassicRecipients ? classicField(name, label) : chipField(name, label);
}

/** A recipient, as this generation draws it: `{ holder, chip }`. `remove(chip)` takes it out. */
export function makeChip(address, name, remove) {
  const made = generation.hasClassicRecipients ? classicChip(address, name) : chip(address);
  // A full gesture of a script removes as well as a person's click does, but only once.
  made.cross.addEventListener('click', (event) => {
    event.stopPropagation();
    if (made.chip.isConnected) remove(made.chip);
  });
  return made;
}

function chipField(name, label) {
  const input = el('input', {
    class: 'agP aFw',
    type: 'text',
    role: 'combobox',
    'aria-label': label,
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
    'peoplekit-id': 'BbVjBd',
    autocomplete: 'off',
    spellcheck: 'false',
    tabindex: '1',
  });
  const last = el('div', { class: 'aH9' }, input);
  const list = el('div', { role: 'listbox', 'aria-label': label }, last);
  return {
    input,
    last,
    list,
    cell: wrapped(2, el('div', { class: 'anm', name }, wrapped(4, list))),
  };
}

/** As captured in 2020: a textarea, and before it an element with a hidden input for each recipient. */
function classicField(name, label) {
  const input = el('textarea', {
    class: 'vO',
    name,
    rows: '1',
    role: 'combobox',
    'aria-label': label,
    'aria-autocomplete': 'list',
    spellcheck: 'false',
    tabindex: '1',
  });
  const list = el('div', { class: 'wO nr' }, input);
  return { input, last: input, list, cell: el('div', { class: 'oj' }, list) };
}

function chip({ email, name }) {
  const cross = el('div', { class: 'afX', role: 'button', 'aria-label': 'Remove' }, '×');
  const made = el(
    'div',
    {
      class: `afV p-chip${email.includes('@') ? '' : ' p-chip-bad'}`,
      role: 'option',
      tabindex: '-1',
      'peoplekit-id': 'XPtOyb',
      'data-hovercard-id': email,
      'data-name': name,
      'aria-label': name || email,
      title: email,
    },
    el(
      'div',
      { class: 'afW' },
      el('span', { class: 'afZ' }),
      el('div', { class: 'afR' }, name || email),
      cross,
    ),
  );
  const box = wrapped(generation.chipDepth - 1, made);
  return {
    chip: made,
    cross,
    holder: el('div', { class: 'agh' }, el('div', { class: 'agb' }, box)),
  };
}

function classicChip({ email, name }, field) {
  const cross = el('div', { class: 'vM' }, '×');
  const value = name ? `${name} <${email}>` : email;
  const made = el(
    'div',
    { class: 'vR p-chip' },
    el('span', { class: 'vN bfK' }, el('div', { class: 'vT' }, name || email), cross),
    el('input', { type: 'hidden', name: field, value }),
  );
  return { chip: made, cross, holder: made };
}
