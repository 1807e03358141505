import { openCompose } from '../gmail/compose.js';
import { retarget } from '../gmail/send-gestures.js';

const gestures = ['the mouse', 'Ctrl+Enter', 'Enter on Send', 'Space on Send'];

/** Opens a composer to these people, as the drift suite takes it. `close` leaves nothing of it behind. */
export function open(people, seed) {
  const frame = openCompose({
    to: people.join(','),
    subject: 'A short call?',
    body: 'Shall we talk?',
  });
  const { dialog, shell, to, cc, bcc, body, tools, form, subject } = frame;
  const page = {
    root: dialog,
    send: tools.send,
    body,
    parts: [form, to.row.parentElement?.parentElement, to.list, body, tools.bar, tools.send],
    /** What the page's code would lose its place by. */
    keep: [dialog, shell, to.row, cc.row, bcc.row, to.input, body, subject, tools.send, form],
    gesture: gestures[seed % gestures.length],
    chips: () => to.chipElements(),
    replaced: (old, made) => {
      if (old !== page.send) return to.replaceChip(old, made);
      page.send = made;
      retarget(dialog, made);
    },
    close: () => {
      frame.leave();
      document.querySelector('.dw .no').replaceChildren();
      for (const left of Array.from(document.body.children)) if (!known.has(left)) left.remove();
    },
  };
  return page;
}

const known = new Set(document.body.children);
