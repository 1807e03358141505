import { all } from '../dom.ts';
import selectors from './selectors.json' with { type: 'json' };

/** The parts of a composer that hold recipients: the field itself, or what is round its input. */
export function fieldsOf(root: HTMLElement): HTMLElement[] {
  const found = all(root, [selectors.recipientField.candidates.join(',')]).filter(outsideBody);
  return [...new Set(found.map((field) => (isInput(field) ? roundInput(field) : field)))];
}

/** What is written about somebody in the message itself does not address it to them. */
export function outsideBody(element: HTMLElement): boolean {
  return !element.closest('[g_editable=true], .gmail_quote');
}

/** Whether a field shows nothing but what it is called. */
export function isEmptyField(field: HTMLElement): boolean {
  const copy = field.cloneNode(true) as HTMLElement;
  for (const label of copy.querySelectorAll('label, button, [role=link], [role=button]'))
    label.remove();
  return copy.textContent.trim() === '';
}

function isInput(field: HTMLElement): boolean {
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
}

function roundInput(input: HTMLElement): HTMLElement {
  const near = input.closest<HTMLElement>('.anm, [role=listbox], td');
  const isWhole = near?.querySelector('input[name=subjectbox], [g_editable=true]');
  return (near && !isWhole ? near : input.parentElement) ?? input;
}
