import { el, wrapped } from '../gmail/dom.js';
import { bubble } from './chat.js';
import { act } from './gestures.js';
import { inviteForm } from './invite.js';
import { inviteHref, messageHref, peopleWished, personOf, profileOf, say, wish } from './people.js';
import { postInvitation } from './post.js';

/** Chat and invitations live in an open shadow root of their own, as on the pages that the server draws. */
export function outlet() {
  const host = el('div', { id: 'interop-outlet', 'data-testid': 'interop-shadowdom' });
  const root = host.attachShadow({ mode: 'open' });
  const sheet = el('link', { rel: 'stylesheet', href: '/static/linkedin/look.css' });
  root.append(sheet);
  document.body.append(host);
  return root;
}

const svg = (id) => {
  const icon = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  icon.id = id;
  return icon;
};

/** Classes are hashes, and mean nothing. */
const hashed = (seed) => ({ class: `_${(seed * 2654435761).toString(16).slice(0, 8)}` });

function connectLink(person, root, more = {}) {
  return act(
    el(
      'a',
      { ...hashed(3), href: inviteHref(person), 'aria-label': say.invite(person.name), ...more },
      svg('connect-small'),
      say.connect,
    ),
    () => root.append(inviteForm(person)),
  );
}

/** Sends at once, without a form. */
function connectButton(person, number) {
  const button = el(
    'button',
    {
      ...hashed(4),
      ...(wish.get('plain') === null && {
        componentkey: `ConnectButtonstate:invitation:urn:li:member:${number}_connect`,
      }),
      'aria-label': say.invite(person.name),
    },
    say.connect,
  );
  return act(button, () => {
    void postInvitation(person, '');
    button.replaceChildren(say.pending);
  });
}

function card(person, action) {
  return el(
    'article',
    hashed(5),
    wrapped(2, el('p', {}, el('a', { href: `${profileOf(person)}?x=1` }, person.name))),
    el('p', {}, 'Head of Examples'),
    wrapped(2, action),
  );
}

const rail = () =>
  el(
    'section',
    hashed(6),
    el('h2', {}, 'More profiles for you'),
    ...(wish.get('rail') ?? 'noa-levin')
      .split(',')
      .map((slug, at) => card(personOf(slug), connectButton(personOf(slug), 300 + at))),
  );

export function profile() {
  const person = personOf(location.pathname.split('/')[2]);
  const root = outlet();
  const items = el(
    'div',
    { 'data-floating-ui-portal': '' },
    el(
      'div',
      { role: 'menu' },
      act(
        el('a', { role: 'menuitem', href: inviteHref(person) }, svg('connect-small'), say.connect),
        () => root.append(inviteForm(person)),
      ),
    ),
  );
  const open = act(el('button', { type: 'button', 'aria-expanded': 'false' }, say.more), () =>
    document.body.append(items),
  );
  const topcard = el(
    'div',
    { componentkey: `com.linkedin.sdui.profile.card.ref${person.id}Topcard` },
    el('section', hashed(1), el('h2', hashed(2), person.name), el('p', {}, 'Head of Examples')),
    el('a', { href: `${profileOf(person)}overlay/contact-info/` }, 'Contact info'),
    wish.has('menu') ? open : connectLink(person, root),
    el('a', { href: messageHref(person) }, say.message),
  );
  if (wish.has('chat')) root.append(bubble());
  return [topcard, rail()];
}

export function search() {
  const root = outlet();
  return peopleWished.map((person, at) =>
    card(
      person,
      wish.has('atonce')
        ? connectButton(person, 100 + at)
        : connectLink(person, root, {
            href: inviteHref(person).replace('/custom', '/search-custom'),
          }),
    ),
  );
}

export function network(people = peopleWished) {
  return [
    el('h2', {}, 'People you may know'),
    ...people.map((person, at) => card(person, connectButton(person, 200 + at))),
  ];
}

/** A page with the chat at its foot, in the shadow root or in a frame. */
export function feed() {
  const update = el('section', hashed(7), el('p', {}, 'A post'));
  if (wish.has('frame'))
    return [
      update,
      el('iframe', {
        'data-testid': 'interop-iframe',
        src: `/preload/?_bprMode=vanilla${location.hash}`,
      }),
    ];
  outlet().append(bubble());
  return [update];
}
