import { clockSkew } from '../../shared/consent/check-event.ts';
import { readMailbox } from '../../shared/contact/mailbox.ts';
import { defaultPurpose } from '../../shared/policy/policy.ts';
import type { NewEvent } from '../store/event-rows.ts';
import type { Connection, Notice, Reading, Says, Unread } from './provider.ts';

type Kind = Pick<NewEvent, 'type' | 'purpose' | 'method'>;

/**
 * What each thing said is recorded as. A bounce and a complaint are about whatever was sent; who leaves
 * one list leaves the purpose that it serves, or, while nobody has said which that is, all marketing.
 */
const kinds: Record<Says, (purpose: string | undefined) => Kind | undefined> = {
  bounced: () => ({ type: 'bounced', purpose: 'all', method: 'provider-webhook' }),
  complained: () => ({ type: 'complained', purpose: 'all', method: 'provider-webhook' }),
  objected: () => ({ type: 'objected', purpose: defaultPurpose, method: 'provider-webhook' }),
  withdrawn: (purpose = defaultPurpose) => ({
    type: 'withdrawn',
    purpose,
    method: 'provider-webhook',
  }),
  suppressed: () => ({ type: 'suppressed', purpose: defaultPurpose, method: 'provider-webhook' }),
  // The person's own click on the provider's page. It lifts the one purpose that the list is known to serve, and
  // never all marketing: that is not what they were asked.
  resubscribed: (purpose = defaultPurpose) =>
    [defaultPurpose, 'all'].includes(purpose)
      ? undefined
      : { type: 'lifted', purpose, method: 'preference-page' },
};

export type Converted = {
  readonly events: NewEvent[];
  readonly unread: Unread[];
  /** Names of what changes nothing. */
  readonly kept: string[];
};

/**
 * Notices as events to record. The same notice gives the same event with the same id however often it
 * comes, since the id is a keyed hash of all that the event says; an address that is none is unread.
 */
export function toEvents(
  { notices }: Pick<Reading, 'notices'>,
  { id, settings }: Connection,
  source: string,
  now: number,
  digest: (text: string) => string,
): Converted {
  const out: Converted = { events: [], unread: [], kept: [] };
  for (const notice of notices) {
    const { list = '' } = notice;
    const purpose = Object.hasOwn(settings.lists, list) ? settings.lists[list] : undefined;
    const kind = kinds[notice.says](purpose);
    const at = happened(notice, now);
    const address = readMailbox(notice.address);
    // A yes of nobody knows when, perhaps said twice, must not end a no that came after it.
    if (!kind || (kind.type === 'lifted' && at === undefined)) out.kept.push(notice.event);
    else if (!address.ok)
      out.unread.push({
        event: notice.event,
        reason: notice.address.trim() === '' ? 'no-address' : 'address',
        id: JSON.stringify(notice),
      });
    else {
      const event = {
        ...kind,
        identifier: address.value,
        channel: 'email' as const,
        occurredAt: at ?? now,
        source,
        evidence: evidence(notice),
      };
      const key = digest(JSON.stringify([id, notice.id, event]));
      out.events.push({ ...event, id: `hook:${key}` });
    }
  }
  return out;
}

/** `undefined` for a time that could not be read, or that has not come: a no is then of the report's. */
function happened({ at }: Notice, now: number): number | undefined {
  return Number.isSafeInteger(at) && at > 0 && at < now + clockSkew ? at : undefined;
}

function evidence({ event, id, list }: Notice): string {
  return [event, list && `list ${list}`, id && `id ${id}`].filter(Boolean).join(', ').slice(0, 200);
}
