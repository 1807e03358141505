import { all, clickWholly, first, isHtml, isTag } from '../dom.ts';
import { isMessageEditor } from './frames.ts';
import { labelOf } from './members.ts';
import { anyOf, candidates } from './selectors.ts';

const controls = 'button, a, [role=button], [role=menuitem], input[type=submit]';

/** The control that an event is on its way through: a button, a link, or what a page gives such a role. */
export function controlIn(path: readonly Element[]): HTMLElement | undefined {
  return path.find((one): one is HTMLElement => isHtml(one) && one.matches(controls));
}

/** Structure, then classes, then words. */
export function isSend(control: HTMLElement, frame: HTMLElement): boolean {
  if (!frame.contains(control)) return false;
  const form = control.closest('form');
  const ofEditor = form !== null && frame.contains(form) && hasEditor(form);
  if (ofEditor && isSubmit(control)) return true;
  if (control.matches(anyOf('send'))) return true;
  // What somebody has written may be the very word.
  return saysSend(control) && !control.closest(nothingToSend()) && !hasEditor(control);
}

export function saysSend(control: HTMLElement): boolean {
  const says = [labelOf(control), control.textContent?.trim() ?? ''].map((one) =>
    one.toLowerCase(),
  );
  return candidates('sendLabels').some((label) => says.includes(label.toLowerCase()));
}

/** What of an event's way is Send, or may be it: of whatever tag, since pages make buttons of anything. */
export function pressedIn(path: readonly Element[], frame: HTMLElement): HTMLElement | undefined {
  const inside = path.slice(0, Math.max(path.indexOf(frame), 0)).filter(isHtml);
  const known = inside.find((one) => isSend(one, frame));
  if (known || sendIn(frame)) return known;
  return inside.find((one) => maySend(one, frame));
}

export function sendIn(frame: HTMLElement): HTMLElement | undefined {
  const known = all(frame, [anyOf('send')]).find(isShown);
  return known ?? all(frame, [controls]).find((one) => isSend(one, frame) && isShown(one));
}

/** With Enter as the way to send there is no Send: what stands in its place is the menu to change that. */
export function hasSendMode(frame: HTMLElement): boolean {
  return first(frame, candidates('sendMode')) !== null;
}

/**
 * Where nothing is recognised as Send, any plain button beside the editor may be it, and any short word.
 * Those that open something, or attach a file, are not; nor is a picture, where the page says that Enter sends.
 */
function maySend(one: HTMLElement, frame: HTMLElement): boolean {
  const form = one.closest('form');
  const near = form && frame.contains(form) ? form : frame;
  if (!near.contains(one) || !hasEditor(near) || one.closest(nothingToSend())) return false;
  if (one.matches(controls) && !hasSendMode(frame)) return true;
  const text = one.textContent?.trim() ?? '';
  return one.childElementCount === 0 && text !== '' && text.length <= longest;
}

/**
 * Whether a press of this may answer by itself: a plain button with words, in what stands last in the
 * conversation and is nothing but such buttons. For a page whose suggested answers are called otherwise.
 */
export function mayAnswer(control: HTMLElement, frame: HTMLElement): boolean {
  const list = all(frame, [anyOf('messageList')]).find((one) => one.contains(control));
  const parts = [...(list?.children ?? [])];
  const at = parts.findIndex((one) => one.contains(control));
  const isOther = control.closest(`${opensMore}, ${leadsAway}`) !== null;
  if (at < 0 || isOther || !/\p{L}{2}/u.test(control.textContent ?? '')) return false;
  // A menu, or people to choose from, is a list of nothing but buttons: no answer to anything.
  const isConversation = parts.slice(0, at).some((one) => !isOnlyButtons(one));
  return isConversation && parts.slice(at).every(isOnlyButtons);
}

function isOnlyButtons(part: Element): boolean {
  const buttons = part.matches(controls) ? [part] : all(part, [controls]);
  return wordsLong(part) <= buttons.reduce((sum, one) => sum + wordsLong(one), 0);
}

function wordsLong({ textContent }: Element): number {
  return (textContent ?? '').replaceAll(/\s/g, '').length;
}

/** The longest word that may mean "send": characters. */
const longest = 30;

const opensMore = '[aria-expanded], [aria-haspopup], [aria-controls]';
const leadsAway = 'a[href]:not([href^="#"])';

function nothingToSend(): string {
  return [
    opensMore,
    '[contenteditable], label, p',
    anyOf('heading'),
    anyOf('messageList'),
    anyOf('sendMode'),
  ].join(',');
}

/**
 * Whether this key sends where no button has the focus: Ctrl or Cmd with Enter anywhere in the
 * conversation; Enter alone in the editor, or in the subject, where no Send is shown.
 */
export function isSendKey(event: KeyboardEvent, frame: HTMLElement, target: Element): boolean {
  if (!isEnter(event)) return false;
  if (event.ctrlKey || event.metaKey) return true;
  if (event.shiftKey || sendIn(frame)) return false;
  // Before what else it may be: a page can give what is written in the role of a button.
  if (inEditor(target)) return true;
  return !controlIn([target]) && target.closest('input:not([role=combobox])') !== null;
}

export function isEnter({ key, code }: KeyboardEvent): boolean {
  return key === 'Enter' || code === 'Enter' || code === 'NumpadEnter';
}

/** Presses Send; where there is none, Enter in the editor. */
export function sendAgain(frame: HTMLElement, pressed: HTMLElement | undefined): void {
  const button = pressed?.isConnected ? pressed : sendIn(frame);
  if (button) return clickWholly(button);
  const editor = editorIn(frame);
  if (editor) pressEnter(editor);
}

export function editorIn(frame: HTMLElement): HTMLElement | undefined {
  if (isMessageEditor(frame)) return frame;
  return all(frame, [anyOf('anyEditor')]).find(isMessageEditor);
}

/** As the page hears it from a keyboard: Ember's handlers read `keyCode`. */
function pressEnter(editor: HTMLElement): void {
  editor.focus();
  for (const type of ['keydown', 'keypress', 'keyup'])
    editor.dispatchEvent(
      new KeyboardEvent(type, {
        key: 'Enter',
        code: 'Enter',
        keyCode: 13,
        which: 13,
        bubbles: true,
        cancelable: true,
        composed: true,
      } as KeyboardEventInit),
    );
}

function inEditor(target: Element): boolean {
  const editor = target.closest(anyOf('anyEditor'));
  return editor !== null && isMessageEditor(editor);
}

function hasEditor(element: Element): boolean {
  return all(element, [anyOf('anyEditor')]).some(isMessageEditor);
}

function isSubmit(control: HTMLElement): boolean {
  return isTag(control, 'button') || isTag(control, 'input') ? control.type === 'submit' : false;
}

/** A Send that the page has hidden is no Send: then Enter sends. */
function isShown(control: HTMLElement): boolean {
  return control.closest('[hidden], [aria-hidden=true]') === null && !isCollapsed(control);
}

function isCollapsed(control: HTMLElement): boolean {
  return typeof control.checkVisibility === 'function' && !control.checkVisibility();
}
