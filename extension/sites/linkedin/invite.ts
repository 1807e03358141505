import { all, clickWholly, eachOf, first, isHtml } from '../dom.ts';
import type { Composer, Recipient, RecipientReading, Written } from '../site.ts';
import type { Invited } from './connect.ts';
import { mayNameTheSame, memberAt, memberOfPage } from './members.ts';
import { rootsIn } from './roots.ts';
import { leadOf } from './sales.ts';
import { anyOf, candidates } from './selectors.ts';

/** The Connect that was pressed last, and when: a form for a note does not say whom it is for. */
let pressed: { readonly invited: Invited; readonly at: number } | undefined;
/** A form that comes later than this was opened by something else: milliseconds. */
const opensWithin = 30_000;
/** What was pressed when a form was first seen. It stays so, whatever is pressed later. */
const openedBy = new WeakMap<HTMLElement, Invited | undefined>();

export function rememberConnect(invited: Invited): void {
  pressed = { invited, at: performance.now() };
}

/** The forms that ask whether to send a note along, on LinkedIn and in Sales Navigator. */
export function invitesIn(page: Document): HTMLElement[] {
  const found = rootsIn(page).flatMap((root) => eachOf(root, candidates('invite')));
  const dialogs = found.length > 0 ? found : formsOfPage(page);
  const outer = dialogs.filter((one) => !dialogs.some((o) => o !== one && o.contains(one)));
  outer.forEach(meet);
  return outer;
}

export function inviteOf(path: readonly Element[]): HTMLElement | undefined {
  const known = anyOf('invite');
  const found = path.findLast((one): one is HTMLElement => isElement(one) && one.matches(known));
  const page = path.at(-1)?.ownerDocument;
  const dialog =
    found ?? (page && formsOfPage(page).find((form) => path.some((one) => one === form)));
  if (dialog) meet(dialog);
  return dialog;
}

/** Whether pressing this sends the invitation; in doubt it does, but for what closes the form or opens the note. */
export function sendsInvite(control: HTMLElement, dialog: HTMLElement): boolean {
  if (control.matches(anyOf('inviteSend'))) return true;
  if (control.matches(anyOf('inviteOther'))) return false;
  return first(dialog, candidates('inviteSend')) === null;
}

export function inviteComposer(dialog: HTMLElement): Composer {
  return {
    root: dialog,
    recipients: () => readInvited(dialog),
    hasSend: () => first(dialog, candidates('inviteSend')) !== null,
    written: () => writtenIn(dialog),
  };
}

export function sendInviteAgain(dialog: HTMLElement, pressedNow: HTMLElement | undefined): void {
  const again = pressedNow?.isConnected ? pressedNow : undefined;
  const button = again ?? first(dialog, candidates('inviteSend'));
  if (button) clickWholly(button);
}

/**
 * To whom: the page's address says so, or the lead's page that it lies on, or what was pressed to open
 * it. Where the form shows a name that is not theirs, something was read wrongly.
 */
function readInvited(dialog: HTMLElement): RecipientReading {
  const { location } = dialog.ownerDocument;
  const opener = isInvitePage(location) ? undefined : openedBy.get(dialog);
  const shown = first(dialog, candidates('inviteName'))?.textContent?.trim() ?? '';
  let identifier = opener?.recipient.identifier;
  let expected = opener?.recipient.text ?? '';
  if (isInvitePage(location)) {
    identifier = memberAt(`${location.pathname}${location.search}`);
    expected = '';
  } else if (location.pathname.startsWith('/sales/')) {
    identifier = memberOfPage(location);
    expected = leadOf(dialog.ownerDocument);
  }
  if (opener?.unclear || !mayNameTheSame(shown, expected))
    return { status: 'unreadable', why: 'detectors-disagree' };
  const recipient: Recipient = {
    text: shown || expected || identifier?.value || 'Unknown member',
    ...(identifier && { identifier }),
    anchor: dialog.querySelector<HTMLElement>('h2') ?? dialog,
  };
  return { status: 'read', recipients: [recipient] };
}

function writtenIn(dialog: HTMLElement): Written {
  const note = dialog.querySelector('textarea');
  return { body: note?.value ?? '', isReply: false, ...(note && { bodyElement: note }) };
}

function meet(dialog: HTMLElement): void {
  if (openedBy.has(dialog)) return;
  const isRecent = pressed && performance.now() - pressed.at < opensWithin;
  openedBy.set(dialog, isRecent ? pressed?.invited : undefined);
  pressed = undefined;
}

function isInvitePage({ pathname }: Location): boolean {
  return /^\/preload\/(?:search-)?custom-invite\//.test(pathname);
}

/** On the page that is nothing but an invitation, its form may have any shape. */
function formsOfPage(page: Document): HTMLElement[] {
  if (!isInvitePage(page.location)) return [];
  return all(page, [anyOf('invitePage')]);
}

function isElement(node: Element): node is HTMLElement {
  return isHtml(node);
}
