import { el } from '../gmail/dom.js';
import { act } from './gestures.js';
import { personOf, wish } from './people.js';
import { postSalesInvitation, postSalesMessage } from './post.js';

/** `/sales/lead/<id>,NAME_SEARCH,x#with=slug`: from written outlines, the weakest evidence of all these pages. */
export function lead() {
  const person = personOf(wish.get('with') ?? 'ines-marek');
  const layer = el('div', { id: 'artdeco-modal-outlet' });
  const name = () => el('span', { 'data-anonymize': 'person-name' }, person.name);
  const connect = () => {
    const note = el('textarea', { id: 'connect-cta-form__invitation', maxlength: '300' });
    const send = el(
      'button',
      { class: 'connect-cta-form__send', type: 'button' },
      'Send Invitation',
    );
    layer.replaceChildren(
      el(
        'div',
        { role: 'dialog', 'aria-labelledby': 'connect-cta-form__header' },
        el('h2', { id: 'connect-cta-form__header' }, 'Send invitation'),
        el('div', { 'data-sn-view-name': 'subpage-connect-modal' }, name(), note),
        el('button', { class: 'connect-cta-form__cancel', type: 'button' }, 'Cancel'),
        act(send, () => {
          void postSalesInvitation(person, note.value);
          layer.replaceChildren();
        }),
      ),
    );
  };
  const message = () => {
    const text = el('textarea', { class: 'compose-form__message-field' });
    const send = el(
      'button',
      { class: 'artdeco-button artdeco-button--primary', type: 'submit' },
      'Send',
    );
    const form = el(
      'form',
      { class: 'compose-form' },
      el('input', { class: 'compose-form__subject-field', 'aria-label': 'Subject' }),
      el('section', {}, text),
      act(send, () => void postSalesMessage(person, text.value)),
    );
    form.addEventListener('submit', (event) => event.preventDefault());
    layer.replaceChildren(el('div', { id: 'message-overlay' }, form));
  };
  return [
    el(
      'section',
      {},
      el('h1', { 'data-x--lead--name': '', 'data-anonymize': 'person-name' }, person.name),
      act(el('button', { type: 'button', class: 'p-connect' }, 'Connect'), connect),
      act(el('button', { type: 'button', class: 'p-message' }, 'Message'), message),
    ),
    layer,
  ];
}
