import { clickWholly, isHtml, isShadowRoot, isTag } from '../dom.ts';
import type { Composer, SendGesture } from '../site.ts';
import { toComposer } from './composer.ts';
import { connectComposer, invitedBy, isConnect } from './connect.ts';
import { frameOf } from './frames.ts';
import {
  inviteComposer,
  inviteOf,
  rememberConnect,
  sendInviteAgain,
  sendsInvite,
} from './invite.ts';
import { meetRoots } from './roots.ts';
import { anyOf } from './selectors.ts';
import {
  controlIn,
  editorIn,
  isEnter,
  isSendKey,
  mayAnswer,
  pressedIn,
  saysSend,
  sendAgain,
} from './send.ts';

/** Never throws: after an error what is known to send is stopped, and nothing else in the page. */
export function sendGesture(event: Event, path: readonly Element[]): SendGesture | null {
  // Of what is known to send, a page may make something else than a button.
  const control = controlIn(path) ?? path.find(isConnect) ?? path.find(isInviteSend);
  try {
    meetRoots(path);
    return (
      inviteGesture(event, path, control) ??
      connectGesture(event, control) ??
      messageGesture(event, path, control)
    );
  } catch {
    return control && presses(event) && isKnownToSend(control) ? lostGesture(control) : null;
  }
}

function isInviteSend(one: Element): one is HTMLElement {
  return isHtml(one) && one.matches(anyOf('inviteSend'));
}

function inviteGesture(
  event: Event,
  path: readonly Element[],
  control: HTMLElement | undefined,
): SendGesture | null {
  const dialog = inviteOf(path);
  if (!dialog) return null;
  const sends = control
    ? presses(event) && sendsInvite(control, dialog)
    : isKey(event) && isEnter(event) && (event.ctrlKey || event.metaKey);
  if (!sends) return null;
  const replay = (): void => sendInviteAgain(dialog, control);
  return { composer: inviteComposer(dialog), way: 'connect', replay };
}

function connectGesture(event: Event, control: HTMLElement | undefined): SendGesture | null {
  if (!control || !presses(event) || !isConnect(control)) return null;
  const invited = invitedBy(control);
  rememberConnect(invited);
  return {
    composer: connectComposer(invited),
    way: 'connect',
    ...(isInviteLink(control) && { opens: true }),
    replay: () => clickWholly(control),
  };
}

/** A link to the form leads to the form, where another press sends; a button may send by itself. */
function isInviteLink(control: HTMLElement): boolean {
  return isTag(control, 'a') && control.pathname.startsWith('/preload/');
}

function messageGesture(
  event: Event,
  path: readonly Element[],
  control: HTMLElement | undefined,
): SendGesture | null {
  const target = path[0];
  if (!target || !presses(event) || !(control || isKey(event) || isNearEditor(target))) return null;
  if (control?.matches(anyOf('quickReply'))) return quickReplyGesture(control);
  const frame = frameOf(target);
  if (!frame || !editorIn(frame)) {
    const lost = path.filter(isHtml).find(isLostSend);
    return lost ? lostGesture(lost) : null;
  }
  if (control && mayAnswer(control, frame)) return quickReplyGesture(control);
  const pressed = pressedIn(path, frame);
  if (!pressed && !(isKey(event) && isSendKey(event, frame, target))) return null;
  return { composer: toComposer(frame), replay: () => sendAgain(frame, pressed) };
}

/** Most clicks in a page are nowhere near a message: those are not looked into. */
function isNearEditor(target: Element): boolean {
  return (
    target.closest(`${anyOf('frame')}, form, [role=dialog]`) !== null ||
    isShadowRoot(target.getRootNode())
  );
}

/** By its class anywhere; by its word only where messages are written, since posts have a Send too. */
function isLostSend(control: HTMLElement): boolean {
  const { pathname } = control.ownerDocument.location;
  const isPlace =
    /^\/(?:messaging|preload)\//.test(pathname) || isShadowRoot(control.getRootNode());
  return control.matches(anyOf('send')) || (isPlace && saysSend(control));
}

/** One press of a suggested answer sends it. */
function quickReplyGesture(control: HTMLElement): SendGesture {
  const frame = frameOf(control);
  const composer = frame ? toComposer(frame) : unreadable(control);
  return { composer, way: 'quick-reply', replay: () => clickWholly(control) };
}

function isKnownToSend(control: HTMLElement): boolean {
  const parts = ['send', 'quickReply', 'connect', 'inviteSend'] as const;
  return parts.some((part) => control.matches(anyOf(part)));
}

/** A Send round which nothing else is as it was: it is stopped and asked about, never let through. */
function lostGesture(control: HTMLElement): SendGesture {
  return { composer: unreadable(control), replay: () => clickWholly(control) };
}

function unreadable(control: HTMLElement): Composer {
  return {
    root: control.closest<HTMLElement>('[role=dialog], form, section') ?? control,
    recipients: () => ({ status: 'unreadable', why: 'no-recipient-field' }),
    hasSend: () => true,
  };
}

/** Enter and Space press what has the focus; of the pointer every part of the gesture counts. */
function presses(event: Event): boolean {
  if (!isKey(event)) return true;
  // While an input method composes, Enter takes what it offers; 229 is how older ones say so.
  if (event.isComposing || event.keyCode === 229) return false;
  return (
    event.key === 'Enter' || event.key === ' ' || /^(?:Numpad)?Enter$|^Space$/.test(event.code)
  );
}

function isKey(event: Event): event is KeyboardEvent {
  return event.type.startsWith('key');
}
