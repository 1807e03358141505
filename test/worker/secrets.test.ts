import { describe, expect, it } from 'vitest';
import { badRetiredKeys, noIndexKey, noMasterKey } from '../../worker/errors.ts';
import { readSecrets, retiredState, secretState } from '../../worker/secrets.ts';

const key = (letter: string) => btoa(letter.repeat(32));
const good = { INDEX_KEY: key('i'), MASTER_KEY: key('m') };
const unusable = [undefined, '', 'x', btoa('x'.repeat(31)), btoa('x'.repeat(33)), '*'.repeat(44)];

describe('readSecrets', () => {
  it('takes a master key without a number for the first generation', () => {
    const { masters, generation, index } = readSecrets(good);
    expect([...masters.keys()]).toEqual([1]);
    expect([generation, index.length]).toEqual([1, 32]);
  });

  it('takes the generation that stands before a master key, and older ones beside it', () => {
    const MASTER_KEYS_RETIRED = ` 1:${key('a')}\n2:${key('b')} `;
    const roots = readSecrets({ ...good, MASTER_KEY: `12:${key('m')}`, MASTER_KEYS_RETIRED });
    expect(roots.generation).toBe(12);
    expect([...roots.masters.keys()]).toEqual([12, 1, 2]);
    expect(roots.masters.get(2)).toEqual(new Uint8Array(32).fill('b'.charCodeAt(0)));
  });

  it.each(unusable)('refuses %j as INDEX_KEY', (INDEX_KEY) => {
    const secrets = { MASTER_KEY: good.MASTER_KEY, ...(INDEX_KEY !== undefined && { INDEX_KEY }) };
    expect(() => readSecrets(secrets)).toThrow(noIndexKey);
    expect(secretState(secrets)).toEqual({ masterKey: 'ready', indexKey: 'missing' });
  });

  it.each([
    ...unusable,
    `0:${key('m')}`,
    `1.5:${key('m')}`,
    `-1:${key('m')}`,
    `:${key('m')}`,
    '2:',
  ])('refuses %j as MASTER_KEY', (MASTER_KEY) => {
    const secrets = { INDEX_KEY: key('i'), ...(MASTER_KEY !== undefined && { MASTER_KEY }) };
    expect(() => readSecrets(secrets)).toThrow(noMasterKey);
    expect(secretState(secrets)).toEqual({ masterKey: 'missing', indexKey: 'ready' });
  });

  it.each([
    ['short', '2:eA=='],
    ['another of the current generation', `1:${key('a')}`],
    ['two of one generation', `2:${key('a')} 2:${key('b')}`],
    ['half of it', `2:${key('a')} x`],
  ])('refuses retired keys that are %s', (_, MASTER_KEYS_RETIRED) => {
    expect(() => readSecrets({ ...good, MASTER_KEYS_RETIRED })).toThrow(badRetiredKeys);
  });

  it('takes the current key among the retired ones, as between the two steps of changing it', () => {
    const MASTER_KEYS_RETIRED = `1:${key('m')}`;
    expect([...readSecrets({ ...good, MASTER_KEYS_RETIRED }).masters.keys()]).toEqual([1]);
    expect(retiredState({ ...good, MASTER_KEYS_RETIRED })).toBe(1);
  });

  it('repeats no secret in what it says', () => {
    for (const { message } of [noIndexKey, noMasterKey, badRetiredKeys])
      expect(message).not.toMatch(/[A-Za-z0-9+/]{40}/);
  });
});
