import type { Composer, RecipientReading } from '../site.ts';
import { recipientsIn } from '../site.ts';
import { readRecipients } from './recipients.ts';
import { saveDraft } from './save-draft.ts';
import { sendIn } from './send-button.ts';
import { readWritten } from './written.ts';

export function toComposer(root: HTMLElement): Composer {
  return {
    root,
    recipients: () => readRecipients(root),
    hasSend: () => sendIn(root) !== null,
    written: () => readWritten(root),
    saveDraft: () => saveDraft(root),
  };
}

/** What a dialog sends that may belong to any of these: to all their recipients, as far as one can tell. */
export function together(roots: readonly [HTMLElement, ...HTMLElement[]]): Composer {
  return {
    root: roots[0],
    recipients: () => joined(roots.map(readRecipients)),
    hasSend: () => true,
  };
}

function joined(readings: readonly RecipientReading[]): RecipientReading {
  const recipients = readings.flatMap(recipientsIn);
  const unreadable = readings.find(({ status }) => status === 'unreadable');
  return unreadable?.status === 'unreadable'
    ? { ...unreadable, known: recipients }
    : { status: 'read', recipients };
}
