import { confirmMerge } from './merge.js';
import { el, toast } from './dom.js';
import { post } from './post.js';
import { forgetSend, listenForSend } from './send-gestures.js';
import { sendMenu } from './send-menu.js';

const autosaveAfter = 1500;

/**
 * What a message does wherever it is written: keeps itself, and leaves when it is sent. `root` is the
 * element that its gestures count in, `remove()` takes it out of the page.
 */
export function startWriting(content, { root, remove, onChange = () => {}, onSent = () => {} }) {
  const { to, cc, bcc, subject, body, tools, twins, form } = content;
  let autosave;
  let left = false;

  function message() {
    const folded = (field) => content.folded?.[field].map(({ email }) => email);
    return {
      to: folded('to') ?? to.addresses(),
      cc: folded('cc') ?? cc.addresses(),
      bcc: bcc.addresses(),
      subject: subject.value,
      body: body.innerText.trim(),
    };
  }

  function changed() {
    const { folded } = content;
    const people = folded
      ? [...folded.to, ...folded.cc]
      : [to, cc, bcc].flatMap((row) => row.chips());
    const twin = ({ email, name }) =>
      el('span', { email, 'data-hovercard-id': email, name }, name || email);
    twins.replaceChildren(...people.map(twin));
    form.elements.subject.value = subject.value;
    onChange();
    clearTimeout(autosave);
    autosave = setTimeout(saveDraft, autosaveAfter);
  }

  async function saveDraft() {
    clearTimeout(autosave);
    await post('draft', message());
    tools.saved.textContent = 'Draft saved';
  }

  function send(later = false) {
    const mail = message();
    if (left) return;
    if (mail.to.length + mail.cc.length + mail.bcc.length === 0)
      return toast('Add at least one recipient.');
    if (tools.merge.getAttribute('aria-pressed') === 'true')
      return confirmMerge(mail, () => go(mail.to.map((one) => ({ ...mail, to: [one] }))));
    // The browser's own question, as in Gmail.
    if (mail.subject + mail.body === '' && !confirm('Send without subject and text?')) return;
    go([mail], later);
  }

  function go(mails, later = false) {
    if (left) return;
    left = true;
    leave();
    Promise.all(mails.map((mail) => post('send', mail)))
      .then(() => toast(later ? 'Message scheduled' : 'Message sent'))
      .catch(() => toast('The practice server did not take the message. Is it still running?'))
      .finally(onSent);
  }

  function leave() {
    clearTimeout(autosave);
    forgetSend(root);
    forgetSend(tools.archive);
    remove();
  }

  subject.addEventListener('input', changed);
  body.addEventListener('input', changed);
  tools.discard.addEventListener('click', () => {
    leave();
    toast('Draft discarded');
  });
  sendMenu(tools.more, () => send(true));
  // Before what it stands in: the first that an event is inside of is taken.
  listenForSend(tools.archive, tools.archive, () => send());
  listenForSend(root, tools.send, () => send());
  return { changed, leave, message, saveDraft };
}

/** Puts addresses, a subject and a text into a compose. */
export function fill({ to, cc, bcc, subject, body }, filled) {
  for (const [row, text] of [
    [to, filled.to],
    [cc, filled.cc],
    [bcc, filled.bcc],
  ])
    if (text?.length) row.add([text].flat().join(','));
  subject.value = filled.subject ?? '';
  if (filled.body) body.replaceChildren(filled.body);
}
