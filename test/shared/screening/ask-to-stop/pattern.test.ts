import { describe, expect, it } from 'vitest';
import { asksToStop } from '../../../../shared/screening/ask-to-stop/asks-to-stop.ts';
import * as files from '../../../../shared/screening/ask-to-stop/files.ts';
import { sentencesOf } from '../../../../shared/screening/ask-to-stop/own-words.ts';
import { matchesAt, readPattern } from '../../../../shared/screening/ask-to-stop/pattern.ts';

const groups = { send: ['mail*', 'write'] };

function found(pattern: string, sentence: string): boolean {
  const words = sentence.split(' ');
  return words.some((_, at) => matchesAt(words, at, readPattern(pattern, groups)));
}

describe('a pattern', () => {
  it.each([
    ['stop <send> me', 'please stop mailing me', true],
    ['stop <send> me', 'stop to write me', false],
    ['never _ me', 'never write to me', true],
    ['never _ me', 'never a b c me', true],
    ['never _ me', 'never a b c d me', false],
    ['never _ me', 'never', false],
    ['mail*', 'gmail', false],
  ])('%s in "%s": %s', (pattern, sentence, expected) => {
    expect(found(pattern, sentence)).toBe(expected);
  });

  it('names a group that there is', () => {
    expect(() => readPattern('stop <sned>', groups)).toThrow('No group "sned"');
  });
});

describe('what is read of a message', () => {
  it('leaves out what is quoted, the signature and links', () => {
    const message = [
      'Thank you, Jane.',
      '> stop',
      'See https://example.com/unsubscribe',
      '-- ',
      'unsubscribe',
    ].join('\n');
    expect(sentencesOf(message)).toEqual([['thank', 'you', ',', 'jane']]);
  });

  it('goes on over a line that a mail program broke, but not over an empty one', () => {
    expect(sentencesOf('please\nstop\n\nme')).toEqual([['please', 'stop'], ['me']]);
  });

  it('takes accents, capitals and one way or another of writing e-mail as the same', () => {
    expect(sentencesOf('Ich MÖCHTE keine E-Mails. Don’t!')).toEqual([
      ['ich', 'mochte', 'keine', 'emails'],
      ['dont'],
    ]);
  });

  it.each([
    'On Sun, 3 May 2026 at 10:12, Jane Doe <jane@example.com>\nwrote:',
    '-----Original Message-----',
    'Von: Jana Keller <jana@example.com>',
    'Le dim. 3 mai 2026 à 10:12, Jeanne <jeanne@example.com> a écrit :',
  ])('ends before the message that it answers: %s', (head) => {
    expect(asksToStop(`Thanks!\n\n${head}\n\nplease remove me`)).toBe(false);
  });

  it('takes time in proportion to the length, and no more than the top of a long message', () => {
    const long = 'never '.repeat(200_000);
    expect(sentencesOf(long)[0]!.length).toBe(1000);
    expect(asksToStop(long)).toBe(false);
  });
});

describe('the words of a language', () => {
  it.each(Object.entries(files))(
    '%s: are small, without accents, and each is there once',
    (_, words) => {
      const all = [...words.asks, ...words.unless, ...words.automatic, ...words.alone];
      for (const pattern of all) expect(pattern).toMatch(/^[a-z0-9_<>*, ]+$/);
      for (const list of [words.asks, words.unless, words.automatic, words.alone])
        expect(list.filter((one, at) => list.indexOf(one) !== at)).toEqual([]);
    },
  );
});

it('says nothing of an empty message', () => {
  expect(asksToStop('')).toBe(false);
  expect(asksToStop('>\n--\n')).toBe(false);
});
