import * as v from 'valibot';
import type { Connection, Delivery, Provider, Reading, Verified } from './provider.ts';
import { emptyReading, jsonOf, textOf, time } from './reading.ts';
import { meanings, readSesEvent } from './ses-events.ts';
import { hour, isRecent } from './signature.ts';
import { confirmSubscription, isSignedBySns, SnsMessage } from './sns.ts';

/** SNS tries for an hour at most over HTTPS. */
const window = 2 * hour;

/** SES reports through a topic of SNS, which signs. */
export const ses: Provider = { meanings, signsBody: true, tryLater: 503, verify, read };

async function verify(delivery: Delivery, { settings }: Connection): Promise<Verified> {
  // "Raw message delivery" leaves the signature out.
  const parsed = v.safeParse(SnsMessage, jsonOf(textOf(delivery)));
  if (!parsed.success) return { refused: 'missing' };
  const message = parsed.output;
  // Before anything is fetched: anybody can have a topic, and SNS signs for all of them.
  if (message.TopicArn !== settings.topicArn) return { refused: 'other-source' };
  if (!(await isSignedBySns(message))) return { refused: 'wrong' };
  return isRecent(time.iso(message.Timestamp), delivery.now, window) ? {} : { refused: 'old' };
}

async function read(delivery: Delivery): Promise<Reading> {
  const out = emptyReading();
  const message = v.parse(SnsMessage, jsonOf(textOf(delivery)));
  if (message.Type === 'SubscriptionConfirmation') {
    await confirmSubscription(message);
    out.others.push('subscription confirmed');
  } else if (message.Type === 'UnsubscribeConfirmation')
    out.unread.push({
      event: 'UnsubscribeConfirmation',
      reason: 'subscription-ended',
      id: message.MessageId,
    });
  else if (message.Message.startsWith('Successfully validated SNS topic'))
    out.others.push('topic validated');
  else readSesEvent(out, message.Message, message.MessageId);
  return out;
}
