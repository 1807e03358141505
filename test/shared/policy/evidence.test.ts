import { describe, expect, it } from 'vitest';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { event, isIn, toldOn } from '../arbitraries.ts';

const ticked = event({ type: 'given', method: 'pre-ticked' });
const strict = { ...defaultPolicy, strictness: 'restrictive' as const };

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
