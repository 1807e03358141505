import type { Identifier } from '../../../shared/contact/identifier.ts';
import { all, eachOf, first } from '../dom.ts';
import type { ShownPerson } from '../site.ts';
import { isMemberId, labelOf, memberAt, memberOfPage, membersOf } from './members.ts';
import { candidates, quickOf } from './selectors.ts';

/** Whose profile, or lead's page, this is. */
export function ownerOf(page: Document): ShownPerson | undefined {
  const identifier = memberOfPage(page.location);
  if (!identifier) return undefined;
  const card = first(page, candidates('topcard'));
  const lead = first(page, candidates('salesLead'));
  const name = lead ?? (card && first(card, candidates('profileName')));
  if (!name || (card && contradicts(card, identifier))) return undefined;
  return { text: labelOf(name), identifier, anchor: name, place: 'profile' };
}

/** Under which name of the page's address an id was first seen: LinkedIn swaps pages without loading. */
const firstSeen = new Map<string, string>();

/**
 * The slug in a profile's address and the id in its head are one person's. Not while the head is still
 * that of the page before: what in it says a slug has to say this one.
 */
export function linkedIn(page: Document): (readonly [Identifier, Identifier])[] {
  const slug = memberOfPage(page.location);
  if (!slug || !page.location.pathname.startsWith('/in/')) return [];
  const card = first(page, candidates('topcard'));
  const id = card && idOf(card);
  if (!card || !id) return [];
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
  const owns = eachOf(card, [
    ...quickOf('connect'),
    "a[href*='/overlay/']",
    "a[href*='/details/']",
    "a[href*='/recent-activity/']",
  ]);
  return membersOf(owns).flatMap((one) => (isMemberId(one) ? [] : [one.value]));
}

function contradicts(card: HTMLElement, owner: Identifier): boolean {
  const slugs = slugsIn(card);
  return !isMemberId(owner) && slugs.length > 0 && !slugs.includes(owner.value);
}
