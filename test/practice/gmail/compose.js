import { composeFrame } from './compose-frame.js';
import { el, toast } from './dom.js';
import { post } from './post.js';
import { forgetSend, listenForSend } from './send-gestures.js';
import { sendMenu } from './send-menu.js';
import { dock, toggleFullScreen, toggleMinimised } from './windows.js';

const autosaveAfter = 1500;

/** Opens a new message, filled with `{ to, cc, bcc, subject, body }` as far as given. */
export function openCompose(filled = {}, { onSent = () => {} } = {}) {
  let autosave;
  let left = false;
  const frame = composeFrame(changed);
  const { dialog, shell, to, cc, bcc, subject, body, tools, title, twins, form } = frame;

  function message() {
    return {
      to: to.addresses(),
      cc: cc.addresses(),
      bcc: bcc.addresses(),
      subject: subject.value,
      body: body.innerText.trim(),
    };
  }

  function changed() {
    const people = [to, cc, bcc].flatMap((row) => row.chips());
    const twin = ({ email, name }) =>
      el('span', { email, 'data-hovercard-id': email, name }, name || email);
    twins.replaceChildren(...people.map(twin));
    title.title.textContent = subject.value || 'New message';
    form.elements.subject.value = subject.value;
    clearTimeout(autosave);
    autosave = setTimeout(saveDraft, autosaveAfter);
  }

  async function saveDraft() {
    clearTimeout(autosave);
    await post('draft', message());
    tools.saved.textContent = 'Draft saved';
  }

  function send() {
    if (left) return;
    const mail = message();
    if (mail.to.length + mail.cc.length + mail.bcc.length === 0)
      return toast('Add at least one recipient.');
    left = true;
    leave();
    post('send', mail)
      .then(() => toast('Message sent'))
      .catch(() => toast('The practice server did not take the message. Is it still running?'))
      .finally(onSent);
  }

  function leave() {
    clearTimeout(autosave);
    forgetSend(dialog);
    dialog.remove();
    shell.remove();
  }

  function close() {
    const draft = message();
    void saveDraft();
    leave();
    toast('Draft saved', { label: 'Open it again', run: () => openCompose(draft, { onSent }) });
  }

  subject.addEventListener('input', changed);
  body.addEventListener('input', changed);
  title.close.addEventListener('click', close);
  title.minimise.addEventListener('click', () => toggleMinimised(shell, dialog));
  title.fullScreen.addEventListener('click', () => toggleFullScreen(shell, dialog));
  tools.discard.addEventListener('click', () => {
    leave();
    toast('Draft discarded');
  });
  // Escape closes a compose, so an Escape meant for something above it must not get here.
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.isComposing) close();
  });
  sendMenu(tools.more);
  listenForSend(dialog, tools.send, send);

  dock(shell);
  for (const [row, text] of [
    [to, filled.to],
    [cc, filled.cc],
    [bcc, filled.bcc],
  ])
    if (text?.length) row.add([text].flat().join(','));
  subject.value = filled.subject ?? '';
  if (filled.body) body.replaceChildren(filled.body);
  changed();
  (filled.to ? body : to.input).focus();
  return { ...frame, leave };
}
