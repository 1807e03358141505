import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { eventTypes, methods } from '../../../shared/consent/event.ts';
import { LoggedEvent } from '../../../shared/consent/receipts/logged-event.ts';
import { canonicalJson } from '../../../shared/ledger/canonical-json.ts';
import { encodeEntry } from '../../../shared/ledger/entry.ts';
import { sha256Hex } from '../../../worker/bytes.ts';
import type { StoredEvent } from '../../../worker/store/entry.ts';
import { entryOf, leafOf } from '../../../worker/store/entry.ts';

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 20 })
  .filter((each) => each.isWellFormed());
const hex = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
    .map((digits) => digits.map((digit) => digit.toString(16)).join(''));
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const instant = fc.integer({ min: 0, max: 8.64e15 });
const details = fc
  .record(
    {
      ground: fc.constant({ kind: 'purchase', toldAtCollection: true }),
      registry: text,
      traits: fc.constant({ timeZone: 'Europe/Paris', country: 'FR' }),
      corrects: text,
    },
    { requiredKeys: [] },
  )
  .map((each) => {
    const written = canonicalJson(each);
    return written.ok ? written.value : '{}';
  });

const stored: fc.Arbitrary<StoredEvent> = fc.record({
  contact: hex(32),
  id: text,
  type: fc.constantFrom(...eventTypes),
  purpose: text,
  channel: fc.constantFrom('email', 'all'),
  occurredAt: instant,
  recordedAt: instant,
  recordedBy: text,
  method: fc.constantFrom(...methods),
  language: maybe(text),
  noticeVersion: maybe(text),
  until: maybe(instant),
  excepts: maybe(fc.constantFrom('law', 'law,machine')),
  identifierKey: hex(32),
  digest: hex(32),
  sealed: maybe(hex(60)),
  details: maybe(details),
});

describe('an event’s entry in the log', () => {
  it('is the canonical JSON of itself, whatever the event says', () => {
    fc.assert(
      fc.property(stored, (event) => {
        const entry = entryOf(event);
        const canonical = encodeEntry(JSON.parse(entry));
        expect(canonical.ok && new TextDecoder().decode(canonical.value)).toBe(entry);
      }),
    );
  });

  it('is a record of the kind that receipts are checked against', () => {
    fc.assert(
      fc.property(stored, (event) => {
        const logged = v.parse(LoggedEvent, JSON.parse(entryOf(event)));
        expect([logged.subject, logged.id, logged.type]).toEqual([
          event.contact,
          event.id,
          event.type,
        ]);
        const told = event.details === null ? {} : JSON.parse(event.details);
        expect(logged.ground).toBe(told.ground?.kind);
      }),
    );
  });

  it('differs as soon as any column does', () => {
    fc.assert(
      fc.property(stored, stored, (a, b) => {
        for (const column of Object.keys(a) as (keyof StoredEvent)[]) {
          const changed = { ...a, [column]: b[column] };
          expect(entryOf(changed) === entryOf(a), column).toBe(a[column] === b[column]);
        }
      }),
    );
  });

  it('is hashed as RFC 9162 hashes a leaf', async () => {
    const [event] = fc.sample(stored, 1);
    expect(leafOf(event!)).toBe(await sha256Hex(`\0${entryOf(event!)}`));
  });
});
