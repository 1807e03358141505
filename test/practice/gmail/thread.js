import { el, toast } from './dom.js';
import { post } from './post.js';
import { openPicker } from './reaction.js';
import { openReply } from './reply.js';
import { words } from './words.js';

/** Whoever is signed in, as the page's account button names them. */
export const self = { name: 'You', email: 'you@practice.example' };

/** Shows one conversation in place of the list: what the other wrote, with the ways to answer below it. */
export function openThread(mail, onSent) {
  const person = ({ name, email }, more = {}) =>
    el('span', { email, name, 'data-hovercard-id': email, ...more }, name);
  const reply = el('div', { class: 'ip' });
  const button = (label, run) => {
    const made = el(
      'div',
      { class: 'ams p-answer', role: 'button', tabindex: '0', 'aria-label': label },
      label,
    );
    made.addEventListener('click', run);
    return made;
  };
  const answer = (kind) => () => openReply(kind, mail, reply, onSent);
  const react = button(words.react, () => openPicker((emoji) => answerWith(emoji, mail, onSent)));
  const head = el(
    'table',
    { class: 'cf gJ' },
    el(
      'tbody',
      {},
      el('tr', { class: 'acZ' }, el('td', { class: 'gF gK' }, person(mail, { class: 'gD' }))),
      el(
        'tr',
        {},
        el(
          'td',
          { class: 'hb' },
          'to ',
          ...[self, mail.also].filter(Boolean).map((one) => person(one, { class: 'g2' })),
        ),
      ),
    ),
  );
  const quoted = el('blockquote', { class: 'gmail_quote' }, 'Shall we talk?');
  const text = el(
    'div',
    { class: 'a3s aiL' },
    el('div', { dir: 'ltr' }, mail.text, el('br'), quoted),
  );
  const message = el(
    'div',
    { class: 'adn ads', 'data-message-id': '#msg-f:17', 'data-legacy-message-id': '17' },
    head,
    el('div', { class: 'ii gt' }, text),
    el(
      'div',
      { class: 'p-answers' },
      button(words.reply, answer('reply')),
      button(words.replyAll, answer('all')),
      button(words.forward, answer('forward')),
      react,
    ),
    reply,
  );
  const list = el(
    'div',
    { class: 'p-thread', role: 'list' },
    el('div', { role: 'listitem' }, message),
  );
  document.querySelector('.p-main').replaceChildren(el('h2', { class: 'hP' }, mail.subject), list);
}

/** A reaction goes to all in the conversation but oneself, as a message of its own. */
async function answerWith(emoji, { email, also, subject }, onSent) {
  const to = [email, ...(also ? [also.email] : [])];
  await post('send', { to, cc: [], bcc: [], subject, body: emoji });
  toast('Message sent');
  onSent();
}
