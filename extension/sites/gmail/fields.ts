import { all, first, isTag, matches } from '../dom.ts';
import { anyOf } from './selectors.ts';
import { suggestionListsIn } from './suggestions.ts';

/** The parts of a composer that hold recipients: the field itself, or what is round its input. */
export function fieldsOf(root: HTMLElement): HTMLElement[] {
  const found = all(root, [anyOf('recipientField')]).filter(outsideBody);
  return [...new Set(found.map((field) => (isInput(field) ? roundInput(field) : field)))];
}

/** What is written about somebody in the message itself does not address it to them. */
export function outsideBody(element: Element): boolean {
  return !element.closest('[g_editable=true], .gmail_quote');
}

/** Whether a field shows nothing but what it is called, and what it offers while one types. */
export function isEmptyField(field: HTMLElement, root: HTMLElement): boolean {
  const aside = new Set<Node>([
    ...all(field, ['label, button, [role=link], [role=button]']),
    ...suggestionListsIn(field, root),
  ]);
  return !saysMore(field);

  function saysMore(node: Node): boolean {
    if (aside.has(node)) return false;
    if (node.nodeType === Node.TEXT_NODE) return (node.nodeValue ?? '').trim() !== '';
    return [...node.childNodes].some(saysMore);
  }
}

/** Whether the fields are folded up and somebody is shown there in words alone: in a reply there always is. */
export function isFoldedReply(root: HTMLElement, fields: readonly HTMLElement[]): boolean {
  const answers = first(root, ['input[name=rm]']);
  const isReply = (isTag(answers, 'input') && answers.value !== '') || root.closest('.ip') !== null;
  return isReply && fields.some((field) => field.closest('[style*="display: none"], [hidden]'));
}

function isInput(field: HTMLElement): boolean {
  return matches(field, 'input, textarea');
}

function roundInput(input: HTMLElement): HTMLElement {
  const near = input.closest<HTMLElement>('.anm, [role=listbox], td');
  const isWhole = near?.querySelector('input[name=subjectbox], [g_editable=true]');
  return (near && !isWhole ? near : input.parentElement) ?? input;
}
