import { readAddress, readAddresses } from './addresses.js';
import { makeChip, recipientField } from './chip-shapes.js';
import { el } from './dom.js';
import { suggest } from './suggestions.js';
import { words } from './words.js';

const labels = { to: words.to, cc: 'Cc', bcc: 'Bcc' };
const committers = new Set(['Enter', 'Tab', ',', ';']);

/**
 * One of To, Cc and Bcc: `{ row, addresses(), add(text), changed }`. Chips have the structure that
 * Gmail's have had since 2021; what is typed but not yet a chip counts as a recipient, as there.
 */
export function recipientRow(name, onChange) {
  const label = `${labels[name]} ${words.recipients}`;
  const { input, last, list, cell } = recipientField(name, label);
  const row = el(
    'tr',
    { class: `bzf p-row p-row-${name}` },
    el(
      'td',
      { class: 'ok' },
      el('div', { class: 'o1' }, el('span', { class: 'gO', role: 'link' }, labels[name])),
    ),
    el('td', { class: 'eV' }, cell),
  );

  /** The page's own knowledge of whom it writes to, which does not hang on how a chip looks. */
  const made = [];
  const chips = () => made.map(({ chip }) => chip);
  const commit = () => {
    const typed = input.value;
    input.value = '';
    for (const address of readAddresses(typed)) {
      const { holder, chip } = makeChip(address, name, remove);
      made.push({ ...address, holder, chip });
      last.before(holder);
    }
    if (typed.trim() !== '') onChange();
  };
  const remove = (chip) => {
    const at = made.findIndex((one) => one.chip === chip);
    const [{ holder } = {}] = at < 0 ? [] : made.splice(at, 1);
    chip.remove();
    holder?.remove();
    input.focus();
    onChange();
  };

  suggest(input, list.parentElement, (text) => {
    input.value = text;
    commit();
  });
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
    const chip = chips().find((one) => one.contains(event.target));
    if (chip && (event.key === 'Backspace' || event.key === 'Delete')) {
      event.preventDefault();
      event.stopPropagation();
      remove(chip);
    }
  });
  row.addEventListener('click', (event) => {
    if (!chips().some((one) => one.contains(event.target))) input.focus();
  });

  return {
    row,
    input,
    add: (text) => {
      input.value = text;
      commit();
    },
    list,
    chipElements: chips,
    replaceChip: (old, chip) => {
      made.find((one) => one.chip === old).chip = chip;
    },
    chips: () => made.map((one) => ({ email: one.email, name: one.name })),
    addresses: () => {
      const typed = readAddress(input.value);
      const fixed = made.map(({ email }) => email);
      return typed ? [...fixed, typed.email] : fixed;
    },
  };
}
