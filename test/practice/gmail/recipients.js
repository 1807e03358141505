import { readAddress, readAddresses } from './addresses.js';
import { el, wrapped } from './dom.js';

const labels = { to: 'To', cc: 'Cc', bcc: 'Bcc' };
const committers = new Set(['Enter', 'Tab', ',', ';']);

/**
 * One of To, Cc and Bcc: `{ row, addresses(), add(text), changed }`. Chips have the structure that
 * Gmail's have had since 2021; what is typed but not yet a chip counts as a recipient, as there.
 */
export function recipientRow(name, onChange) {
  const label = `${labels[name]} recipients`;
  const input = el('input', {
    class: 'agP aFw',
    type: 'text',
    role: 'combobox',
    'aria-label': label,
    'aria-haspopup': 'listbox',
    'aria-expanded': 'false',
    autocomplete: 'off',
    spellcheck: 'false',
    tabindex: '1',
  });
  const last = el('div', { class: 'aH9' }, input);
  const list = el('div', { role: 'listbox', 'aria-label': label }, last);
  const row = el(
    'tr',
    { class: `bzf p-row p-row-${name}` },
    el(
      'td',
      { class: 'ok' },
      el('div', { class: 'o1' }, el('span', { class: 'gO' }, labels[name])),
    ),
    el('td', { class: 'eV' }, wrapped(2, el('div', { class: 'anm', name }, wrapped(4, list)))),
  );

  const chips = () => [...list.querySelectorAll('[role=option]')];
  const commit = () => {
    const typed = input.value;
    input.value = '';
    for (const address of readAddresses(typed)) last.before(makeChip(address, remove));
    if (typed.trim() !== '') onChange();
  };
  const remove = (chip) => {
    chip.closest('.agh').remove();
    input.focus();
    onChange();
  };

  input.addEventListener('blur', commit);
  input.addEventListener('input', () => (/[,;]/.test(input.value) ? commit() : onChange()));
  input.addEventListener('keydown', (event) => {
    // Ctrl+Enter sends, and is nobody's business here.
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    if (committers.has(event.key) && input.value.trim() !== '') {
      if (event.key !== 'Tab') event.preventDefault();
      commit();
    } else if (event.key === 'Backspace' && input.value === '') {
      chips().at(-1)?.focus();
    }
  });
  list.addEventListener('keydown', (event) => {
    const chip = event.target.closest('[role=option]');
    if (chip && (event.key === 'Backspace' || event.key === 'Delete')) {
      event.preventDefault();
      event.stopPropagation();
      remove(chip);
    }
  });
  row.addEventListener('click', (event) => {
    if (!event.target.closest('[role=option]')) input.focus();
  });

  return {
    row,
    input,
    add: (text) => {
      input.value = text;
      commit();
    },
    chips: () =>
      chips().map((chip) => ({ email: chip.dataset.hovercardId, name: chip.dataset.name })),
    addresses: () => {
      const typed = readAddress(input.value);
      const fixed = chips().map((chip) => chip.dataset.hovercardId);
      return typed ? [...fixed, typed.email] : fixed;
    },
  };
}

function makeChip({ email, name }, remove) {
  const cross = el('div', { class: 'afX', role: 'button', 'aria-label': 'Remove' }, '×');
  const chip = el(
    'div',
    {
      class: `afV p-chip${email.includes('@') ? '' : ' p-chip-bad'}`,
      role: 'option',
      tabindex: '-1',
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
  // A full gesture of a script removes as well as a person's click does, but only once.
  cross.addEventListener('click', (event) => {
    event.stopPropagation();
    if (chip.isConnected) remove(chip);
  });
  return el('div', { class: 'agh' }, el('div', { class: 'agb' }, chip));
}
