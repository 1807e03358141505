import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../worker/hooks/provider.ts';
import {
  emptyReading,
  jsonOf,
  listOf,
  meaning,
  textOf,
  time,
} from '../../../worker/hooks/reading.ts';
import { isRecent, isSame, join } from '../../../worker/hooks/signature.ts';
import { delivery, now } from './deliveries.ts';

describe('a time', () => {
  it.each([
    [time.seconds, 1_777_798_800, now],
    [time.seconds, '1777798800', now],
    [time.seconds, 1_777_798_800.25, now + 250],
    [time.milliseconds, now, now],
    [time.iso, '2026-05-03T09:00:00Z', now],
    [time.iso, '2026-05-03T11:00:00.0000000+02:00', now],
    [time.iso, '2026-05-03T09:00:00.123456Z', now + 123],
    [time.utc, '2026-05-03 09:00:00', now],
  ])('is read', (read, text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it.each([
    [time.seconds, ''],
    [time.seconds, 'soon'],
    [time.seconds, null],
    [time.seconds, {}],
    [time.milliseconds, String(now)],
    [time.iso, '2026-05-03T09:00:00'],
    [time.iso, '2026-05-03'],
    [time.iso, now],
    [time.utc, '2026-05-03T09:00:00Z'],
    [time.utc, '03.05.2026 09:00:00'],
    [time.utc, undefined],
  ])('is not read from something else', (read, text) => {
    expect(read(text)).toBeNaN();
  });
});

describe('a body', () => {
  it('is text in UTF-8 or nothing', () => {
    const sent = { ...delivery({ body: '' }), body: Uint8Array.of(0x61, 0xff) };
    expect(() => textOf(sent)).toThrow(Malformed);
    expect(textOf(delivery({ body: 'zoë' }))).toBe('zoë');
  });

  it('is JSON or nothing, and a list of events or one', () => {
    expect(() => jsonOf('{')).toThrow(Malformed);
    expect(listOf({ a: 1 })).toEqual([{ a: 1 }]);
    expect(listOf([1, 2])).toEqual([1, 2]);
    for (const value of [1, 'text', null, true]) expect(() => listOf(value)).toThrow(Malformed);
  });
});

describe('a provider’s word', () => {
  const meanings = { left: 'objected', seen: 'nothing' } as const;

  it('means what is written of it', () => {
    const out = emptyReading();
    expect(meaning(out, meanings, 'left', '1')).toBe('objected');
    expect(meaning(out, meanings, 'seen', '2')).toBeUndefined();
    expect([out.others, out.unread]).toEqual([['seen'], []]);
  });

  it.each(['hasOwnProperty', '__proto__', 'toString', 'constructor'])(
    '%s means nothing of itself',
    (word) => {
      const out = emptyReading();
      expect(meaning(out, meanings, word, '1')).toBeUndefined();
      expect(out.others).toEqual([word]);
    },
  );

  it.each([
    'global_unsubscribe',
    'OptedOut',
    'recipient.blocked',
    'contact.erased',
    'hardBounce',
    'gdpr_object',
  ])('%s is new, could be a no, and is set aside', (event) => {
    const out = emptyReading();
    expect(meaning(out, meanings, event, 'e1')).toBeUndefined();
    expect(out.unread).toEqual([{ event, reason: 'unknown-event', id: 'e1' }]);
  });
});

describe('comparing', () => {
  it('finds texts the same or not, of whatever lengths', async () => {
    expect(await isSame('secret', 'secret')).toBe(true);
    for (const other of ['', 'secre', 'secrets', 'Secret'])
      expect(await isSame('secret', other)).toBe(false);
  });

  it('finds a time recent within its window, or five minutes ahead', () => {
    const [minute, window] = [60_000, 600_000];
    expect(
      [now, now - 9 * minute, now + 4 * minute].map((at) => isRecent(at, now, window)),
    ).toEqual([true, true, true]);
    expect(
      [now - 10 * minute, now + 5 * minute, Number.NaN].map((at) => isRecent(at, now, window)),
    ).toEqual([false, false, false]);
  });

  it('joins bytes in their order', () => {
    expect(join(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))).toEqual(
      Uint8Array.of(1, 2, 3),
    );
  });
});
