import { el } from './dom.js';
import { mails } from './mails.js';

let count = 0;

/**
 * Offers known people while one types, in a list of its own inside the field: options with addresses,
 * which are no recipients until one is chosen. `choose(text)` takes one over.
 */
export function suggest(input, field, choose) {
  let list;

  function hide() {
    list?.remove();
    list = undefined;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-controls');
  }

  function option({ email, name }) {
    const made = el(
      'div',
      { class: 'p-suggestion', role: 'option', 'data-hovercard-id': email, 'data-name': name },
      `${name} ${email}`,
    );
    // Before the field loses the focus, which would make a recipient of what was typed so far.
    made.addEventListener('mousedown', (event) => {
      event.preventDefault();
      hide();
      choose(`${name} <${email}>`);
    });
    return made;
  }

  input.addEventListener('input', () => {
    hide();
    const typed = input.value.trim().toLowerCase();
    const found = mails.filter(
      ({ name }) => typed.length > 1 && name.toLowerCase().startsWith(typed),
    );
    if (found.length === 0) return;
    count += 1;
    const id = `:suggestions-${count}`;
    list = el('div', { id, class: 'p-suggestions', role: 'listbox' }, ...found.map(option));
    field.append(list);
    input.setAttribute('aria-controls', id);
    input.setAttribute('aria-owns', id);
    input.setAttribute('aria-expanded', 'true');
  });
  input.addEventListener('blur', hide);
  input.addEventListener('keydown', (event) => {
    // Ctrl+Enter sends, with the list still open.
    if (!event.ctrlKey && !event.metaKey && event.key.length > 1) hide();
  });
}
