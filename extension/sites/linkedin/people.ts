import type { Identifier } from '../../../shared/contact/identifier.ts';
import { all, first } from '../dom.ts';
import type { ShownPerson } from '../site.ts';
import { invitedBy, isConnect } from './connect.ts';
import {
  isMemberId,
  labelOf,
  memberAt,
  memberOf,
  memberOfPage,
  membersOf,
  profileLinks,
} from './members.ts';
import { candidates } from './selectors.ts';

/** More than anybody looks at, and few enough to draw. */
const most = 60;

/** Whom the page shows: the owner of a profile, who is found by a search, who is suggested. */
export function peopleIn(page: Document): ShownPerson[] {
  const people = new Map<HTMLElement, ShownPerson>();
  for (const person of [...ownerOf(page), ...found(page), ...suggested(page)])
    if (people.size < most && !people.has(person.anchor)) people.set(person.anchor, person);
  return [...people.values()];
}

function ownerOf(page: Document): ShownPerson[] {
  const identifier = memberOfPage(page.location);
  const card = first(page, candidates('topcard'));
  const lead = first(page, candidates('salesLead'));
  const name = lead ?? (card && first(card, candidates('profileName')));
  if (!identifier || !name || (card && contradicts(card, identifier))) return [];
  return [{ text: labelOf(name), identifier, anchor: name, place: 'profile' }];
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
  const labels = '[aria-label][componentkey], button[aria-label]';
  const buttons = all(page, [`${quick}, ${labels}`]).filter(isConnect);
  return buttons.slice(0, most).flatMap((button) => {
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

/** Those candidates that need no look into each button. */
const quick = candidates('connect')
  .filter((one) => !one.includes(':has'))
  .join(', ');

/** Under which name of the page's address an id was first seen: LinkedIn swaps pages without loading. */
const firstSeen = new Map<string, string>();

/**
 * The slug in a profile's address and the id in its head are one person's. Not while the head is still
 * that of the page before: what in it says a slug has to say this one.
 */
export function linkedIn(page: Document): (readonly [Identifier, Identifier])[] {
  const slug = memberOfPage(page.location);
  const card = first(page, candidates('topcard'));
  if (!slug || !card || !page.location.pathname.startsWith('/in/')) return [];
  const id = idOf(card);
  if (!id) return [];
  if (!firstSeen.has(id.value)) firstSeen.set(id.value, slug.value);
  const slugs = slugsIn(card);
  const isSure = slugs.length > 0 ? slugs.every((one) => one === slug.value) : isFirst(id, slug);
  return isSure && !isMemberId(slug) ? [[slug, id]] : [];
}

function isFirst(id: Identifier, slug: Identifier): boolean {
  return firstSeen.get(id.value) === slug.value;
}

/** From the card's own name and from its Message link: one that both say, where there are both. */
function idOf(card: HTMLElement): Identifier | undefined {
  const key = card.getAttribute('componentkey') ?? card.id;
  const ref = /ref(AC[ow]AA[\w-]+?)Topcard$/.exec(key)?.[1];
  const byName = ref === undefined ? undefined : memberAt(ref);
  const linked = membersOf(all(card, candidates('messageLink')));
  if (linked.length > 1) return undefined;
  const [byLink] = linked;
  if (byName && byLink && byName.value !== byLink.value) return undefined;
  return byName ?? byLink;
}

function slugsIn(card: HTMLElement): string[] {
  const owns = all(card, [
    `${quick}, a[href*='/overlay/'], a[href*='/details/'], a[href*='/recent-activity/']`,
  ]);
  return membersOf(owns).flatMap((one) => (isMemberId(one) ? [] : [one.value]));
}

function contradicts(card: HTMLElement, owner: Identifier): boolean {
  const slugs = slugsIn(card);
  return !isMemberId(owner) && slugs.length > 0 && !slugs.includes(owner.value);
}
