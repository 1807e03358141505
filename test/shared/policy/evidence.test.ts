import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { day, decideOn, event, isIn, now, toldOn } from '../arbitraries.ts';

const ticked = event({ type: 'given', method: 'pre-ticked' });
const strict = { ...defaultPolicy, strictness: 'restrictive' as const };

describe('a consent that was given until a date', () => {
  const past = event({ type: 'given', method: 'web-form', until: now - day });
  const decidedBy = (events: readonly ConsentEvent[]) =>
    decideOn([...events, past]).reasons.map((reason) => [reason.says, reason.decidedBy]);

  it('has ended by law where the law asks for one, and by the organisation where we know none', () => {
    expect(decidedBy([isIn('DE')])).toEqual([['evidence.ended', 'law']]);
    expect(decidedBy([isIn('ZA')])).toEqual([['evidence.ended', 'organisation']]);
    expect(decidedBy([])).toEqual([['evidence.ended', 'organisation']]);
  });
});

describe('a consent that the law does not count', () => {
  const saidOf = (place: ReturnType<typeof isIn>, policy = defaultPolicy) =>
    toldOn([place, ticked], {}, policy).reasons;

  it('is the organisation’s business where only its policy asks for one', () => {
    const atWork = isIn('GB', { class: 'employee' });
    expect(saidOf(atWork, strict)).toMatchObject([
      { says: 'evidence.method', decidedBy: 'organisation' },
    ]);
    expect(saidOf(atWork)).toEqual([]);
  });

  it('is the law’s where the law asks for one, however strict the policy', () => {
    for (const policy of [strict, defaultPolicy])
      expect(saidOf(isIn('GB'), policy)).toMatchObject([
        { says: 'evidence.method', decidedBy: 'law' },
      ]);
  });
});
