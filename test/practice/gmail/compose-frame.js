import { bodyBox, hiddenFields, titleBar, toolbar } from './compose-parts.js';
import { el } from './dom.js';
import { recipientRow } from './recipients.js';
import { words } from './words.js';

/** A compose in a window of its own: what `composeContent` gives, and `{ shell, dialog, title }`. */
export function composeFrame(onChange) {
  const title = titleBar();
  const content = composeContent(onChange);
  // Without an aria-label, as Gmail's has none.
  const dialog = el(
    'div',
    { class: 'nH Hd', role: 'dialog' },
    el(
      'div',
      { class: 'nH Hy aXJ' },
      title.bar,
      el('div', { class: 'nH' }, el('div', { class: 'aaZ' }, content.frame)),
    ),
  );
  const shell = el(
    'div',
    { class: 'nH nn' },
    el('div', { class: 'AD' }, el('div', { class: 'nH' }, dialog)),
  );
  return { ...content, shell, dialog, title };
}

/**
 * A compose's elements, nested and named as InboxSDK's and gmail.js's readers (2026-07) expect them
 * of Gmail: only recipients, subject and hidden fields are in the form; text and Send are outside it.
 */
export function composeContent(onChange, { archives = false } = {}) {
  const rows = ['to', 'cc', 'bcc'].map((name) => recipientRow(name, onChange));
  const subject = el('input', {
    class: 'aoT',
    name: 'subjectbox',
    placeholder: words.subject,
    'aria-label': words.subject,
    autocomplete: 'off',
    tabindex: '1',
  });
  const twins = el('div', { class: 'oL aDm az9' });
  const { body, box } = bodyBox();
  const tools = toolbar({ archives });

  const fields = el(
    'div',
    { class: 'fX aXjCH' },
    el(
      'table',
      { class: 'GS', role: 'presentation', tabindex: '-1' },
      el('tbody', { class: 'bze' }, ...rows.map(({ row }) => row)),
    ),
  );
  const summary = el('div', { class: 'aoD hl p-hidden', tabindex: '1' }, twins);
  const form = el(
    'form',
    { class: 'bAs', enctype: 'multipart/form-data' },
    fields,
    summary,
    el('div', { class: 'aoD az6' }, subject),
    ...hiddenFields(),
  );
  form.addEventListener('submit', (event) => event.preventDefault());

  const below = el(
    'table',
    { class: 'iN', role: 'presentation' },
    el(
      'tbody',
      {},
      el('tr', {}, el('td', { class: 'GQ' }, el('div', { class: 'GP' }, box))),
      el('tr', {}, el('td', { class: 'HE' }, tools.bar)),
    ),
  );
  const outer = el(
    'table',
    { class: 'aoP aoC', role: 'presentation' },
    el(
      'tbody',
      {},
      el('tr', {}, el('td', { class: 'aoY' }), el('td', { class: 'I5' }, form, below)),
    ),
  );
  const region = el('div', { class: 'aoI', role: 'region', tabindex: '-1' }, outer);
  const frame = el('div', { class: 'M9' }, region);
  const [to, cc, bcc] = rows;
  return { frame, region, form, fields, summary, to, cc, bcc, subject, twins, body, tools };
}
