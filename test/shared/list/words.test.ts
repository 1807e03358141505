import { describe, expect, it } from 'vitest';
import { isField, listedTypes, readFlag } from '../../../shared/list/fields.ts';
import typeWords from '../../../shared/list/type-words.json' with { type: 'json' };
import { plainWord, readAnswer, readType } from '../../../shared/list/words.ts';
import answers from '../../../shared/list/yes-no.json' with { type: 'json' };

describe('the words of a list', () => {
  it.each([
    ['E-Mail-Adresse', 'e mail adresse'],
    ['  email_address ', 'email address'],
    ['Désinscrit', 'desinscrit'],
    ['ungültig', 'ungultig'],
    ['Größe', 'grosse'],
    ['✔', '✔'],
  ])('are compared without case, accents and signs: %j', (text, word) => {
    expect(plainWord(text)).toBe(word);
  });

  it.each([
    ['Unsubscribed', 'withdrawn'],
    ['cleaned', 'bounced'],
    ['HardBounce', 'bounced'],
    ['SpamComplaint', 'complained'],
    ['ManualSuppression', 'withdrawn'],
    ['BOUNCE', 'bounced'],
    ['COMPLAINT', 'complained'],
    ['pending', 'requested'],
    ['transactional', 'skip'],
    ['Subscribed', 'given'],
    ['abgemeldet', 'withdrawn'],
    ['désinscrit', 'withdrawn'],
    ['dado de baja', 'withdrawn'],
    ['disiscritto', 'withdrawn'],
    ['descadastrado', 'withdrawn'],
    ['uitgeschreven', 'withdrawn'],
    ['widersprochen', 'objected'],
    ['Do Not Contact', 'objected'],
    ['objected', 'objected'],
    ['registry-listed', 'registry-listed'],
  ])('say what happened: %j', (text, type) => {
    expect(readType(text)).toBe(type);
  });

  it.each(['', 'customer', 'lifted', 'released', 'excepted', 'erased'])(
    'say nothing that may come from a list: %j',
    (text) => {
      expect(readType(text)).toBeUndefined();
    },
  );

  it.each([
    ['TRUE', true],
    ['ja', true],
    ['Sí', true],
    ['1', true],
    ['1.0', true],
    ['✓', true],
    ['FALSE', false],
    ['nein', false],
    ['Não', false],
    ['0', false],
    ['n/a', false],
    ['', false],
    ['  ', false],
    ['-', false],
    ['perhaps', undefined],
  ])('answer yes or no: %j', (text, answer) => {
    expect(readAnswer(text)).toBe(answer);
  });

  it('are written in the tables as they are compared, each once', () => {
    const words = Object.values(typeWords.words).flat();
    expect(words.filter((word) => plainWord(word) !== word)).toEqual([]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    const both = [...answers.yes, ...answers.no];
    expect(both.filter((word, index) => both.indexOf(word) !== index)).toEqual([]);
    expect(both.filter((word) => plainWord(word) !== word)).toEqual([]);
  });

  it('stand for types that may come from a list', () => {
    for (const type of Object.keys(typeWords.words))
      expect([...listedTypes, 'skip']).toContain(type);
  });
});

describe('what a column can be', () => {
  it('is a field, or yes or no to a type on a channel', () => {
    expect(readFlag('objected@phone')).toEqual({ type: 'objected', channel: 'phone' });
    expect(readFlag('withdrawn@all')).toEqual({ type: 'withdrawn', channel: 'all' });
    expect(isField('email')).toBe(true);
  });

  it.each([
    'objected',
    'objected@',
    'objected@fax',
    'lifted@email',
    'jane@example.com',
    'a@b@c',
    '',
  ])('is nothing else: %j', (text) => {
    expect(readFlag(text)).toBeUndefined();
    expect(isField(text)).toBe(false);
  });

  it('brings no type that takes something back or allows it', () => {
    const types: readonly string[] = listedTypes;
    for (const type of ['lifted', 'released', 'excepted', 'corrected', 'merged', 'erased'])
      expect(types).not.toContain(type);
    expect(types).toEqual(expect.arrayContaining(['given', 'confirmed', 'objected', 'bounced']));
  });
});
