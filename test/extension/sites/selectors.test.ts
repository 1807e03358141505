import { afterEach, describe, expect, it } from 'vitest';
import { giveSelectors, lookupFor } from '../../../extension/sites/selectors.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from './compose-page.ts';

const table = {
  send: { candidates: ['.old-send', '.older-send'] },
  field: { candidates: ['.field'] },
};
const lookup = lookupFor<keyof typeof table>('example', table);
afterEach(() => giveSelectors(null));

describe('what a part is found by', () => {
  it('is the site’s own table, until an organisation puts something before it', () => {
    expect(lookup.candidates('send')).toEqual(['.old-send', '.older-send']);
    giveSelectors({ example: { send: ['.new-send'] } });
    expect(lookup.candidates('send')).toEqual(['.new-send', '.old-send', '.older-send']);
    expect(lookup.anyOf('send')).toBe('.new-send,.old-send,.older-send');
    expect(lookup.anyOf('field')).toBe('.field');
  });

  it('never loses the site’s own, whatever is given', () => {
    for (const send of [[], ['['], [':nope('], ['.old-send']]) {
      giveSelectors({ example: { send } });
      expect(lookup.candidates('send')).toEqual(['.old-send', '.older-send']);
    }
  });

  it('is not touched by what is given for another site or part', () => {
    giveSelectors({ other: { send: ['.x'] }, example: { strange: ['.y'] } });
    expect(lookup.anyOf('send')).toBe('.old-send,.older-send');
  });

  it('is as it was when what was given is taken back', () => {
    giveSelectors({ example: { send: ['.new-send'] } });
    expect(lookup.candidates('send')).toHaveLength(3);
    giveSelectors(null);
    expect(lookup.candidates('send')).toHaveLength(2);
  });

  it('makes a renamed part of Gmail’s page known again, at once', () => {
    document.body.innerHTML = composeHtml({ to: ['a@example.com'] }).replaceAll(
      'data-hovercard-id',
      'data-person',
    );
    const reading = () => gmail.composers(document)[0]!.recipients().status;
    expect(reading()).toBe('unreadable');
    giveSelectors({ gmail: { composer: ['.nothing-of-this'] } });
    expect(gmail.composers(document)).toHaveLength(1);
  });
});
