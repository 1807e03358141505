import { describe, expect, it } from 'vitest';
import { row, needs } from './rows.ts';

/** In the order individual, sole trader, employee, generic address: see `needs()`. */
describe('who has to agree before the first message', () => {
  it.each([
    ['WORLD', 'iiii'],
    ['EU', 'iiii'],
    ['AT', 'iiii'],
    ['BE', 'iiix'],
    ['DE', 'iiii'],
    ['DK', 'iiii'],
    ['ES', 'iiii'],
    ['FI', 'iiii'],
    ['FR', 'iifx'],
    ['IE', 'iiii'],
    ['IT', 'iiii'],
    ['NL', 'iiii'],
    ['PL', 'iiii'],
    ['SE', 'iiio'],
    ['GB', 'iioo'],
    ['CH', 'iiii'],
    ['US', 'oooo'],
    ['US-CA', '----'],
    ['CA', 'iiii'],
    ['AU', 'iiii'],
    ['NZ', 'iiii'],
    ['SG', 'oooo'],
    ['HK', 'oooo'],
    ['JP', 'iiii'],
    ['IN', 'iiii'],
    ['BR', 'iiii'],
  ])('by e-mail in %s: %s', (code, expected) => {
    expect(needs(code, 'email')).toBe(expected);
  });

  it.each([
    ['WORLD', 'iiii'],
    ['EU', '----'],
    ['DE', 'iiii'],
    ['FR', 'iiox'],
    ['NL', 'iiii'],
    ['ES', 'iiii'],
    ['IT', '----'],
    ['GB', 'oooo'],
    ['US', 'iiii'],
    ['CA', 'iiii'],
    ['AU', '----'],
    ['SG', '----'],
    ['IN', 'iiii'],
  ])('by phone in %s: %s', (code, expected) => {
    expect(needs(code, 'phone')).toBe(expected);
  });

  it.each([
    ['WORLD', 'iiii'],
    ['EU', 'iiii'],
    ['DE', 'iiii'],
    ['GB', 'iioo'],
    ['CA', 'iiii'],
    ['US', '----'],
    ['SG', '----'],
    ['HK', '----'],
  ])('on LinkedIn, where it counts as electronic mail, in %s: %s', (code, expected) => {
    expect(needs(code, 'linkedin')).toBe(expected);
  });

  it.each([
    ['WORLD', 'iiii'],
    ['EU', 'iiii'],
    ['GB', 'iioo'],
    ['US', 'iiii'],
    ['CA', 'iiii'],
    ['AU', 'iiii'],
    ['HK', 'oooo'],
    ['SG', '----'],
  ])('by text message in %s: %s', (code, expected) => {
    expect(needs(code, 'sms')).toBe(expected);
  });

  it('asks for consent to letters wherever nothing better is known', () => {
    expect(needs('WORLD', 'post')).toBe('iiii');
    expect(needs('CA', 'post')).toBe('iiii');
    expect(needs('EU', 'post')).toBe('----');
  });

  it('lets the French be written to at work only about their profession', () => {
    expect(row('permission', 'FR-EMAIL').conditions).toEqual(['relevant-to-role']);
  });
});

describe('how sure we are of it', () => {
  it.each([
    ['DE-EMAIL', 'P'],
    ['CH-EMAIL', 'P'],
    ['NZ-UEM', 'P'],
    ['SG-SCA', 'P'],
    ['EU-EP-13', 'S'],
    ['FR-EMAIL', 'S'],
    ['FR-EMAIL-SOLE-TRADER', 'C'],
    ['FR-CALL-SOLE-TRADER', 'C'],
    ['ES-EMAIL', 'S'],
    ['ES-EMAIL-WORK', 'C'],
    ['BE-EMAIL', 'R'],
    ['BE-EMAIL-GENERIC', 'S'],
    ['SE-EMAIL', 'R'],
    ['SE-EMAIL-SOLE-TRADER', 'S'],
    ['PL-EMAIL', 'S'],
    ['HK-UEMO', 'S'],
    ['CA-PIPEDA', 'R'],
    ['WORLD-DEFAULT', 'R'],
  ])('%s is marked %s', (id, mark) => {
    expect(row('permission', id).confidence).toBe(mark);
  });
});
