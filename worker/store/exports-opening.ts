import type { EventText } from './contact-events.ts';
import { openContactKey, openText } from '../sealing.ts';
import type { Scope } from './scope.ts';

/** Opens what is sealed for the contacts of one page. `wrapped` is empty where a contact was erased. */
export type Opener = {
  readonly identifier: (contact: string, wrapped: string, sealed: string) => Promise<string | null>;
  readonly text: (contact: string, wrapped: string, sealed: string) => Promise<EventText>;
};

/** Each contact's key is opened once. */
export function opener(scope: Scope): Opener {
  const keys = new Map<string, Promise<CryptoKey>>();
  const keyOf = (contactId: string, wrapped: string): Promise<CryptoKey> => {
    const key =
      keys.get(contactId) ?? openContactKey(scope.keys, { orgId: scope.orgId, contactId }, wrapped);
    keys.set(contactId, key);
    return key;
  };
  return {
    identifier: async (contactId, wrapped, sealed) => {
      if (wrapped === '') return null;
      const place = { orgId: scope.orgId, contactId };
      return openText(await keyOf(contactId, wrapped), place, 'identifier', sealed);
    },
    text: async (contactId, wrapped, sealed) => {
      if (wrapped === '' || sealed === '') return {};
      const place = { orgId: scope.orgId, contactId };
      try {
        const text = await openText(await keyOf(contactId, wrapped), place, 'event-text', sealed);
        return JSON.parse(text) as EventText;
      } catch {
        // Sealed before an erasure, with a key that is no more.
        return {};
      }
    },
  };
}
