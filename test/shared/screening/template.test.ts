import { describe, expect, it } from 'vitest';
import { expand, expandSets, parts } from '../../../shared/screening/template.ts';

const sets = { oa: ['o', 'a'], kin: ['son', 'daughter', 'wom(a|e)n'] };

describe('a template', () => {
  it('stands for each of its alternatives, within words and between them', () => {
    expect(expand('musulman(o|a)(|s)')).toEqual([
      'musulmano',
      'musulmanos',
      'musulmana',
      'musulmanas',
    ]);
    expect(expand('you (are|were) (a |)guest')).toEqual([
      'you are a guest',
      'you are guest',
      'you were a guest',
      'you were guest',
    ]);
  });

  it('nests, and takes sets', () => {
    expect(expand('a(b(c|d)|e)')).toEqual(['abc', 'abd', 'ae']);
    expect(expand('herman<oa>', sets)).toEqual(['hermano', 'hermana']);
    expect(expand('your <kin>', sets)).toEqual([
      'your son',
      'your daughter',
      'your woman',
      'your women',
    ]);
  });

  it('takes sets that are written out beforehand for the same', () => {
    const written = expandSets({ ...sets, all: ['<kin>', 'guest', 'herman<oa>'] });
    expect(written['kin']).toEqual(['son', 'daughter', 'woman', 'women']);
    expect(written['all']).toEqual([...written['kin']!, 'guest', 'hermano', 'hermana']);
    for (const form of ['your <kin>', 'herman<oa>', '(a|the) <kin>(s|)'])
      expect(expand(form, written)).toEqual(expand(form, sets));
  });

  it('is parted only between words', () => {
    expect(parts('you (are|were) (a |)x')).toEqual([
      ['you '],
      ['are', 'were'],
      [' '],
      ['a ', ''],
      ['x'],
    ]);
    expect(parts('fool(|s) (here|there)')).toEqual([['fool', 'fools'], [' '], ['here', 'there']]);
    expect(parts('x(| y)z')).toEqual([['xz', 'x yz']]);
  });

  it('grows with the sum of its alternatives, not with their product', () => {
    const long = `you ${'(a|b|c|d|e|f|g|h|i|j) '.repeat(8)}end`;
    expect(parts(long).flat().length).toBeLessThan(100);
    expect(() => expand(long)).toThrow(/more than 5000 forms/);
  });

  it('says what is wrong with it', () => {
    expect(() => expand('(a|b')).toThrow(/missing \)/);
    expect(() => expand('a)b')).toThrow(/too many/);
    expect(() => expand('<who>', sets)).toThrow(/no set <who>/);
    expect(() => expand('<who', sets)).toThrow(/no set/);
  });
});
