import { el, wrapped } from './dom.js';
import { generation } from './generation.js';
import { withShortcut, words } from './words.js';

let composeCount = 0;

/** The fields that Gmail keeps hidden in every compose's form. */
export function hiddenFields() {
  composeCount += 1;
  const draft = `#msg-a:r${Math.trunc(Math.random() * 1e15)}`;
  const fields = {
    composeid: composeCount,
    from: 'you@practice.example',
    subject: '',
    draft,
    rt: '',
    lts: '',
    rm: '',
    ishtml: '1',
    body: '',
  };
  return Object.entries(fields).map(([name, value]) =>
    el('input', { type: 'hidden', name, value }),
  );
}

/** Title bar: `{ bar, title, minimise, fullScreen, close }`. */
export function titleBar() {
  const title = el('div', { class: 'aYF' }, words.newMessage);
  // Pictures until 2026-06, buttons since.
  const button = (name, label, sign) =>
    generation.hasTitleButtons
      ? el('button', { class: name, type: 'button', 'aria-label': label, title: label }, sign)
      : el('img', { class: name, src: '/static/gmail/icon.svg', alt: label, 'aria-label': label });
  const minimise = button('Hl', 'Minimise', '–');
  const fullScreen = button('Hq aUG', 'Full screen', '⤢');
  const close = button('Ha', words.close, '×');
  const bar = el(
    'div',
    { class: 'nH wKggEb' },
    el(
      'table',
      { class: 'cf Ht', role: 'presentation' },
      el(
        'tbody',
        {},
        el(
          'tr',
          {},
          el('td', {}, el('div', { class: 'Hp' }, el('h2', { class: 'a3E' }, title))),
          el('td', { class: 'Hm' }, minimise, fullScreen, close),
        ),
      ),
    ),
  );
  return { bar, title, minimise, fullScreen, close };
}

/** The message's text: `{ body, box }`. */
export function bodyBox() {
  const body = el('div', {
    class: 'Am Al editable LW-avf',
    'aria-label': words.body,
    'aria-multiline': 'true',
    role: 'textbox',
    g_editable: 'true',
    contenteditable: 'true',
    tabindex: '1',
  });
  body.append(el('br'));
  const cell = el('td', { class: 'Ap' }, el('div', { class: 'Ar Au' }, body));
  const box = el('table', { class: 'cf An' }, el('tbody', {}, el('tr', {}, cell)));
  return {
    body,
    box: el('div', { class: 'qz aXjCH' }, el('div', { class: 'et' }, wrapped(1, box))),
  };
}

/** The foot of a compose: `{ bar, send, archive, more, merge, discard }`. Send stands in `.IZ .Up` beside its chevron. */
export function toolbar({ archives = false } = {}) {
  const roleButton = (name, attributes, ...children) =>
    el('div', { class: name, role: 'button', tabindex: '1', ...attributes }, ...children);
  // The marks U+202A and U+202C are in Gmail's own label, and break comparisons of text.
  const label = withShortcut(words.send);
  const send = roleButton(
    'T-I J-J5-Ji aoO v7 T-I-atl L3',
    { 'aria-label': label, 'data-tooltip': label },
    words.send,
  );
  const archive = roleButton('T-I J-J5-Ji Uo v7 T-I-atl L3', { 'aria-label': words.archive }, '🗄');
  const more = roleButton(
    'T-I J-J5-Ji hG T-I-atl L3',
    { 'aria-label': words.more, 'aria-haspopup': 'true', 'aria-expanded': 'false' },
    el('div', { class: 'G-asx' }),
  );
  const toggle = (name, title) => {
    const button = roleButton(`p-toggle ${name}`, { 'aria-pressed': 'false' }, title);
    button.addEventListener('click', () => {
      const isOn = button.getAttribute('aria-pressed') === 'true';
      button.setAttribute('aria-pressed', String(!isOn));
    });
    return button;
  };
  const merge = toggle('p-merge', 'Mail merge');
  const secret = toggle('brq', 'Confidential mode');
  const discard = roleButton(
    'oh J-Z-I J-J5-Ji T-I-ax7',
    { 'aria-label': words.discard },
    words.discard,
  );
  const pair = el('div', { class: 'dC' }, send, more);
  const sends = el('div', { class: 'J-J5-Ji btA' }, pair, ...(archives ? [archive] : []));
  const row = el(
    'tr',
    { class: 'btC' },
    el('td', { class: 'gU Up' }, sends),
    el('td', { class: 'gU p-saved', role: 'status' }),
    el('td', { class: 'gU az5' }, merge, secret, discard),
  );
  const table = el('table', { class: 'IZ', role: 'group' }, el('tbody', {}, row));
  const bar = el('div', { class: 'aDg' }, wrapped(1, el('div', { class: 'aDh' }, table)));
  return { bar, send, archive, more, merge, discard, saved: row.querySelector('.p-saved') };
}
