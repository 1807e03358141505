import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sipKeyFromHex } from '../../../shared/snapshot/siphash.ts';
import type { Identifier } from '../../../shared/contact/types.ts';
import { packPart } from '../../../shared/snapshot/pack.ts';
import { lookUp, makeSnapshot } from '../../../shared/snapshot/snapshot.ts';
import { opened } from './world.ts';

const page = readFileSync('docs/snapshot.md', 'utf8');
const [, text = ''] = /```text part\n([^`]*)```/.exec(page) ?? [];
const bytes = Uint8Array.from(text.trim().split(/\s+/), (byte) => Number.parseInt(byte, 16));
const [, deviceKey = ''] = /device key `(\w+)`/.exec(page) ?? [];

describe('the example in docs/snapshot.md', () => {
  const part = opened(bytes);
  const snapshot = makeSnapshot(sipKeyFromHex(deviceKey), part);
  const of = (value: string) => {
    const identifier: Identifier = { type: 'email', value };
    return lookUp(snapshot, identifier).marks.map(({ type, since }) => [
      type,
      new Date(since).toISOString().slice(0, 10),
    ]);
  };

  it('says of the two people what the page says', () => {
    expect(of('ann@example.com')).toEqual([['objected', '2026-05-03']]);
    expect(of('ben+news@example.com')).toEqual([['objected', '2026-05-06']]);
    expect(of('ben@example.com')).toEqual([['objected', '2026-05-06']]);
    expect(of('cleo@example.com')).toEqual([]);
  });

  it('is what is packed of them', () => {
    expect(packPart([...part.entries()])).toEqual(bytes);
  });
});
