import { describe, expect, it } from 'vitest';
import type { Settled } from '../../../extension/guard/answered.ts';
import { mayGoAnyway } from '../../../extension/guard/answered.ts';
import type { Verdict } from '../../../shared/policy/decision.ts';

const person = (value: string, verdict: Verdict) => ({
  recipient: { text: value, identifier: { type: 'email', value } as const, remove: () => true },
  decision: { verdict, reasons: [], purpose: 'direct-marketing' },
});
const group = {
  recipient: { text: 'Sales team', remove: () => true },
  decision: { verdict: 'block' as const, reasons: [], purpose: 'direct-marketing' },
};
const stop = (...people: (ReturnType<typeof person> | typeof group)[]): Settled => ({
  kind: 'stop',
  people,
});

describe('sending anyway', () => {
  const answered = stop(person('a@example.com', 'block'), group);

  it('goes when nothing stands against it any more', () => {
    expect(mayGoAnyway({ kind: 'pass', people: [] }, answered)).toBe(true);
  });

  it('goes to whoever cannot be looked up, once that was answered for', () => {
    expect(mayGoAnyway(stop(person('a@example.com', 'allow'), group), answered)).toBe(true);
  });

  it('goes with a warning that was seen, not with a stop that remains', () => {
    expect(mayGoAnyway(stop(person('a@example.com', 'warn')), answered)).toBe(true);
    expect(mayGoAnyway(stop(person('a@example.com', 'block')), answered)).toBe(false);
  });

  it('does not cover somebody whom the page put in meanwhile', () => {
    const slipped = stop(person('a@example.com', 'allow'), person('new@example.com', 'warn'));
    expect(mayGoAnyway(slipped, answered)).toBe(false);
  });

  it('goes unread only when unread is what was answered for', () => {
    expect(mayGoAnyway({ kind: 'unreadable' }, { kind: 'unreadable' })).toBe(true);
    expect(mayGoAnyway({ kind: 'unreadable' }, answered)).toBe(false);
    expect(mayGoAnyway({ kind: 'no-answer' }, answered)).toBe(false);
  });
});
