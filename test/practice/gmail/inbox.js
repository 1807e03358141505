import { openCompose } from './compose.js';
import { el } from './dom.js';
import { mails } from './mails.js';
import { countSent } from './post.js';

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

function row({ name, email, subject, text, when }) {
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
  return el('li', {}, button);
}

document.querySelector('.p-mails').append(...mails.map(row));

// `#compose?to=a@example.com&subject=...` opens a filled message, for links and scripts.
const [place, query] = location.hash.slice(1).split('?');
if (place === 'compose') open(Object.fromEntries(new URLSearchParams(query)));

await showCount();
