import * as v from 'valibot';
import type { Meanings, Notice, Reading, Says } from './provider.ts';
import { Malformed } from './provider.ts';
import { jsonOf, meaning, time } from './reading.ts';

/** By type, and for bounces and complaints by subtype. https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html (2026-11) */
export const meanings: Meanings = {
  'Bounce Permanent': 'bounced',
  'Bounce Transient': 'nothing',
  'Bounce Undetermined': 'nothing',
  Complaint: 'complained',
  'Complaint not-spam': 'nothing',
  // Not sent, since SES's own list stands against it: an earlier bounce or complaint whose day is not told.
  OnAccountSuppressionList: 'suppressed',
  OnTenantSuppressionList: 'suppressed',
  Subscription: 'objected',
  Delivery: 'nothing',
  Send: 'nothing',
  Reject: 'nothing',
  Open: 'nothing',
  Click: 'nothing',
  DeliveryDelay: 'nothing',
  'Rendering Failure': 'nothing',
  AmazonSnsSubscriptionSucceeded: 'nothing',
};

const recipients = v.optional(v.array(v.looseObject({ emailAddress: v.string() })), []);
const Preferences = v.looseObject({
  unsubscribeAll: v.optional(v.boolean(), false),
  topicSubscriptionStatus: v.optional(
    v.array(v.looseObject({ topicName: v.string(), subscriptionStatus: v.string() })),
    [],
  ),
});
const when = { timestamp: v.optional(v.unknown()), feedbackId: v.optional(v.string()) };
const Event = v.looseObject({
  eventType: v.optional(v.string()),
  notificationType: v.optional(v.string()),
  mail: v.optional(v.looseObject({ destination: v.optional(v.array(v.string()), []) })),
  bounce: v.optional(
    v.looseObject({
      ...when,
      bounceType: v.string(),
      bounceSubType: v.optional(v.string()),
      bouncedRecipients: recipients,
    }),
  ),
  complaint: v.optional(
    v.looseObject({
      ...when,
      complaintSubType: v.optional(v.nullable(v.string())),
      complaintFeedbackType: v.optional(v.nullable(v.string())),
      complainedRecipients: recipients,
    }),
  ),
  subscription: v.optional(
    v.looseObject({
      ...when,
      newTopicPreferences: v.optional(Preferences),
      oldTopicPreferences: v.optional(Preferences),
    }),
  ),
});
type Event = v.InferOutput<typeof Event>;

export function readSesEvent(out: Reading, text: string, messageId: string): void {
  const parsed = v.safeParse(Event, jsonOf(text));
  if (!parsed.success) throw new Malformed('The message is no event of SES.');
  const { bounce, complaint, subscription, mail, eventType, notificationType } = parsed.output;
  const type = eventType ?? notificationType;
  if (type === undefined) throw new Malformed('The message does not say of what type it is.');
  const event = nameOf(type, parsed.output);
  const says = meaning(out, meanings, event, messageId);
  if (!says) return;
  const detail = bounce ?? complaint ?? subscription;
  const id = detail?.feedbackId ?? messageId;
  const notice = { event, id, at: time.iso(detail?.timestamp) };
  const people = bounce
    ? bounce.bouncedRecipients.map(({ emailAddress }) => emailAddress)
    : complaint
      ? complaint.complainedRecipients.map(({ emailAddress }) => emailAddress)
      : (mail?.destination ?? []);
  // Receivers blacken who complained, so SES lists all that it could have been; and an unsubscription names nobody.
  const unsure = people.length > 1 && !bounce;
  if (unsure) out.unread.push({ event, reason: 'several-recipients', id });
  const all: What[] = unsure ? [{ says: 'suppressed' }] : whatChanged(subscription, says);
  if (all.length === 0) out.others.push('Subscription to more');
  for (const address of people.length === 0 ? [''] : people)
    for (const what of all) out.notices.push({ ...notice, ...what, address });
}

type What = Pick<Notice, 'list'> & { readonly says: Says };

/** Of a change of preferences: everything, or the topics that were not left before. No topic taken up again lifts anything. */
function whatChanged(subscription: Event['subscription'], says: Says): What[] {
  const now = subscription?.newTopicPreferences;
  if (!now || now.unsubscribeAll) return [{ says }];
  const left = new Set(topicsLeft(subscription.oldTopicPreferences));
  return topicsLeft(now)
    .filter((topic) => !left.has(topic))
    .map((list) => ({ says: 'withdrawn', list }));
}

function topicsLeft(preferences: v.InferOutput<typeof Preferences> | undefined): string[] {
  return (preferences?.topicSubscriptionStatus ?? [])
    .filter(({ subscriptionStatus }) => /^opt_?out$/i.test(subscriptionStatus))
    .map(({ topicName }) => topicName);
}

function nameOf(type: string, { bounce, complaint }: Event): string {
  const subtype = bounce?.bounceSubType ?? complaint?.complaintSubType ?? '';
  if (/^On(Account|Tenant)SuppressionList$/.test(subtype)) return subtype;
  if (bounce) return `Bounce ${bounce.bounceType}`;
  return complaint?.complaintFeedbackType === 'not-spam' ? 'Complaint not-spam' : type;
}
