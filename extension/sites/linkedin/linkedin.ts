import type { Composer, Site } from '../site.ts';
import { toComposer } from './composer.ts';
import { editorsIn, frameOf } from './frames.ts';
import { sendGesture } from './gestures.ts';
import { inviteComposer, invitesIn } from './invite.ts';
import { peopleIn } from './people.ts';
import { linkedIn } from './profile.ts';
import { shadowRootsIn } from './roots.ts';
import { anyOf } from './selectors.ts';
import { lastMessageIn } from './thread.ts';

/** LinkedIn in the browser: its three sorts of pages at once, and Sales Navigator. */
export const linkedin: Site = {
  id: 'linkedin',
  name: 'LinkedIn',
  channel: 'linkedin',
  matches: ({ hostname }) => hostname === 'www.linkedin.com',
  sendGesture,
  composers,
  hasUnknownComposer,
  isOtherWriting: (editor) => editor.closest(anyOf('publicEditor')) !== null,
  people: peopleIn,
  linked: linkedIn,
  shadowRoots: shadowRootsIn,
  lastMessage: lastMessageIn,
};

function composers(page: Document): Composer[] {
  const frames = new Set(editorsIn(page).flatMap((editor) => frameOf(editor) ?? []));
  return [...[...frames].map(toComposer), ...invitesIn(page).map(inviteComposer)];
}

/** Recruiter and the inboxes of company pages: nothing is known of how they send. */
function hasUnknownComposer(page: Document): boolean {
  const { pathname } = page.location;
  if (!/^\/talent\/|^\/company\/[^/]+\/admin\/inbox/.test(pathname)) return false;
  const known = composers(page);
  return [...page.querySelectorAll(anyOf('anyEditor'))].some(
    (editor) => !known.some(({ root }) => root.contains(editor)),
  );
}
