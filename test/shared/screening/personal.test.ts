import { describe, expect, it } from 'vitest';
import { personalShare } from '../../../shared/screening/personal.ts';
import { screen } from '../../../shared/screening/screen.ts';

const personal = (body: string) =>
  personalShare(body, screen({ body, lang: 'en', context: {} }).findings);

describe('how personal a message is', () => {
  it('is not at all where it speaks of the offer', () => {
    expect(personal('We make lamps. They last for years.')).toEqual({
      sentences: 2,
      resting: 0,
      share: 0,
    });
  });

  it('counts sentences that rest on something private, and weighs them by their words', () => {
    const found = personal('As a Muslim, you will like our food. We deliver to Leeds.');
    expect(found).toMatchObject({ sentences: 2, resting: 1 });
    expect(found.share).toBeCloseTo(8 / 12, 6);
  });

  it('counts a sentence once, however much is wrong with it', () => {
    expect(personal('As a pregnant Muslim, you will like this.')).toMatchObject({
      sentences: 1,
      resting: 1,
      share: 1,
    });
  });

  it('counts what somebody was seen to do', () => {
    const { resting } = personal('Hello. I saw that you opened my last email three times.');
    expect(resting).toBe(1);
  });

  it('leaves out what is another fault, and what stands in the subject', () => {
    expect(personal('You are an idiot.').share).toBe(0);
    const subject = 'As a Muslim, you will like this';
    const { findings } = screen({ subject, body: 'Hello.', lang: 'en' });
    expect(findings).toHaveLength(1);
    expect(personalShare('Hello.', findings).share).toBe(0);
  });

  it('is nothing of an empty message', () => {
    expect(personal('')).toEqual({ sentences: 0, resting: 0, share: 0 });
  });
});
