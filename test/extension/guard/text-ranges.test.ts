import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf } from '../../../extension/guard/text-ranges.ts';
import { ownText } from '../../../extension/sites/gmail/text.ts';

function read(html: string) {
  const root = document.createElement('div');
  root.innerHTML = html;
  const texts: Text[] = [];
  const body = ownText(root, texts);
  const rangeAt = (words: string) => {
    const start = body.indexOf(words);
    return rangeOf(texts, body, { start, end: start + words.length })?.toString();
  };
  return { body, texts, rangeAt };
}

describe('words that were read, in the page', () => {
  it('are found in one node and over several, whatever gaps the page has', () => {
    const { rangeAt } = read('<div>Hello   Jane,</div><div>as a\u00A0<b>Mus</b>lim, you</div>');
    expect(rangeAt('Jane')).toBe('Jane');
    expect(rangeAt('as a Muslim')).toBe('as a\u00A0Muslim');
    expect(rangeAt('you')).toBe('you');
  });

  it('are not looked for in what is quoted', () => {
    const quote = '<div class="gmail_quote">As a Muslim, you</div>';
    const { texts, rangeAt } = read(`${quote}<div>As a Muslim, you</div>`);
    expect(rangeAt('As a Muslim')).toBe('As a Muslim');
    expect(texts).toHaveLength(1);
  });

  it('take the gap after them with them where it is theirs', () => {
    expect(read('<div>One.  Two. Three.</div>').rangeAt('Two. ')).toBe('Two. ');
  });

  it('are not guessed at where the page says something else', () => {
    const { texts } = read('<div>As a Hindu, you</div>');
    expect(rangeOf(texts, 'As a Muslim, you', { start: 0, end: 11 })).toBeUndefined();
  });

  it('are the same words, however the text is cut into nodes', () => {
    const word = fc.constantFrom('as', 'a', 'Muslim,', 'you', 'é', '😀', 'x'.repeat(20));
    const gap = fc.constantFrom(' ', '  ', '\n', '\u00A0', '</b><b>', ' </b> <b>');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 12 }), (pairs) => {
        const { body, texts } = read(`<div><b>${pairs.flat().join('')}</b></div>`);
        for (const found of body.matchAll(/\S+/g)) {
          const piece = { start: found.index, end: found.index + found[0].length };
          expect(rangeOf(texts, body, piece)?.toString()).toBe(found[0]);
        }
      }),
    );
  });
});
