import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../../shared/consent/event.ts';
import { foldEvents } from '../../../shared/consent/fold.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { explain } from '../../../shared/policy/explain.ts';
import { defaultPolicy } from '../../../shared/policy/policy.ts';
import { event, now } from '../arbitraries.ts';

const reasonsFor = (type: (typeof eventTypes)[number], channel: 'email' | 'all' = 'email') =>
  decide(defaultPolicy, foldEvents([event({ type, channel })], { at: now }), {
    channel: 'email',
    purpose: 'direct-marketing',
    at: now,
    role: 'rep',
  }).reasons;

describe('explain', () => {
  it('says in plain words who decided what, and when', () => {
    const [reason] = reasonsFor('objected');
    expect(explain(reason!)).toEqual({
      message: 'They objected to direct marketing by e-mail on 2026-04-23.',
      whose: 'Their own decision. Nobody can override it; only they can change their mind.',
      caveat: '',
    });
  });

  it('has words for every reason that any event can cause', () => {
    for (const type of eventTypes) {
      for (const reason of reasonsFor(type, 'all')) {
        const { message, whose } = explain(reason);
        expect(message).toMatch(/^[A-Z].*\.$/);
        expect(message).not.toMatch(/[{}]/);
        expect(whose).not.toBe('');
      }
    }
  });

  it('falls back to English where another language lacks a sentence', () => {
    const [reason] = reasonsFor('objected');
    const german = { 'purpose.direct-marketing': 'Direktwerbung' };
    expect(explain(reason!, german).message).toContain('They objected to Direktwerbung by e-mail');
  });
});
