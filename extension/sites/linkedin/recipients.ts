import type { Identifier } from '../../../shared/contact/identifier.ts';
import { all, clickWholly, first, isHtml } from '../dom.ts';
import type { Recipient, RecipientReading } from '../site.ts';
import { headingsOf, headLinks, headsAmong } from './frames.ts';
import {
  isMemberId,
  labelOf,
  mayNameTheSame,
  memberAt,
  memberOf,
  membersOf,
  profileLinks,
} from './members.ts';
import { anyOf, candidates } from './selectors.ts';

const noField: RecipientReading = { status: 'unreadable', why: 'no-recipient-field' };

/** Whom a conversation goes to: by its head, or by the names in the field of a new message. */
export function readRecipients(frame: HTMLElement): RecipientReading {
  const field = first(frame, candidates('recipientField'));
  const known = all(frame, candidates('pill')).filter((pill) => !pill.closest('form'));
  if (field || known.length > 0) return readPills(frame, field, known);
  return readHead(frame);
}

/** By structure (links in headings) and by class; the senders of what is in the thread have to be among them. */
function readHead(frame: HTMLElement): RecipientReading {
  const byStructure = headLinks(frame);
  const byClass = headsAmong(all(frame, [anyOf('head')]), frame).filter((one) => memberOf(one));
  if (byStructure.length > 0 && byClass.length > 0 && !sameMembers(byStructure, byClass))
    return disagree([...membersOf([...byStructure, ...byClass]), ...sendersIn(frame)]);
  const links = byStructure.length > 0 ? byStructure : byClass;
  const members = membersOf(links);
  const senders = sendersIn(frame);
  if (members.length === 0) return readGroup(frame, senders);
  if (senders.some((sender) => isUnlike(sender, members)))
    return disagree([...members, ...senders]);
  const writers = writersIn(frame);
  const isSure =
    byClass.length > 0 ||
    frame.matches(anyOf('frame')) ||
    [...senders, ...writers].some((one) => isAmong(one, members));
  // A name that stands above, and nothing else that tells whose conversation this is.
  if (!isSure) return disagree([...members, ...writers]);
  return {
    status: 'read',
    recipients: members.map((member) => {
      const link = links.find((one) => memberOf(one)?.value === member.value)!;
      return { ...named(labelIn(link)), identifier: member, anchor: link };
    }),
  };
}

/** A group has a name and no link: who is in it cannot be read, but who has written in it is. */
function readGroup(frame: HTMLElement, senders: readonly Identifier[]): RecipientReading {
  const [heading] = headingsOf(frame);
  if (!heading || labelOf(heading) === '') return noField;
  const group = { ...named(labelIn(heading)), anchor: heading };
  return { status: 'read', recipients: [group, ...senders.map(withoutName)] };
}

/** Whoever was read of them may have said no, and that holds. */
function disagree(known: readonly Identifier[]): RecipientReading {
  return { status: 'unreadable', why: 'detectors-disagree', known: known.map(withoutName) };
}

function withoutName(identifier: Identifier): Recipient {
  return { text: identifier.value, identifier };
}

function readPills(
  frame: HTMLElement,
  field: HTMLElement | null,
  known: readonly HTMLElement[],
): RecipientReading {
  const before = field ? shownBefore(field) : [];
  const pills = known.length > 0 ? known : before;
  if (before.some((one) => !pills.some((pill) => one.contains(pill) || pill.contains(one))))
    return disagree(pills.flatMap((pill) => idInside(pill) ?? []));
  const [only] = pills;
  if (pills.length === 1 && only) return readOnly(frame, only);
  return { status: 'read', recipients: pills.map((pill) => fromPill(pill, idInside(pill))) };
}

/** A field's pills come before it, inside the same parent. */
function shownBefore(field: HTMLElement): HTMLElement[] {
  const siblings = [...(field.parentElement?.children ?? [])];
  return siblings
    .slice(0, siblings.indexOf(field))
    .filter(
      (one): one is HTMLElement => isHtml(one) && !one.matches('label') && labelOf(one) !== '',
    );
}

/**
 * A pill says a name only. When it is the only one, the page shows below it whom it is: their card, or
 * the conversation there has been. What is shown has to be one person, and to bear the pill's name.
 */
function readOnly(frame: HTMLElement, pill: HTMLElement): RecipientReading {
  const inside = idInside(pill);
  const cards = all(frame, [anyOf('profileCard')]).filter((a) => memberOf(a));
  const members = membersOf(cards);
  const shown = [...members, ...sendersIn(frame).filter((one) => !isAmong(one, members))];
  const address = recipientOfPage(frame.ownerDocument.location);
  const said = [inside, ...shown].flatMap((one) => one ?? []);
  const ids = new Set(said.filter(isMemberId).map(({ value }) => value));
  const slugs = new Set(said.filter((one) => !isMemberId(one)).map(({ value }) => value));
  const misnamed = cards.some(
    (card) => labelOf(card) !== '' && !mayNameTheSame(labelOf(card), nameOnPill(pill)),
  );
  if (ids.size > 1 || slugs.size > 1 || misnamed) return disagree(said);
  // The page's address is of when it was opened: it adds to what is shown, and decides nothing alone.
  const byAddress = address && ids.has(address.value) ? address : undefined;
  return { status: 'read', recipients: [fromPill(pill, byAddress ?? said[0])] };
}

function fromPill(pill: HTMLElement, identifier: Identifier | undefined): Recipient {
  return {
    ...named(nameOnPill(pill)),
    ...(identifier && { identifier }),
    anchor: pill,
    remove: () => {
      clickWholly(pill.querySelector<HTMLElement>('button') ?? pill);
      return !pill.isConnected;
    },
  };
}

/** Should a pill come to carry its member's id in one of its attributes. */
function idInside(pill: HTMLElement): Identifier | undefined {
  const values = [pill, ...pill.querySelectorAll('*')].flatMap((node) =>
    [...node.attributes].map(({ value }) => /AC[ow]AA[\w-]{10,60}/.exec(value)?.[0]),
  );
  const ids = new Set(values.filter((value) => value !== undefined));
  const [id] = ids;
  return ids.size === 1 && id !== undefined ? memberAt(id) : undefined;
}

function nameOnPill(pill: HTMLElement): string {
  return pill.textContent?.trim() || labelOf(pill);
}

function recipientOfPage({ pathname, search }: Location): Identifier | undefined {
  return pathname.startsWith('/messaging/compose') ? memberAt(`${pathname}${search}`) : undefined;
}

/** Who has written in the thread, but for the one who is reading it. */
function sendersIn(frame: HTMLElement): Identifier[] {
  return membersOf(all(frame, [`:is(${anyOf('theirMessage')}) :is(${anyOf('sender')})`]));
}

/** By structure: with whom each message begins, oneself too. */
function writersIn(frame: HTMLElement): Identifier[] {
  const messages = all(frame, [`:is(${anyOf('messageList')}) > *`]);
  return membersOf(messages.flatMap((one) => [one, ...profileLinks(one)].find(memberOf) ?? []));
}

function sameMembers(some: readonly HTMLElement[], others: readonly HTMLElement[]): boolean {
  const [a, b] = [membersOf(some), membersOf(others)];
  return a.length === b.length && a.every((one) => isAmong(one, b));
}

/** Whether it is of a kind that the others have too, and none of them: a slug says nothing against an id. */
function isUnlike(one: Identifier, members: readonly Identifier[]): boolean {
  const alike = members.filter((member) => isMemberId(member) === isMemberId(one));
  return alike.length > 0 && !isAmong(one, alike);
}

function isAmong(one: Identifier, members: readonly Identifier[]): boolean {
  return members.some(({ value }) => value === one.value);
}

/** The first line: after it a link may say who is online. */
function labelIn(element: HTMLElement): string {
  const inner = element.querySelector(anyOf('heading')) ?? element;
  return labelOf(inner).split('\n')[0]!.trim();
}

function named(text: string): { readonly text: string } {
  return { text: text === '' ? 'Unknown member' : text };
}
