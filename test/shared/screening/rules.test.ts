import { describe, expect, it } from 'vitest';
import { packs } from '../../../shared/screening/packs.ts';
import { isRule } from '../../../shared/screening/rules.ts';

describe('the rules of screening', () => {
  it('are all binders and formulas, and what is found without words', () => {
    for (const { binders, formulas } of packs)
      for (const { id } of [...binders, ...formulas]) expect(isRule(id), id).toBe(true);
    expect(isRule('pretended-thread')).toBe(true);
    expect(isRule('elliptic')).toBe(true);
  });

  it('are nothing that one could spell a name with', () => {
    for (const id of ['jane-doe', 'other', '', 'constructor']) expect(isRule(id), id).toBe(false);
  });
});
