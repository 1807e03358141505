import { el, wrapped } from './dom.js';

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
  const title = el('div', { class: 'aYF' }, 'New message');
  const button = (name, label, sign) =>
    el('button', { class: name, type: 'button', 'aria-label': label, title: label }, sign);
  const minimise = button('Hl', 'Minimise', '–');
  const fullScreen = button('Hq aUG', 'Full screen', '⤢');
  const close = button('Ha', 'Save and close', '×');
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
    'aria-label': 'Message body',
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

/** The foot of a compose: `{ bar, send, more, discard }`. Send stands in `.IZ .Up` beside its chevron. */
export function toolbar() {
  const roleButton = (name, attributes, ...children) =>
    el('div', { class: name, role: 'button', tabindex: '1', ...attributes }, ...children);
  // The marks U+202A and U+202C are in Gmail's own label, and break comparisons of text.
  const sendKeys = `\u202A(${navigator.platform.startsWith('Mac') ? '⌘' : 'Ctrl-'}Enter)\u202C`;
  const send = roleButton(
    'T-I J-J5-Ji aoO v7 T-I-atl L3',
    { 'aria-label': `Send ${sendKeys}`, 'data-tooltip': `Send ${sendKeys}` },
    'Send',
  );
  const more = roleButton(
    'T-I J-J5-Ji hG T-I-atl L3',
    { 'aria-label': 'More send options', 'aria-haspopup': 'true', 'aria-expanded': 'false' },
    el('div', { class: 'G-asx' }),
  );
  const discard = roleButton(
    'oh J-Z-I J-J5-Ji T-I-ax7',
    { 'aria-label': 'Discard draft' },
    'Discard',
  );
  const row = el(
    'tr',
    { class: 'btC' },
    el(
      'td',
      { class: 'gU Up' },
      el('div', { class: 'J-J5-Ji btA' }, el('div', { class: 'dC' }, send, more)),
    ),
    el('td', { class: 'gU p-saved', role: 'status' }),
    el('td', { class: 'gU az5' }, discard),
  );
  const table = el('table', { class: 'IZ', role: 'group' }, el('tbody', {}, row));
  const bar = el('div', { class: 'aDg' }, wrapped(1, el('div', { class: 'aDh' }, table)));
  return { bar, send, more, discard, saved: row.querySelector('.p-saved') };
}
