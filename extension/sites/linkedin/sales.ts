import { first } from '../dom.ts';
import type { Identifier } from '../../../shared/contact/identifier.ts';
import type { RecipientReading } from '../site.ts';
import { mayNameTheSame, memberOfPage, membersOf, profileLinks } from './members.ts';
import { candidates } from './selectors.ts';

/** On whose page a message was begun. */
const begunOn = new WeakMap<HTMLElement, Identifier | undefined>();

/** Call whenever a message of Sales Navigator is seen. */
export function meetSales(frame: HTMLElement): void {
  if (!begunOn.has(frame)) begunOn.set(frame, memberOfPage(frame.ownerDocument.location));
}

/**
 * Sales Navigator's message shows no more than a name, if that. It goes to the lead on whose page it
 * was begun; unless it links to somebody itself, names somebody else, or the page is another by now.
 */
export function readSalesMessage(frame: HTMLElement): RecipientReading {
  meetSales(frame);
  const linked = membersOf(
    profileLinks(frame).filter((link) => !link.closest('[contenteditable]')),
  );
  const onPage = memberOfPage(frame.ownerDocument.location);
  const name = first(frame, ['[data-anonymize=person-name]'])?.textContent?.trim() ?? '';
  const lead = leadOf(frame.ownerDocument);
  const isMoved = linked.length === 0 && begunOn.get(frame)?.value !== onPage?.value;
  const isMisnamed = linked.length === 0 && !mayNameTheSame(name, lead);
  if (linked.length > 1 || isMoved || isMisnamed)
    return { status: 'unreadable', why: 'detectors-disagree' };
  const identifier = linked[0] ?? onPage;
  const recipient = {
    text: name || lead || identifier?.value || 'Unknown member',
    ...(identifier && { identifier }),
  };
  return { status: 'read', recipients: [recipient] };
}

/** The name of the lead whose page this is; empty on others. */
export function leadOf(page: Document): string {
  return first(page, candidates('salesLead'))?.textContent?.trim() ?? '';
}
