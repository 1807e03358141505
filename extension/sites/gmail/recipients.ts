import { emailIdentifier } from '../../../shared/contact/email.ts';
import { all, clickWholly, first, pressKey } from '../dom.ts';
import type { Recipient, RecipientReading } from '../site.ts';
import selectors from './selectors.json' with { type: 'json' };

/** Reads To, Cc and Bcc: chips of today and of before 2021, and text typed but not yet made a chip. */
export function readRecipients(root: HTMLElement): RecipientReading {
  if (!first(root, selectors.recipientField.candidates))
    return { status: 'unreadable', why: 'no-recipient-field' };
  const chips = [
    ...all(root, selectors.chip.candidates).map(fromChip),
    ...all(root, selectors.classicChip.candidates).map(fromClassicChip),
  ];
  if (!agrees(root, chips)) return { status: 'unreadable', why: 'detectors-disagree' };
  const typed = typedFields(root).flatMap(fromTyped);
  return { status: 'read', recipients: [...chips, ...typed] };
}

function fromChip(chip: HTMLElement): Recipient {
  const address = chip.dataset['hovercardId'] ?? '';
  return recipient(address, chip.dataset['name'], chip, () => removeChip(chip));
}

/** Before 2021 the hidden input held `Name <address>`, inside the chip that people saw. */
function fromClassicChip(input: HTMLElement): Recipient {
  const value = input instanceof HTMLInputElement ? input.value : '';
  const chip = input.closest<HTMLElement>('.vR') ?? input;
  return recipient(addressIn(value), nameIn(value), chip, () => removeChip(chip));
}

/** Gmail sends what stands in the field though it is no chip (gmail.js #719), several with commas between. */
function fromTyped(field: HTMLInputElement | HTMLTextAreaElement): Recipient[] {
  return partsOf(field).map((part) =>
    recipient(addressIn(part), undefined, undefined, () => {
      // Read anew: another one may have been taken out meanwhile.
      field.value = partsOf(field)
        .filter((other) => other !== part)
        .join(', ');
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      return !partsOf(field).includes(part);
    }),
  );
}

function partsOf(field: HTMLInputElement | HTMLTextAreaElement): string[] {
  return field.value
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function typedFields(root: HTMLElement): (HTMLInputElement | HTMLTextAreaElement)[] {
  return all(root, [selectors.typed.candidates.join(',')]).filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement,
  );
}

function recipient(
  address: string,
  name: string | undefined,
  anchor: HTMLElement | undefined,
  remove: () => boolean,
): Recipient {
  const parsed = emailIdentifier(address);
  return {
    text: name && name !== address ? `${name} <${address}>` : address,
    ...(parsed.ok && { identifier: parsed.value }),
    ...(anchor && { anchor }),
    remove,
  };
}

function removeChip(chip: HTMLElement): boolean {
  const control = first(chip, selectors.removeChip.candidates);
  if (control) clickWholly(control);
  if (chip.isConnected) pressKey(chip, 'Backspace');
  return !chip.isConnected;
}

const addressIn = (text: string): string => (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text).trim();
const nameIn = (text: string): string => text.replace(/<[^<>]+>\s*$/, '').trim();

/**
 * The second detector: Gmail keeps a hidden `span[email]` for each recipient. A twin without its
 * chip means that the chips were not all found. Chips without twins are no loss.
 */
function agrees(root: HTMLElement, chips: readonly Recipient[]): boolean {
  const found = new Set(chips.map(({ identifier, text }) => identifier?.value ?? text));
  return all(root, selectors.twin.candidates)
    .filter((twin) => !twin.closest('[g_editable=true], .gmail_quote'))
    .map((twin) => emailIdentifier(twin.getAttribute('email') ?? ''))
    .every((twin) => !twin.ok || found.has(twin.value.value));
}
