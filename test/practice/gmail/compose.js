import { composeFrame } from './compose-frame.js';
import { toast } from './dom.js';
import { words } from './words.js';
import { dock, toggleFullScreen, toggleMinimised } from './windows.js';
import { fill, startWriting } from './writing.js';

/** Opens a new message, filled with `{ to, cc, bcc, subject, body }` as far as given. */
export function openCompose(filled = {}, { onSent = () => {} } = {}) {
  let writing;
  const frame = composeFrame(() => writing?.changed());
  const { dialog, shell, to, subject, body, title } = frame;
  writing = startWriting(frame, {
    root: dialog,
    onSent,
    onChange: () => {
      title.title.textContent = subject.value || words.newMessage;
    },
    remove: () => {
      dialog.remove();
      shell.remove();
    },
  });

  function close() {
    const draft = writing.message();
    void writing.saveDraft();
    writing.leave();
    toast('Draft saved', { label: 'Open it again', run: () => openCompose(draft, { onSent }) });
  }

  title.close.addEventListener('click', close);
  title.minimise.addEventListener('click', () => toggleMinimised(shell, dialog));
  title.fullScreen.addEventListener('click', () => toggleFullScreen(shell, dialog));
  // Escape closes a compose, so an Escape meant for something above it must not get here.
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) close();
  });

  dock(shell);
  fill(frame, filled);
  writing.changed();
  (filled.to ? body : to.input).focus();
  return { ...frame, leave: writing.leave };
}
