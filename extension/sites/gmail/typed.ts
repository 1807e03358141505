import { readMailbox, readMailboxes } from '../../../shared/contact/mailbox.ts';
import { all, isTag } from '../dom.ts';
import type { Recipient } from '../site.ts';
import { anyOf } from './selectors.ts';

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Gmail sends what stands in the field though it is no chip (gmail.js #719), several with commas between. */
export function fromTyped(root: HTMLElement): Recipient[] {
  return typedFields(root).flatMap((field) =>
    entriesOf(field.value).map((entry) => toRecipient(field, entry)),
  );
}

function toRecipient(field: Field, entry: string): Recipient {
  const address = readMailbox(entry);
  return {
    text: address.ok ? address.value.value : entry,
    ...(address.ok && { identifier: address.value }),
    remove: () => {
      // Read anew: another one may have been taken out meanwhile.
      field.value = entriesOf(field.value)
        .filter((other) => other !== entry)
        .join(', ');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return !entriesOf(field.value).includes(entry);
    },
  };
}

/**
 * The entries as they were typed. Whether a comma separates two, or belongs to a name in quotes, is
 * for `readMailboxes` to say: it does if something after it is an entry of its own.
 */
function entriesOf(text: string): string[] {
  const entries: string[] = [];
  let open = '';
  for (const piece of text.split(/(?<=[,;\r\n])/)) {
    open += piece;
    if (readMailboxes(`${trim(open)},x`).length < 2) continue;
    entries.push(trim(open));
    open = '';
  }
  return trim(open) === '' ? entries : [...entries, trim(open)];
}

const trim = (text: string): string => text.replaceAll(/^[\s,;]+|[\s,;]+$/g, '');

function typedFields(root: HTMLElement): Field[] {
  return all(root, [anyOf('typed')]).filter(
    (field) => isTag(field, 'input') || isTag(field, 'textarea'),
  );
}
