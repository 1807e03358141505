import { describe, expect, it } from 'vitest';
import { decide } from '../../../shared/policy/decide.ts';
import { presets } from '../../../shared/policy/presets/index.ts';
import { messageFacts } from '../../../shared/screening/contents.ts';
import type { Message } from '../../../shared/screening/finding.ts';
import { screen } from '../../../shared/screening/screen.ts';

const factsOf = (message: Message) => messageFacts(message, screen(message).findings);
const contained = (body: string, more: Partial<Message> = {}): string[] =>
  Object.entries(factsOf({ body, lang: 'en', ...more }).contains ?? {})
    .filter(([, seen]) => seen)
    .map(([content]) => content)
    .sort();

describe('what a message contains', () => {
  it('knows a way to say no', () => {
    for (const text of [
      'You can unsubscribe here.',
      'To opt out, tell me.',
      'If you no longer want to receive these mails, say so.',
      'Reply STOP and that is it.',
      'If you would rather not hear from me, say no.',
      'https://example.com/unsubscribe?u=1',
    ])
      expect(contained(text), text).toContain('unsubscribe');
    expect(contained('You can subscribe to our paper.')).not.toContain('unsubscribe');
  });

  it('knows who writes, from where, and how to reach them', () => {
    const footer = 'Kind regards,\nAnn Lee\nLee Ltd, 12 Mill Lane, Leeds\n+44 113 496 0000';
    expect(contained(`Hello.\n\n${footer}`)).toEqual([
      'contact-details',
      'postal-address',
      'sender-identity',
    ]);
    expect(contained('Hello.', { context: { signature: footer } })).toContain('postal-address');
    expect(contained('Write to PO Box 12, Cork.')).toContain('postal-address');
    expect(contained('Hello there.')).toEqual([]);
  });

  it('knows where the data came from, and the right to object', () => {
    expect(contained('I found your address on your company website.')).toContain('source-notice');
    expect(contained('Your contact details were obtained from the register.')).toContain(
      'source-notice',
    );
    expect(contained('You may object at any time.')).toContain('right-to-object');
    expect(contained('We found a good supplier.')).toEqual([]);
  });

  it('knows an advertisement that says so, in the subject too', () => {
    expect(contained('Advertisement\n\nOur new lamps.')).toContain('ad-label');
    expect(contained('Our new lamps.', { subject: 'Advertisement: lamps' })).toContain('ad-label');
  });

  it('reads a footer that the language is not known of', () => {
    expect(factsOf({ body: 'unsubscribe' }).contains?.unsubscribe).toBe(true);
  });
});

describe('the facts for decide()', () => {
  const message: Message = {
    subject: 'Re: lamps',
    body: 'As a Muslim, you will like them.',
    lang: 'en',
    context: { firstContact: true },
  };

  it('hold what was found, by category', () => {
    expect(factsOf(message)).toMatchObject({
      findings: [{ category: 'heed:DeceptiveSubject' }, { category: 'pd:Religion' }],
      deceptiveSubject: true,
    });
  });

  it('leave out what the recipient’s organisation explains', () => {
    const context = { organisation: 'Muslim Council' };
    expect(factsOf({ ...message, context }).findings).toEqual([]);
  });

  it('are judged there', () => {
    const { policy } = presets.find(({ id }) => id === 'eu-first')!;
    const { reasons } = decide(
      policy,
      {
        marks: [],
        traits: { countries: [{ country: 'DE', source: 'declared' }], class: 'generic' },
      },
      {
        channel: 'email',
        purpose: 'direct-marketing',
        at: Date.UTC(2026, 10, 24, 14),
        role: 'rep',
        message: factsOf(message),
      },
    );
    const rules = reasons.map(({ rule }) => rule);
    expect(rules).toContain('screening');
    expect(rules).toContain('honest-subject');
    expect(rules).toContain('contents');
  });
});
