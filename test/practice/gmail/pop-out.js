import { composeContent } from './compose-frame.js';
import { fill, startWriting } from './writing.js';

/** A message that has the window to itself: a link to an address opens one, with `?view=cm` in its own. */
export function openPopOut(filled, onSent) {
  let writing;
  const content = composeContent(() => writing?.changed());
  writing = startWriting(content, {
    root: content.frame,
    onSent,
    remove: () => content.frame.remove(),
  });
  document.body.className = 'xE xp';
  document.querySelector('.p-main').replaceChildren(content.frame);
  fill(content, filled);
  writing.changed();
  content.body.focus();
}
