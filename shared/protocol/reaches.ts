import type { Channel } from '../contact/channels.ts';
import type { IdentifierType } from '../contact/types.ts';

/** By which identifiers a channel reaches somebody: a consent holds for the one that it names. */
export const reaches: Readonly<Record<Channel, readonly IdentifierType[]>> = {
  email: ['email', 'domain'],
  linkedin: ['linkedin'],
  phone: ['phone'],
  sms: ['phone'],
  post: [],
};
