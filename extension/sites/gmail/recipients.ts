import { all } from '../dom.ts';
import type { Recipient, RecipientReading } from '../site.ts';
import { fromChip, fromTwin } from './chips.ts';
import { fieldsOf, isEmptyField, isFoldedReply, outsideBody } from './fields.ts';
import { anyOf } from './selectors.ts';
import { isSuggestion } from './suggestions.ts';
import { fromTyped } from './typed.ts';

/** What a recipient in a field may look like, one that cannot be read included. */
const likeChip = '[role=option], .afV, .vR, [data-name]';

/**
 * Reads To, Cc and Bcc: chips of today and of before 2021, text typed but not yet made a chip, and in
 * a reply whose fields are folded up the names that stand there instead.
 */
export function readRecipients(root: HTMLElement): RecipientReading {
  const fields = fieldsOf(root);
  const found = chipsIn(root, fields);
  const chips = found.map(fromChip);
  const twins = twinsIn(root);
  const unheard = twins.map(fromTwin).filter((twin) => !isAmong(twin, chips));
  // Where the fields are folded up there are names and no chips.
  const recipients = [...chips, ...unheard, ...fromTyped(root)];
  const unreadable = (why: 'no-recipient-field' | 'detectors-disagree'): RecipientReading => ({
    status: 'unreadable',
    why,
    known: recipients,
  });
  if (fields.length === 0 && twins.length === 0) return unreadable('no-recipient-field');
  const strange = fields
    .flatMap((field) => all(field, [likeChip]))
    .filter((like) => !found.some((chip) => like.contains(chip) || chip.contains(like)))
    .filter((like) => !isSuggestion(like, root));
  // A name without its chip means that the chips were not all found. Chips without names are no loss.
  const isMissing = chips.length > 0 && unheard.some(({ identifier }) => identifier);
  if (strange.length > 0 || isMissing) return unreadable('detectors-disagree');
  // To nobody the page itself refuses to send, so an empty field may pass; one that shows something
  // holds people whom nothing here recognises.
  const isEmpty =
    fields.every((field) => isEmptyField(field, root)) && !isFoldedReply(root, fields);
  if (recipients.length === 0 && !isEmpty) return unreadable('detectors-disagree');
  return { status: 'read', recipients };
}

/** By every known shape at once: the To of a composer may be of today and its Cc of before. */
function chipsIn(root: HTMLElement, fields: readonly HTMLElement[]): HTMLElement[] {
  const options = fields.flatMap((field) => all(field, ['[role=option]']));
  const shapes = all(root, [`${anyOf('chip')},${anyOf('classicChip')}`]);
  const found = [...new Set([...shapes, ...options])].filter(
    (chip) => outsideBody(chip) && !isSuggestion(chip, root),
  );
  return found.filter((inner) => !found.some((outer) => outer !== inner && outer.contains(inner)));
}

/** The second detector: Gmail keeps a hidden `span[email]` for each recipient. */
function twinsIn(root: HTMLElement): HTMLElement[] {
  return all(root, [anyOf('twin')]).filter(outsideBody);
}

function isAmong({ identifier, text }: Recipient, chips: readonly Recipient[]): boolean {
  return chips.some((chip) =>
    identifier ? chip.identifier?.value === identifier.value : chip.text.includes(text),
  );
}
