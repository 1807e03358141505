import { bubble, newMessage, threadPane } from './chat.js';
import { inviteForm } from './invite.js';
import { feed, network, profile, search } from './pages.js';
import { personOf } from './people.js';
import { lead } from './sales.js';
import { post } from './share.js';

const vanity = () => new URLSearchParams(location.search).get('vanityName');

/** Which page stands at which address, as at LinkedIn's own. */
const pages = [
  [/^\/in\//, profile],
  [/^\/search\/results\/people/, search],
  [/^\/mynetwork/, network],
  [/^\/messaging\/thread\//, () => [threadPane()]],
  [/^\/messaging\/compose/, () => [newMessage()]],
  [/^\/preload\/(?:search-)?custom-invite/, () => [inviteForm(personOf(vanity()))]],
  [/^\/preload\//, () => [bubble()]],
  [/^\/sales\/lead\//, lead],
  [/^\/feed\/update\//, post],
  [/^\/feed/, feed],
];

const [, build] = pages.find(([path]) => path.test(location.pathname));
document.querySelector('main').append(...build());
