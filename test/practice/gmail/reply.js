import { composeContent } from './compose-frame.js';
import { el } from './dom.js';
import { generation } from './generation.js';
import { fill, startWriting } from './writing.js';

/**
 * Opens a reply or a forward below its message, in `.ip`, which gains `adB`. A reply's recipients are
 * folded up to their names at first, and their fields are empty until somebody opens them.
 */
export function openReply(kind, mail, place, onSent) {
  let writing;
  const content = composeContent(() => writing?.changed(), { archives: true });
  const { frame, region, form, fields, summary, to, cc, body } = content;
  const root = generation.hasReplyFrame ? frame : el('div', {}, region);
  writing = startWriting(content, {
    root,
    onSent,
    remove: () => {
      root.remove();
      place.classList.remove('adB');
    },
  });

  function unfold() {
    if (!content.folded) return;
    const people = content.folded;
    content.folded = undefined;
    fields.style.display = '';
    summary.classList.add('p-hidden');
    for (const [row, of] of [
      [to, people.to],
      [cc, people.cc],
    ])
      row.add(of.map(({ name, email }) => `${name} <${email}>`).join(','));
  }

  form.elements.rm.value = 'msg-f:17';
  const prefix = kind === 'forward' ? 'Fwd' : 'Re';
  fill(content, { subject: `${prefix}: ${mail.subject}` });
  place.replaceChildren(root);
  place.classList.add('adB');
  if (kind === 'forward') {
    const from = el('a', { href: `mailto:${mail.email}` }, mail.email);
    body.append(el('div', { class: 'gmail_quote' }, 'Forwarded: ', from, mail.text));
    to.input.focus();
  } else {
    content.folded = { to: [mail], cc: kind === 'all' && mail.also ? [mail.also] : [] };
    fields.style.display = 'none';
    summary.classList.remove('p-hidden');
    summary.addEventListener('click', unfold);
    body.focus();
  }
  writing.changed();
}
