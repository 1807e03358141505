import type { ShownPerson } from '../site.ts';
import { connectsIn, invitedBy, isConnect } from './connect.ts';
import { labelOf, memberOf, profileLinks } from './members.ts';
import { ownerOf } from './profile.ts';

/** More than anybody looks at, and few enough to draw. */
const most = 60;

/** Whom the page shows: the owner of a profile, who is found by a search, who is suggested. */
export function peopleIn(page: Document): ShownPerson[] {
  const people = new Map<HTMLElement, ShownPerson>();
  const owner = ownerOf(page);
  for (const person of [...(owner ? [owner] : []), ...found(page), ...suggested(page)])
    if (people.size < most && !people.has(person.anchor)) people.set(person.anchor, person);
  return [...people.values()];
}

/** The first link with a name to each member, on pages that list people. */
function found(page: Document): ShownPerson[] {
  if (!/^\/search\/results\/(?:people|all)/.test(page.location.pathname)) return [];
  const main = page.querySelector('main') ?? page.body;
  const seen = new Set<string>();
  return profileLinks(main).flatMap((link) => {
    const identifier = memberOf(link);
    const text = labelOf(link);
    if (!identifier || text === '' || isConnect(link) || seen.has(identifier.value)) return [];
    seen.add(identifier.value);
    return [{ text, identifier, anchor: link, place: 'result' as const }];
  });
}

/** Who stands on a card with a Connect button: in rails and in My Network. */
function suggested(page: Document): ShownPerson[] {
  return connectsIn(page)
    .slice(0, most)
    .flatMap((button) => {
      const { card, recipient, unclear } = invitedBy(button);
      const anchor = profileLinks(card).find(
        (link) =>
          memberOf(link)?.value === recipient.identifier?.value &&
          !isConnect(link) &&
          labelOf(link) !== '',
      );
      if (unclear || !anchor || !recipient.identifier) return [];
      const { identifier } = recipient;
      return [{ text: labelOf(anchor), identifier, anchor, place: 'result' as const }];
    });
}
