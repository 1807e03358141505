import type { Composer } from '../site.ts';
import { readRecipients } from './recipients.ts';
import { meetSales, readSalesMessage } from './sales.ts';
import { hasSendMode, sendIn } from './send.ts';
import { writtenIn } from './thread.ts';

/** A conversation as what it is to the guard: somewhere to write from. */
export function toComposer(frame: HTMLElement): Composer {
  const isSales = frame.ownerDocument.location.pathname.startsWith('/sales/');
  if (isSales) meetSales(frame);
  return {
    root: frame,
    recipients: () => (isSales ? readSalesMessage(frame) : readRecipients(frame)),
    hasSend: () => hasSendMode(frame) || sendIn(frame) !== undefined,
    written: () => writtenIn(frame),
  };
}
