import { all, byPlace, eachOf, first, isHtml, isShadowRoot, isTag } from '../dom.ts';
import { isMemberId, memberOf, profileLinks } from './members.ts';
import { rootsIn } from './roots.ts';
import { anyOf, candidates } from './selectors.ts';

/** How far a conversation's head may be above its editor. */
const reach = 14;

/** What messages are written in, in the page and in its shadow roots. */
export function editorsIn(page: Document): HTMLElement[] {
  return rootsIn(page).flatMap(messageEditors);
}

function messageEditors(root: Document | ShadowRoot): HTMLElement[] {
  return outermost(eachOf(root, candidates('anyEditor'))).filter(isMessageEditor);
}

/**
 * Two detectors: what is known to be one, and what can be written in where messages are written. In
 * the latter places only what is known to be public (a comment, a post, a search) is left out.
 */
export function isMessageEditor(editor: Element): editor is HTMLElement {
  if (!isHtml(editor) || !isEditable(editor)) return false;
  if (editor.matches(anyOf('editor'))) return true;
  if (editor.closest(anyOf('publicEditor'))) return false;
  if (editor.closest(anyOf('invite'))) return false;
  const { pathname } = editor.ownerDocument.location;
  if (/^\/(?:messaging|sales)\//.test(pathname)) return true;
  if (/^\/preload\/(?!.*custom-invite)/.test(pathname)) return true;
  if (isShadowRoot(editor.getRootNode())) return true;
  return isAddressed(editor);
}

/** In a dialog with a field for recipients, or below a heading that links to a member by id, as only chats do. */
function isAddressed(editor: HTMLElement): boolean {
  const dialog = editor.closest('[role=dialog]');
  if (dialog && first(dialog, [...candidates('recipientField'), '.artdeco-pill'])) return true;
  const frame = structuralFrame(editor);
  return (
    frame !== undefined &&
    headLinks(frame).some((link) => {
      const member = memberOf(link);
      return member !== undefined && isMemberId(member);
    })
  );
}

/** The conversation that an element is part of, with its head and its editor. */
export function frameOf(element: Element): HTMLElement | undefined {
  const named = [...namedFrames(element)];
  const whole = named.find(hasHead);
  if (whole) return whole;
  const editor = isMessageEditor(element) ? element : nearestEditor(element);
  const found = editor && structuralFrame(editor);
  if (found ?? named[0]) return found ?? named[0];
  return editor?.closest<HTMLElement>('[role=dialog], form') ?? editor?.parentElement ?? editor;
}

function* namedFrames(element: Element): Generator<HTMLElement> {
  let frame = element.closest<HTMLElement>(anyOf('frame'));
  for (; frame; frame = frame.parentElement?.closest<HTMLElement>(anyOf('frame')) ?? null)
    yield frame;
}

function hasHead(frame: HTMLElement): boolean {
  return (
    headsAmong(all(frame, [`${anyOf('heading')}, ${anyOf('head')}`]), frame).length > 0 ||
    first(frame, candidates('recipientField')) !== null
  );
}

/** The editor of the conversation that the element is in; none where there are two that it might be. */
function nearestEditor(element: Element): HTMLElement | undefined {
  const root = element.getRootNode() as Document | ShadowRoot;
  const near = messageEditors(root).filter((editor) =>
    [editor.closest('form'), structuralFrame(editor)].some((round) => round?.contains(element)),
  );
  return near.length === 1 ? near[0] : undefined;
}

/** The nearest that holds, besides the editor, what says whom it goes to; never so far up that it holds two. */
function structuralFrame(editor: HTMLElement): HTMLElement | undefined {
  let up = editor.parentElement;
  for (let level = 0; up && level < reach && !isWholePage(up); level++, up = up.parentElement) {
    const others = all(up, [anyOf('editor')]).filter(
      (one) => !one.contains(editor) && !editor.contains(one),
    );
    if (others.length > 0) return undefined;
    if (hasHead(up)) return up;
  }
  return undefined;
}

/** Links to profiles in what heads a conversation: not in its messages, its lists or what is being written. */
export function headLinks(frame: HTMLElement): HTMLElement[] {
  return headsAmong(profileLinks(frame), frame).filter(
    (link) =>
      (link.closest(anyOf('heading')) !== null || link.querySelector(anyOf('heading')) !== null) &&
      frame.contains(link.closest(anyOf('heading')) ?? link),
  );
}

export function headingsOf(frame: HTMLElement): HTMLElement[] {
  return headsAmong(all(frame, [anyOf('heading')]), frame);
}

/** What heads a conversation stands above what is written in it; a name beside or below is another's. */
export function headsAmong(elements: readonly HTMLElement[], frame: HTMLElement): HTMLElement[] {
  const writing = frame.querySelector(anyOf('anyEditor'));
  const others = `${anyOf('messageList')}, [contenteditable], form, nav, aside`;
  return elements.filter(
    (one) =>
      !one.closest(others) && (!writing || (byPlace(one, writing) < 0 && isOf(one, writing))),
  );
}

/** Not in another conversation, which may be folded up and have nothing to write in. */
function isOf(head: Element, writing: Element): boolean {
  return head.closest(anyOf('frame'))?.contains(writing) !== false;
}

function isWholePage(element: Element): boolean {
  return element.matches('body, html, main, [role=main], #workspace');
}

function isEditable(element: HTMLElement): boolean {
  if (isTag(element, 'textarea')) return !element.readOnly && !element.disabled;
  const editable = element.getAttribute('contenteditable');
  return editable !== null ? editable !== 'false' : element.getAttribute('role') === 'textbox';
}

function outermost(elements: readonly HTMLElement[]): HTMLElement[] {
  return elements.filter((one) => !elements.some((other) => other !== one && other.contains(one)));
}
