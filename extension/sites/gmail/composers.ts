import { all, matches } from '../dom.ts';
import { sendIn, sendsIn } from './send-button.ts';
import { every, isA } from './selectors.ts';

/** The element round each composer in the page, which stays the same while it is moved about. */
export function rootsIn(page: Document): HTMLElement[] {
  const roots: HTMLElement[] = [];
  for (const part of every('composerPart', page)) {
    if (roots.some((root) => root.contains(part))) continue;
    const root = rootAround(part);
    if (root) roots.push(root);
  }
  return roots.filter((inner) => !roots.some((o) => o !== inner && o.contains(inner)));
}

/**
 * Whether the second detector finds a composer that the first does not. It asks for no wrappers: a
 * part of one will do, a Send, or the page's own address, which names what is being written.
 */
export function hasUnknownComposer(page: Document): boolean {
  const roots = rootsIn(page);
  const isUnknown = (part: Element): boolean => !roots.some((root) => root.contains(part));
  const parts = [...every('composerPart', page), ...every('send', page)].filter(isUnknown);
  if (parts.some((part) => !isOtherEditor(part))) return true;
  const { search = '', hash = '' } = page.location ?? {};
  return roots.length === 0 && (/[?&]view=cm\b/.test(search) || /[?&]compose=\w/.test(hash));
}

/** Gmail has editors that write no mail: those of its settings, and others that no Send is near. */
function isOtherEditor(part: Element): boolean {
  if (!matches(part, '[contenteditable]')) return false;
  return isOtherWriting(part) || (!matches(part, '[g_editable=true]') && !smallestWithSend(part));
}

/** A signature or an answer for when one is away is no message. */
export function isOtherWriting(editor: Element): boolean {
  return /^#settings\b/.test(editor.ownerDocument.location.hash);
}

/** By its wrappers, the outermost of them; where those have changed, by what has both a text and a Send. */
function rootAround(part: HTMLElement): HTMLElement | undefined {
  const outer = ancestorsOf(part).findLast((one) => isA('composer', one) && isOne(one));
  const isMail = matches(part, 'input, [g_editable=true]');
  if (!outer || !(isMail || sendIn(outer))) return smallestWithSend(part);
  // Text and Send stand beside the form, not in it.
  return matches(outer, 'form') ? (smallestWithSend(part) ?? outer) : outer;
}

function smallestWithSend(part: Element): HTMLElement | undefined {
  const sends = sendsIn(part.ownerDocument);
  return ancestorsOf(part).find((one) => sends.some((send) => one.contains(send)) && isOne(one));
}

/** Below the body: what holds the whole page is no composer. */
function ancestorsOf(part: Element): HTMLElement[] {
  const found: HTMLElement[] = [];
  const { body } = part.ownerDocument;
  for (let at = part.parentElement; at && at !== body; at = at.parentElement) found.push(at);
  return found;
}

/** What holds two subjects is something round two composers. */
function isOne(root: Element): boolean {
  return all(root, ['input[name=subjectbox]']).length < 2;
}
