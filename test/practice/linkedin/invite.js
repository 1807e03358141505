import { el } from '../gmail/dom.js';
import { act } from './gestures.js';
import { say } from './people.js';
import { postInvitation } from './post.js';

/** The form that asks for a note. It says a name, and not whose. */
export function inviteForm(person) {
  const overlay = el('div', { 'data-test-modal-id': 'send-invite-modal' });
  const button = (kind, label, work) =>
    act(
      el('button', { class: `artdeco-button artdeco-button--${kind}`, 'aria-label': label }, label),
      work,
    );
  const send = (note) => {
    void postInvitation(person, note);
    overlay.remove();
  };
  const show = (content, actions) =>
    overlay.replaceChildren(
      el(
        'div',
        {
          class: 'artdeco-modal send-invite',
          role: 'dialog',
          'aria-labelledby': 'send-invite-modal',
        },
        act(
          el(
            'button',
            {
              class: 'artdeco-modal__dismiss',
              'aria-label': say.dismiss,
              'data-test-modal-close-btn': '',
            },
            '×',
          ),
          () => overlay.remove(),
        ),
        el('h2', { id: 'send-invite-modal' }, say.addNote),
        content,
        el('div', { class: 'artdeco-modal__actionbar' }, ...actions),
      ),
    );
  const begin = () =>
    show(el('p', {}, say.inviteText, el('strong', {}, person.name)), [
      button('secondary', say.addNote, writeNote),
      button('primary', say.noNote, () => send('')),
    ]);
  const writeNote = () => {
    const note = el('textarea', { id: 'custom-message', name: 'message' });
    show(note, [
      button('tertiary', say.cancel, begin),
      button('primary', say.sendInvite, () => send(note.value)),
    ]);
  };
  begin();
  return overlay;
}
