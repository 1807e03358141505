import { el } from '../gmail/dom.js';
import { bubble, newMessage, threadPane } from '../linkedin/chat.js';
import { redraw } from '../linkedin/gestures.js';
import { inviteForm } from '../linkedin/invite.js';
import { network, outlet } from '../linkedin/pages.js';
import { inviteHref, personOf, profileById } from '../linkedin/people.js';

const main = document.querySelector('main');
const known = new Set([main, document.querySelector('.p-left')]);
/** Agreed, and stands near: whoever takes a message for one to them lets it go. */
const neighbour = personOf('joao-prado');
const plain = { isEnter: false, isQuick: false };

const keys = ['Ctrl+Enter', 'Enter on Send', 'Space on Send'];
const presses = ['the mouse', 'Enter on Send', 'Space on Send'];

/** Where LinkedIn sends from, and by what: each opens one and answers its root, its Send and its gestures. */
const shapes = [
  (person) => at('/messaging/thread/2-a/', inMain(threadPane([person], plain))),
  (person) => at('/feed/', inOutlet(bubble([person], plain))),
  // Without a Send: Enter sends, and the menu to change that stands in its place.
  (person) =>
    at('/messaging/thread/2-a/', inMain(threadPane([person], { ...plain, isEnter: true })), {
      send: '.msg-form__send-toggle',
      ways: ['Enter', 'Ctrl+Enter'],
    }),
  (person) => at('/messaging/compose/', inMain(newMessage([person]))),
  (person) =>
    at(`${profileById(neighbour)}/`, inOutlet(bubble([person], plain), bubble([neighbour], plain))),
  (person) =>
    at('/messaging/thread/2-a/', inMain(threadPane([person], { ...plain, isQuick: true })), {
      send: 'li button',
      ways: presses,
    }),
  async (person) => at('/feed/', await inFrame(person)),
  (person) =>
    at(inviteHref(person), inMain(inviteForm(person)), {
      send: '.artdeco-button--primary',
      ways: presses,
    }),
  (person) =>
    at('/mynetwork/', inMain(network([person])[1]), { send: 'article button', ways: presses }),
];

const box = (...inside) => el('div', {}, ...inside);

/** Above and beside it stands somebody else, with a heading and a link like those of a conversation. */
function inMain(root) {
  const [above, beside] = ['div', 'aside'].map((tag) =>
    el(tag, {}, el('h2', {}, el('a', { href: profileById(neighbour) }, neighbour.name))),
  );
  main.replaceChildren(box(above, box(root), beside));
  return root;
}

function inOutlet(root, ...others) {
  outlet().append(box(root, ...others));
  return root;
}

/** The frame's page is its own: it draws the conversation by itself. */
async function inFrame({ slug }) {
  const frame = el('iframe', {
    src: `/preload/?_bprMode=vanilla&of=${(frames += 1)}#with=${slug}`,
    style: 'position: fixed; inset: 0 auto auto 0; inline-size: 900px; block-size: 600px',
  });
  main.replaceChildren(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  return frame.contentDocument.querySelector('.msg-overlay-conversation-bubble');
}
let frames = 0;

/** What the drift suite takes of an opened page. */
function at(path, root, { send = '.msg-form__send-button', ways } = {}) {
  history.replaceState(null, '', path);
  const find = (selector) => root.querySelector(selector);
  const body = find('[contenteditable]');
  const text = body?.querySelector('p');
  if (text) text.textContent = 'Shall we talk?';
  const form = find('form');
  const heads = ['.msg-title-bar', 'header', '.msg-connections-typeahead', '.msg-s-profile-card'];
  return {
    root,
    send: find(send),
    body,
    parts: [form, body, ...[...heads, 'footer', 'ul'].map(find), find(send)].filter(Boolean),
    keep: [root, form, body, find(send), find('input')].filter(Boolean),
    links: [...root.querySelectorAll('a, .artdeco-pill')],
    ways: ways ?? ['the mouse', ...keys],
  };
}

/** Opens a page that sends to the first of these people, of a sort that the seed names. */
export async function open([slug], seed) {
  main.replaceChildren();
  const { links, ways, ...page } = await shapes[seed % shapes.length](personOf(slug));
  return Object.assign(page, {
    gesture: ways[Math.floor(seed / shapes.length) % ways.length],
    chips: () => links,
    replaced: (old, made) => {
      if (old === page.send) page.send = made;
      else links[links.indexOf(old)] = made;
      // A frame's page hears its own elements only, and is told by those that were.
      if (made.ownerDocument === document) redraw(old, made);
      else made.addEventListener('click', () => old.click());
    },
    close: () => {
      main.replaceChildren();
      for (const left of Array.from(document.body.children)) if (!known.has(left)) left.remove();
    },
  });
}
