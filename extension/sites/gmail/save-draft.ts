import { clickWholly, first } from '../dom.ts';
import { candidates } from './selectors.ts';

/** Closes a compose window, which keeps its draft. A reply below a message has no control for that. */
export function saveDraft(root: HTMLElement): boolean {
  const control = first(root, candidates('saveAndClose'));
  if (control) clickWholly(control);
  return control !== null;
}
