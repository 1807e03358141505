import { describe, expect, test } from 'vitest';
import { headline } from '../../../extension/overlay/headline.ts';
import { nameAndAddress, plainLabel } from '../../../extension/ui/plain-text.ts';
import { statusOf, statusSentence } from '../../../extension/ui/status.ts';
import { whenInWords } from '../../../extension/ui/when.ts';
import {
  amelia,
  carla,
  dana,
  input,
  person,
  reason,
  suppressed,
  unknown,
} from '../overlay/people.ts';

describe('a status', () => {
  test('tells nothing on record from a no, and both from what cannot be checked', () => {
    expect(statusOf(carla)).toBe('allowed');
    expect(statusOf({ ...dana, verdict: 'warn' })).toBe('warned');
    expect(statusOf(dana)).toBe('unknown');
    expect(statusOf(amelia)).toBe('blocked');
    expect(statusOf(person('x', [unknown, suppressed]))).toBe('blocked');
    expect(statusOf(person('x', [{ ...unknown, rule: 'uncheckable' }]))).toBe('unchecked');
    expect(statusOf(person('x', [], 'block'))).toBe('unchecked');
  });

  test('is one sentence, the strongest reason’s', () => {
    const mild = { ...reason({ verdict: 'warn' }), message: 'Mild.' };
    expect(statusSentence(person('x', [mild, suppressed]))).toBe(suppressed.message);
    expect(statusSentence(carla)).toBe('May be written to.');
  });
});

describe('the title', () => {
  test.each([
    ['Not sent: Amelia Hart objected', [amelia, carla]],
    ['Not sent: nothing on record for Dana Osei', [dana]],
    ['Not sent: 2 of 3 people said no', [amelia, { ...amelia, id: '2' }, carla]],
    ['Not sent: nothing on record for 2 people', [dana, { ...dana, id: '2' }]],
    ['Not sent: 2 of 3 people may not be written to', [amelia, dana, carla]],
    ['Not sent: Everybody could not be checked', [person('Everybody', [], 'block')]],
    ['Not sent yet: please check', [{ ...carla, verdict: 'warn' as const }]],
  ])('is “%s”', (title, people) => {
    expect(headline(input(...people))).toBe(title);
  });
});

describe('a label', () => {
  test('is split into name and address', () => {
    expect(nameAndAddress('Amelia Hart <amelia@example.com>')).toEqual({
      name: 'Amelia Hart',
      address: 'amelia@example.com',
    });
    expect(nameAndAddress('amelia@example.com')).toEqual({
      name: 'amelia@example.com',
      address: '',
    });
    expect(nameAndAddress('<amelia@example.com>').name).toBe('<amelia@example.com>');
  });

  test('keeps joiners, drops what deceives, and is never empty', () => {
    expect(plainLabel('می\u200cخواهم')).toBe('می\u200cخواهم');
    expect(plainLabel('\u2066a\u2069\n b')).toBe('a b');
    expect(plainLabel('\u202E\u200B')).toBe('(no name)');
  });
});

test('a time is told from now and from the calendar', () => {
  const at = new Date(2026, 4, 3, 9, 14).getTime();
  const minutes = 60_000;
  expect(whenInWords(at, at + 30_000)).toBe('just now (3 May 2026, 09:14)');
  expect(whenInWords(at, at + minutes)).toBe('1 minute ago (3 May 2026, 09:14)');
  expect(whenInWords(at, at + 3 * 60 * minutes)).toMatch(/^3 hours ago/);
  expect(whenInWords(at, at + 24 * 60 * minutes)).toMatch(/^yesterday/);
});
