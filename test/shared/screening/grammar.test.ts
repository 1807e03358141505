import { describe, expect, it } from 'vitest';
import { screen } from '../../../shared/screening/screen.ts';

const binders = (body: string): string[] =>
  screen({ body, lang: 'en' }).findings.map(({ binder }) => binder);
const quiet = (...texts: string[]): void => {
  for (const text of texts) expect(binders(text), text).toEqual([]);
};

describe('binding', () => {
  it('goes over fillers and other traits, and stops at any other word', () => {
    expect(binders('You are a proud single Muslim mother.')).toContain('copula');
    expect(binders('You are not really disabled.')).toEqual(['copula']);
    quiet('You are hiring disabled people.', 'You are about to meet Muslim leaders.');
  });

  it('never reaches across sentences', () => {
    quiet('That is how you are. Muslim museums agree.', 'Are you there?\n\nBlind trials work.');
  });

  it('takes a condition behind a link for a trait', () => {
    expect(binders('You are a woman with ADHD.')).toEqual(['copula']);
    expect(binders('As somebody living with HIV, you know.')).toEqual(['apposition']);
    quiet('You are a supplier with cancer wards on your list.');
  });

  it('asks of an apposition that it be about the reader', () => {
    expect(binders('As a veteran, you will know.')).toEqual(['apposition']);
    expect(binders('You know this well as a veteran.')).toEqual(['apposition']);
    quiet('As a veteran, I know you.', 'He came as a refugee.');
  });

  it('takes the surest of several binders', () => {
    expect(binders('Are you, as a Muslim, happy?')).toEqual(['apposition']);
    expect(binders('Do you have your diabetes under control?')).toEqual(['possessive']);
  });

  it('binds from behind', () => {
    expect(binders('We help Muslims like you.')).toEqual(['like-you']);
    expect(binders('We help Muslim women such as yourself.')).toEqual(['like-you']);
    quiet('We help Muslims like them.');
  });

  it('finds family', () => {
    expect(binders('Your wife is pregnant.')).toEqual(['family']);
    expect(binders('Your deaf daughter will enjoy it.')).toContain('family-trait');
    quiet("Your autistic son's school is a customer of ours.".replace('Your', 'Their'));
  });
});

describe('what follows', () => {
  it('makes a topic of a trait', () => {
    quiet(
      'You are a Muslim charity.',
      'As a Jewish museum, you know.',
      'You are a Christian-owned bakery.',
      'Your diabetes clinics are full.',
      'Do you have cancer patients?',
      'You have depression screening in place.',
    );
  });

  it('leaves people people', () => {
    expect(binders('You are a Muslim engineer.')).toEqual(['copula']);
    expect(binders('You are a Jewish violinist.')).toEqual(['copula']);
    expect(binders('You are a Black woman in tech.')).toEqual(['copula']);
    expect(binders('Your diabetes diagnosis was hard.')).toEqual(['possessive']);
    quiet('You are a Muslim women’s network.');
  });

  it('wants ambiguous words alone, or before a word for people', () => {
    expect(binders('You are old.')).toEqual(['copula']);
    expect(binders('You are an old man who travels.')).toEqual(['copula']);
    quiet('You are old hands at this.', 'You are active in logistics.', 'You are short on time.');
  });

  it('reads on behind a comma where more is said of a business, for ambiguous words', () => {
    quiet('As a small, agile team, you need simple tools.', 'Are you a young, growing company?');
    expect(binders('Are you old, tired or sick?')).toContain('asked');
    expect(binders('You are old, and you know it.')).toEqual(['copula']);
    expect(binders('You are a Muslim, growing company or not.')).toEqual(['copula']);
  });
});

describe('a question of one word', () => {
  it('is found where the text goes on about the two of us', () => {
    expect(binders('Bankrupt? We can help.')).toEqual(['elliptic']);
    expect(binders('Bankrupt?')).toEqual(['elliptic']);
    quiet('Irish? The Scots were there first.', 'Is the firm bankrupt? We can help.');
  });
});

describe('idioms', () => {
  it('silence the words in them', () => {
    quiet(
      'Are you struggling with technical debt?',
      'You have race conditions.',
      'Are you happy with your credit union?',
      'If you are under 18, ask first.',
    );
  });
});
