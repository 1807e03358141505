import { emailIdentifier } from '../../../shared/contact/email.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import { readMailbox } from '../../../shared/contact/mailbox.ts';
import type { Result } from '../../../shared/result.ts';
import { all, clickWholly, first, pressKey } from '../dom.ts';
import type { Recipient, RecipientReading } from '../site.ts';
import { fieldsOf, isEmptyField, outsideBody } from './fields.ts';
import selectors from './selectors.json' with { type: 'json' };
import { fromTyped } from './typed.ts';

const chipShapes = [...selectors.chip.candidates, ...selectors.classicChip.candidates].join(',');
/** What a recipient in a field may look like, one that cannot be read included. */
const likeChip = '[role=option], .afV, .vR, [data-name]';

/** Reads To, Cc and Bcc: chips of today and of before 2021, and text typed but not yet made a chip. */
export function readRecipients(root: HTMLElement): RecipientReading {
  const fields = fieldsOf(root);
  if (fields.length === 0) return { status: 'unreadable', why: 'no-recipient-field' };
  const found = chipsIn(root, fields);
  const chips = found.map(fromAnyChip);
  const strange = fields
    .flatMap((field) => all(field, [likeChip]))
    .filter((like) => !found.some((chip) => like.contains(chip) || chip.contains(like)));
  if (strange.length > 0 || !agrees(root, chips))
    return { status: 'unreadable', why: 'detectors-disagree' };
  const recipients = [...chips, ...fromTyped(root)];
  // To nobody the page itself refuses to send, so an empty field may pass; one that shows something
  // holds people whom nothing here recognises.
  if (recipients.length === 0 && !fields.every(isEmptyField))
    return { status: 'unreadable', why: 'detectors-disagree' };
  return { status: 'read', recipients };
}

/** By every known shape at once: the To of a composer may be of today and its Cc of before. */
function chipsIn(root: HTMLElement, fields: readonly HTMLElement[]): HTMLElement[] {
  const options = fields.flatMap((field) => all(field, ['[role=option]']));
  const found = [...new Set([...all(root, [chipShapes]), ...options])].filter(outsideBody);
  return found.filter((inner) => !found.some((outer) => outer !== inner && outer.contains(inner)));
}

function fromAnyChip(chip: HTMLElement): Recipient {
  return chip.matches(selectors.classicChip.candidates.join(','))
    ? fromClassicChip(chip)
    : fromChip(chip);
}

/** A chip without an address is a group or a label: a recipient all the same, who cannot be checked. */
function fromChip(chip: HTMLElement): Recipient {
  const address = chip.dataset['hovercardId'] ?? '';
  const name = chip.dataset['name'];
  const text = name && name !== address ? `${name} <${address}>` : address;
  const shown = address ? text : name || chip.textContent.trim() || 'A recipient without address';
  return recipient(emailIdentifier(address), shown, chip);
}

/** Before 2021 the hidden input held `Name <address>`, inside the chip that people saw. */
function fromClassicChip(input: HTMLElement): Recipient {
  const value = input instanceof HTMLInputElement ? input.value.trim() : '';
  return recipient(readMailbox(value), value, input.closest<HTMLElement>('.vR') ?? input);
}

function recipient(address: Result<Identifier>, text: string, chip: HTMLElement): Recipient {
  return {
    text,
    ...(address.ok && { identifier: address.value }),
    anchor: chip,
    remove: () => removeChip(chip),
  };
}

function removeChip(chip: HTMLElement): boolean {
  const control = first(chip, selectors.removeChip.candidates);
  if (control) clickWholly(control);
  if (chip.isConnected) pressKey(chip, 'Backspace');
  return !chip.isConnected;
}

/**
 * The second detector: Gmail keeps a hidden `span[email]` for each recipient. A twin without its
 * chip means that the chips were not all found. Chips without twins are no loss.
 */
function agrees(root: HTMLElement, chips: readonly Recipient[]): boolean {
  const found = new Set(chips.map(({ identifier }) => identifier?.value));
  return all(root, selectors.twin.candidates)
    .filter(outsideBody)
    .map((twin) => emailIdentifier(twin.getAttribute('email') ?? ''))
    .every((twin) => !twin.ok || found.has(twin.value.value));
}
