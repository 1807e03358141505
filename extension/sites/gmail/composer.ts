import type { Composer, Recipient, RecipientReading } from '../site.ts';
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
  const recipients: Recipient[] = [];
  for (const reading of readings) {
    if (reading.status === 'unreadable') return reading;
    recipients.push(...reading.recipients);
  }
  return { status: 'read', recipients };
}
