import { readAddress } from './addresses.js';
import { openCompose } from './compose.js';
import { el } from './dom.js';
import { filledByAddress, isPopOut, language } from './generation.js';
import { mails } from './mails.js';
import { openPopOut } from './pop-out.js';
import { countSent } from './post.js';
import { openThread } from './thread.js';
import { isRightToLeft } from './words.js';

const left = document.querySelector('.p-left');
const composeButton = document.querySelector('.p-compose');

async function showCount() {
  left.value = await countSent();
}

const open = (filled) => openCompose(filled, { onSent: showCount });

composeButton.addEventListener('click', () => open());
composeButton.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    open();
  }
});

function row(mail) {
  const { name, email, subject, text, when } = mail;
  const button = el(
    'button',
    { type: 'button', class: 'p-mail', title: `Write to ${email}` },
    el('span', { class: 'p-from' }, name),
    el('span', { class: 'p-about' }, el('b', {}, subject), ` ${text}`),
    el('span', { class: 'p-when' }, when),
    el('span', { class: 'p-write' }, 'Write back'),
  );
  button.addEventListener('click', () =>
    open({ to: `${name} <${email}>`, subject: `Re: ${subject}` }),
  );
  const whole = el('button', { type: 'button', class: 'p-open' }, 'Read it');
  whole.addEventListener('click', () => openThread(mail, showCount));
  return el('li', {}, button, whole);
}

/**
 * For links and scripts: `#compose?to=a@example.com&subject=...` opens a filled message, and
 * `#thread?name=...&email=...&subject=...&text=...&also=...` a conversation.
 */
function follow() {
  const [place, query] = location.hash.slice(1).split('?');
  const given = Object.fromEntries(new URLSearchParams(query));
  if (place === 'compose') open(given);
  if (place === 'thread') openThread({ ...given, also: readAddress(given.also ?? '') }, showCount);
}

document.documentElement.lang = language;
document.documentElement.dir = isRightToLeft ? 'rtl' : 'ltr';
if (isPopOut) openPopOut(filledByAddress, showCount);
else document.querySelector('.p-mails').append(...mails.map(row));
addEventListener('hashchange', follow);
follow();
await showCount();
