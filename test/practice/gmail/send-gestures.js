/**
 * Every gesture that makes Gmail send, listened for at the window, at the document and at Send
 * itself, and taken from whichever event comes through: a guard that stops a part of a gesture only
 * lets the message out. Gestures of scripts count too, as in Gmail. See the measurements of
 * fenil-dedhia/OutboxIQ (2026-05): a mail went out when only `mousedown` was stopped.
 */
const opened = new Map();
const ends = { mouseup: 'mousedown', pointerup: 'pointerdown' };
let pressed = { type: '', dialog: null };

/** From now on gestures inside `dialog` call `send`, which must itself see to it that it acts once. */
export function listenForSend(dialog, sendButton, send) {
  opened.set(dialog, { sendButton, send });
  for (const type of pointerTypes) sendButton.addEventListener(type, onPointer);
  sendButton.addEventListener('keydown', onKey);
  sendButton.addEventListener('keypress', onKey);
}

/** The page draws its Send anew, as another element. */
export function retarget(dialog, sendButton) {
  const { send } = opened.get(dialog);
  listenForSend(dialog, sendButton, send);
}

export function forgetSend(dialog) {
  opened.delete(dialog);
}

const pointerTypes = ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'];
for (const target of [window, document]) {
  for (const type of pointerTypes) target.addEventListener(type, onPointer, { capture: true });
  target.addEventListener('keydown', onKey, { capture: true });
  target.addEventListener('keypress', onKey, { capture: true });
}

function onPointer(event) {
  if (event.button !== 0) return;
  const dialog = composeOf(event);
  const compose = opened.get(dialog);
  if (!compose || !event.composedPath().includes(compose.sendButton)) {
    pressed = { type: '', dialog: null };
    return;
  }
  if (event.type === 'click') return compose.send();
  const begin = ends[event.type];
  if (!begin) pressed = { type: event.type, dialog };
  else if (pressed.type !== '' && pressed.dialog === dialog) compose.send();
}

function onKey(event) {
  if (event.isComposing) return;
  const compose = opened.get(composeOf(event));
  if (!compose) return;
  const onSend = event.composedPath().includes(compose.sendButton);
  const withControl = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
  if (!withControl && !(onSend && (event.key === 'Enter' || event.key === ' '))) return;
  event.preventDefault();
  compose.send();
}

/** By the elements themselves, as a page knows its own parts: not by how they are called. */
function composeOf(event) {
  const path = event.composedPath();
  for (const [dialog, { sendButton }] of opened)
    if (path.includes(dialog) || path.includes(sendButton)) return dialog;
  return null;
}
