import { el } from '../gmail/dom.js';
import { act } from './gestures.js';
import { language, peopleWished, profileById, say, wish } from './people.js';
import { postMessage } from './post.js';

/** How the page's address wishes a conversation to be. */
const wished = { isEnter: wish.get('mode') === 'enter', isQuick: wish.has('quick') };

/** What a conversation's form is made of; `mode=enter` has no Send, as for those who send by Enter. */
function form(send, { isEnter } = wished) {
  const editor = el(
    'div',
    {
      class: 'msg-form__contenteditable',
      contenteditable: 'true',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': say.write,
    },
    el('p', {}, el('br')),
  );
  const sendButton = el('button', { class: 'msg-form__send-button', type: 'submit' }, say.send);
  const toggle = el(
    'button',
    { class: 'msg-form__send-toggle', type: 'button', 'aria-expanded': 'false' },
    '…',
  );
  const subject = wish.has('inmail') && el('input', { name: 'subject', 'aria-label': 'Subject' });
  const box = el(
    'form',
    { class: 'msg-form' },
    ...(subject ? [subject] : []),
    el('div', { class: 'msg-form__msg-content-container' }, editor),
    el(
      'footer',
      { class: 'msg-form__footer' },
      el(
        'button',
        { type: 'button', 'aria-label': 'Attach a file', 'aria-expanded': 'false' },
        '+',
      ),
      ...(isEnter ? [] : [sendButton]),
      toggle,
    ),
  );
  const go = () => send(editor.innerText.trim());
  box.addEventListener('submit', (event) => {
    event.preventDefault();
    go();
  });
  if (!isEnter) act(sendButton, go);
  editor.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return;
    const sends = event.ctrlKey || event.metaKey || (isEnter && !event.shiftKey);
    if (!sends) return;
    event.preventDefault();
    go();
  });
  return box;
}

function message(person, text) {
  const theirs = person !== undefined;
  const link = { class: 'msg-s-event-listitem__link', href: profileById(person ?? me) };
  return el(
    'li',
    { class: 'msg-s-message-list__event' },
    el(
      'div',
      { class: `msg-s-event-listitem${theirs ? ' msg-s-event-listitem--other' : ''}` },
      el('a', link, (person ?? me).name),
      el('p', { class: 'msg-s-event-listitem__body' }, text),
    ),
  );
}

const me = { id: 'ACoAABme000000000000', name: 'Practice Member' };

function quickReplies(send) {
  const buttons = say.quick.map((text) =>
    act(el('button', { type: 'button' }, text), () => send(text)),
  );
  return el('li', { class: 'msg-s-message-list__quick-replies-container' }, ...buttons);
}

function list(send, people, { isQuick }) {
  const theirText = wish.get('theirs') ?? (language === 'de' ? 'Guten Tag' : 'Hello there');
  return el(
    'ul',
    { class: 'msg-s-message-list' },
    message(undefined, 'Good morning'),
    ...people.map((person) => message(person, theirText)),
    ...(isQuick ? [quickReplies(send)] : []),
  );
}

/** The pane of /messaging/thread/: one person's name is a link to them, a group's is not. */
export function threadPane(people = peopleWished, how = wished) {
  const [person] = people;
  const sendToAll = (text) => postMessage(people, text);
  const title = el(
    'h2',
    { class: 'msg-entity-lockup__entity-title' },
    wish.get('group') ?? person.name,
  );
  const head = wish.has('group')
    ? title
    : el(
        'a',
        { class: 'msg-thread__link-to-profile', href: profileById(person) },
        title,
        el('div', { class: 'msg-entity-lockup__presence-status' }, 'Status is offline'),
      );
  return el(
    'div',
    { class: 'msg-convo-wrapper msg-thread' },
    el('div', { class: 'msg-title-bar' }, head),
    list(sendToAll, people, how),
    form(sendToAll, how),
  );
}

/** The small window at the foot of other pages. */
export function bubble(people = peopleWished, how = wished) {
  const [person] = people;
  const sendToAll = (text) => postMessage(people, text);
  return el(
    'div',
    { class: 'msg-overlay-conversation-bubble', role: 'dialog' },
    el(
      'header',
      { class: 'msg-overlay-bubble-header' },
      el(
        'h2',
        { class: 'msg-overlay-bubble-header__title' },
        el('a', { href: profileById(person) }, person.name),
      ),
    ),
    el(
      'div',
      { class: 'msg-overlay-conversation-bubble__content-wrapper' },
      list(sendToAll, people, how),
      form(sendToAll, how),
    ),
  );
}

/** A message to people who are picked first. With one only, the page shows below who it is. */
export function newMessage(picked = peopleWished) {
  const people = [...picked];
  const field = el('input', {
    class: 'msg-connections-typeahead__search-field',
    role: 'combobox',
    'aria-label': say.to,
  });
  const pills = el('div', { class: 'msg-connections-typeahead__added-recipients' }, field);
  const card = el('div', { class: 'msg-s-profile-card' });
  const draw = () => {
    for (const pill of pills.querySelectorAll('button')) pill.remove();
    for (const person of people) field.before(pillOf(person));
    const [only] = people;
    card.replaceChildren(
      ...(people.length === 1 && !wish.has('nocard')
        ? [el('a', { href: profileById(only) }, only.name)]
        : []),
    );
  };
  const pillOf = (person) =>
    act(
      el(
        'button',
        {
          class: 'artdeco-pill artdeco-pill--dismiss',
          type: 'button',
          'aria-label': say.remove(person.name),
        },
        el('span', { class: 'artdeco-pill__text' }, person.name),
      ),
      () => {
        people.splice(people.indexOf(person), 1);
        draw();
      },
    );
  draw();
  return el(
    'div',
    { class: 'msg-convo-wrapper msg-thread' },
    el('h2', {}, say.newMessage),
    el('section', { class: 'msg-connections-typeahead' }, pills),
    card,
    form((text) => (people.length > 0 ? postMessage(people, text) : undefined)),
  );
}
