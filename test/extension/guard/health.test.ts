import { describe, expect, it } from 'vitest';
import type { Vitals } from '../../../extension/guard/health.ts';
import { pageStateOf } from '../../../extension/guard/health.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from '../sites/compose-page.ts';

const whole: Omit<Vitals, 'seen'> = {
  isOrphan: false,
  connected: true,
  isOff: false,
  isOutOfDate: false,
  hasLeak: false,
  hasFailed: false,
  hasUnknown: false,
};
const page = composeHtml({ to: ['yes@example.com'] });

function saidOf(html: string, more: Partial<Vitals> = {}) {
  document.body.innerHTML = html;
  const seen = gmail.composers(document).map((composer) => {
    const reading = composer.recipients();
    const why = reading.status === 'unreadable' && { unreadable: reading.why };
    return { composer, ...why, canSend: composer.hasSend(), people: [] };
  });
  return pageStateOf({
    ...whole,
    seen,
    hasUnknown: gmail.hasUnknownComposer(document),
    ...more,
  });
}

describe('what the page is said to be', () => {
  it('is protected while its composers are known, and nothing while there are none', () => {
    expect(saidOf(page)).toBe('protected');
    expect(saidOf('<p>Inbox</p>')).toBeUndefined();
  });

  it('is not protected where the Send of its only composer is not recognised', () => {
    const seen = [{ composer: gmail.composers(document)[0]!, canSend: false, people: [] }];
    expect(pageStateOf({ ...whole, seen })).toBe('not-protected');
  });

  it('is partly protected where one composer is known and another is not', () => {
    expect(saidOf(page, { hasUnknown: true })).toBe('partly-protected');
  });

  it('is not protected where somebody writes and no composer is recognised', () => {
    expect(saidOf('<section><input name="subjectbox"></section>')).toBe('not-protected');
    expect(saidOf(page, { hasFailed: true })).toBe('not-protected');
  });

  it('is unreadable while it is not known whom the message goes to', () => {
    expect(saidOf(page.replaceAll('data-hovercard-id', 'data-other'))).toBe('unreadable');
  });

  it.each([
    [{ connected: false }, 'not-connected'],
    [{ connected: undefined }, undefined],
    [{ isOff: true }, 'switched-off'],
    [{ isOutOfDate: true }, 'stale'],
    [{ isOrphan: true }, 'reload'],
    [{ isOrphan: true, connected: undefined }, 'reload'],
    [{ hasLeak: true, isOrphan: true }, 'sent-unchecked'],
  ])('of %j is %s', (more, said) => {
    expect(saidOf(page, more)).toBe(said);
  });

  it('is switched off even while nothing is known to be written, since nothing is read', () => {
    expect(saidOf('', { isOff: true })).toBe('switched-off');
  });

  it('says what left unchecked even when nothing is being written any more', () => {
    expect(saidOf('', { hasLeak: true })).toBe('sent-unchecked');
    expect(saidOf('', { hasLeak: true, connected: false })).toBeUndefined();
  });
});
