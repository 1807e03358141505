import { describe, expect, it } from 'vitest';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import { applyDelta, hashLookupKey, lookUp } from '../../../shared/snapshot/snapshot.ts';
import { event, now } from '../arbitraries.ts';

const deviceKey = '000102030405060708090a0b0c0d0e0f';
const key = sipKeyFromHex(deviceKey);

describe('snapshot', () => {
  const jane = parseIdentifier('email', 'jane@example.com');
  if (!jane.ok) throw new Error('unreachable');
  const no = foldEvents([event({ type: 'objected' })], { at: now });
  const entry = (lookupKey: string) => hashLookupKey(key, lookupKey);
  const first = applyDelta(undefined, {
    version: 1,
    deviceKey,
    full: true,
    entries: [[entry('email=jane@example.com'), no]],
  });

  it('knows a contact by the hash of its identifier, and holds no identifier', () => {
    expect(lookUp(first, jane.value)).toEqual(no);
    expect(JSON.stringify([...first.entries])).not.toContain('jane');
  });

  it('finds a suppressed domain and a no to another form of the address', () => {
    const wide = { version: 1, deviceKey, full: true } as const;
    for (const found of ['email~jane@example.com', 'domain~example.com'])
      expect(
        lookUp(applyDelta(undefined, { ...wide, entries: [[entry(found), no]] }), jane.value),
      ).toEqual(no);
  });

  it('changes by a delta, and leaves the old one as it was', () => {
    const gone = applyDelta(first, {
      version: 2,
      deviceKey,
      full: false,
      entries: [[entry('email=jane@example.com'), null]],
    });
    expect(gone.version).toBe(2);
    expect(lookUp(gone, jane.value).marks).toEqual([]);
    expect(lookUp(first, jane.value)).toEqual(no);
  });

  it('is replaced wholly by a full one', () => {
    const empty = applyDelta(first, { version: 3, deviceKey, full: true, entries: [] });
    expect(empty.entries.size).toBe(0);
  });
});
