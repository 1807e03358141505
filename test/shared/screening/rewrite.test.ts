import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Rewrite } from '../../../shared/screening/rewrite.ts';
import { rewrites } from '../../../shared/screening/rewrite.ts';
import { screen } from '../../../shared/screening/screen.ts';

const apply = (text: string, { start, end, text: by }: Rewrite): string =>
  text.slice(0, start) + by + text.slice(end);

/** What becomes of a message by each rewrite of its first finding. */
function rewritten(body: string): Record<string, string> {
  const [finding] = screen({ body, lang: 'en' }).findings;
  const all = finding ? rewrites(body, finding) : [];
  return Object.fromEntries(all.map((one) => [one.kind, apply(body, one)]));
}

describe('rewriting', () => {
  it('leaves the words out where the rest is still a sentence', () => {
    expect(rewritten('Hello. As a Muslim, you will like our food. Bye.')).toEqual({
      'leave-out': 'Hello. You will like our food. Bye.',
      'delete-sentence': 'Hello. Bye.',
    });
  });

  it('writes a capital only where a sentence begins', () => {
    const { 'leave-out': left } = rewritten('I think that, as a Muslim, you will like it.');
    expect(left).toBe('I think that, you will like it.');
  });

  it('otherwise offers to delete the sentence, and no other', () => {
    expect(rewritten('One line.\nYou are pregnant! How are you?')).toEqual({
      'delete-sentence': 'One line.\nHow are you?',
    });
  });

  it('takes a pretended reply out of the subject', () => {
    const subject = 'Re: our lamps';
    const [finding] = screen({ subject, body: 'x', context: { isReply: false } }).findings;
    expect(rewrites(subject, finding!).map((one) => apply(subject, one))).toEqual(['Our lamps']);
  });

  it('leaves nothing found where it was, whatever stands around', () => {
    const around = fc.constantFrom('', 'Hello. ', 'We make lamps.\n\n', 'Well: ', '“Yes!” ', ' — ');
    fc.assert(
      fc.property(around, around, (before, after) => {
        const body = `${before}As a Muslim, you will like it.${after}`;
        for (const text of Object.values(rewritten(body)))
          expect(screen({ body: text, lang: 'en' }).findings).toEqual([]);
      }),
    );
  });
});
