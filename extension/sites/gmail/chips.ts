import { emailIdentifier } from '../../../shared/contact/email.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import { readMailbox } from '../../../shared/contact/mailbox.ts';
import type { Result } from '../../../shared/result.ts';
import { all, clickWholly, first, isTag, pressKey } from '../dom.ts';
import type { Recipient } from '../site.ts';
import { anyOf, candidates, isA } from './selectors.ts';

/** A recipient in a field, of today's shape or of before 2021. */
export function fromChip(chip: HTMLElement): Recipient {
  return isA('classicChip', chip) ? fromClassic(chip) : fromOption(chip);
}

/** One of the names that stand where the fields are folded up. To take it out they are unfolded first. */
export function fromTwin(twin: HTMLElement): Recipient {
  const email = twin.getAttribute('email') ?? '';
  const name = twin.getAttribute('name') ?? '';
  const { text, identifier } = recipient(emailIdentifier(email), shownAs(name, email), twin);
  return {
    text,
    ...(identifier && { identifier }),
    anchor: twin,
    remove: () => removeTwin(twin, email),
  };
}

/** A chip without an address is a group or a label: a recipient all the same, who cannot be checked. */
function fromOption(chip: HTMLElement): Recipient {
  const address = chip.dataset['hovercardId'] ?? '';
  const name = chip.dataset['name'] ?? '';
  const shown = address ? shownAs(name, address) : name || chip.textContent.trim();
  return recipient(emailIdentifier(address), shown || 'A recipient without address', chip);
}

/** Before 2021 the hidden input held `Name <address>`, inside the chip that people saw. */
function fromClassic(input: HTMLElement): Recipient {
  const value = isTag(input, 'input') ? input.value.trim() : '';
  return recipient(readMailbox(value), value, input.closest<HTMLElement>('.vR') ?? input);
}

function shownAs(name: string, address: string): string {
  return name && name !== address ? `${name} <${address}>` : address;
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
  const control = first(chip, candidates('removeChip'));
  if (control) clickWholly(control);
  if (chip.isConnected) pressKey(chip, 'Backspace');
  return !chip.isConnected;
}

function removeTwin(twin: HTMLElement, email: string): boolean {
  const form = twin.closest<HTMLElement>('form') ?? twin.parentElement;
  clickWholly(twin);
  const chips = form ? all(form, [`${anyOf('chip')},${anyOf('classicChip')}`]) : [];
  const chip = chips.map(fromChip).find(({ text }) => text.includes(email));
  return chip?.remove?.() ?? false;
}
