import fc from 'fast-check';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { isEmpty } from '../../../shared/consent/facts.ts';
import { exactFacts, gatherFacts, wideFacts } from '../../../shared/consent/gather.ts';
import type { Identifier } from '../../../shared/contact/types.ts';
import { exactKey, lookupKeys, wideKey } from '../../../shared/contact/keys.ts';
import { deviceHashes } from '../../../shared/snapshot/device-hashes.ts';
import type { Entry, Member } from '../../../shared/snapshot/entry.ts';
import { memberOf } from '../../../shared/snapshot/entry.ts';
import { openPart } from '../../../shared/snapshot/part.ts';
import type { Part } from '../../../shared/snapshot/part.ts';
import { sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import { anyEvent } from '../arbitraries.ts';

export const key = sipKeyFromHex('000102030405060708090a0b0c0d0e0f');

/** Somebody with their identifiers and all that was recorded under any of them. */
export type Contact = {
  readonly identifiers: readonly Identifier[];
  readonly events: readonly ConsentEvent[];
};

const email = (value: string): Identifier => ({ type: 'email', value });

/** Few, with many spellings, so that their keys meet. */
export const identifiers: readonly Identifier[] = [
  email('jane@gmail.com'),
  email('j.ane+a@gmail.com'),
  email('jane+b@googlemail.com'),
  email('joe@acme.example'),
  email('joe+x@acme.example'),
  email('ann@mail.acme.example'),
  email('"odd name"@bücher.example'),
  { type: 'linkedin', value: 'jane-doe' },
  { type: 'phone', value: '+442079460123' },
  { type: 'domain', value: 'acme.example' },
  { type: 'domain', value: 'mail.acme.example' },
];

/** Contacts that share out the identifiers among themselves, each with events about its own. */
export const anyWorld: fc.Arbitrary<readonly Contact[]> = fc
  .tuple(
    fc.array(fc.nat({ max: 5 }), {
      minLength: identifiers.length,
      maxLength: identifiers.length,
    }),
    fc.array(fc.tuple(fc.nat(), anyEvent, fc.option(fc.nat({ max: 400 }))), { maxLength: 30 }),
  )
  .map(([owners, told]) => {
    const contacts = [...new Set(owners)].map((owner) => ({
      identifiers: identifiers.filter((_, at) => owners[at] === owner),
      events: [] as ConsentEvent[],
    }));
    for (const [index, [about, event, days]] of told.entries()) {
      const { identifiers: own, events } = contacts[about % contacts.length]!;
      const until = days === null ? {} : { until: event.occurredAt + days * 86_400_000 + 1 };
      const identifierKey = exactKey(own[about % own.length]!);
      events.push({ ...event, ...until, id: `event-${index}`, identifierKey });
    }
    return contacts;
  });

const everything = { at: 8.64e15 };

/** What is known of an identifier, worked out from the events themselves. */
export function knownOf(contacts: readonly Contact[], identifier: Identifier): ConsentFacts {
  return gatherFacts(lookupKeys(identifier), (asked) => {
    const owner = contacts.find((one) => one.identifiers.some((each) => exactKey(each) === asked));
    if (owner) return exactFacts(owner.events, asked, everything);
    const marks = contacts
      .filter((one) => one.identifiers.some((each) => wideKey(each) === asked))
      .flatMap((one) => wideFacts(one.events, everything).marks);
    return { marks: marks.sort((a, b) => a.since - b.since) };
  });
}

/** What a device is given of them, in order. */
export function entriesOf(contacts: readonly Contact[]): Entry[] {
  const groups = new Map<string, Member[]>();
  for (const { identifiers: own, events } of contacts)
    for (const identifier of own) {
      const { wide, exact } = deviceHashes(key, identifier);
      const facts = exactFacts(events, exactKey(identifier), everything);
      if (isEmpty(facts)) continue;
      const member = memberOf(key, exact, facts, own.length > 1);
      groups.set(wide, [...(groups.get(wide) ?? []), member]);
    }
  const entries = [...groups].map(([hash, members]) => ({ hash, members }));
  return entries.sort((a, b) => (a.hash < b.hash ? -1 : 1));
}

export function opened(bytes: Uint8Array<ArrayBuffer>): Part {
  const part = openPart(bytes.buffer);
  if (!part.ok) throw new Error(part.problem.message);
  return part.value;
}
