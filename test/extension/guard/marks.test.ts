import { afterEach, describe, expect, it } from 'vitest';
import { createMarks } from '../../../extension/guard/marks.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from '../sites/compose-page.ts';

let clear = (): void => undefined;
afterEach(() => clear());

function saidOf(html: string): string | undefined {
  document.body.innerHTML = html;
  const marks = createMarks(
    () => true,
    () => gmail.hasUnknownComposer(document),
  );
  clear = () => marks.clear();
  marks.show(
    gmail.composers(document).map((composer) => ({
      composer,
      readable: composer.recipients().status === 'read',
      people: [],
    })),
  );
  return document.querySelector<HTMLElement>('heed-page-state')?.dataset['state'];
}
const page = composeHtml({ to: ['yes@example.com'] });

describe('what the page is said to be', () => {
  it('is protected while its composers are known, and nothing while there are none', () => {
    expect(saidOf(page)).toBe('protected');
    clear();
    expect(saidOf('<p>Inbox</p>')).toBeUndefined();
  });

  it('is not "protected" where the Send of a composer is not recognised', () => {
    const odd = page.replace('aoO v7 T-I-atl L3', 'zz').replace('class="dC"', '');
    expect(saidOf(odd.replace('class="IZ"', ''))).toBe('unreadable');
  });

  it('is not protected where somebody writes and no composer is recognised', () => {
    expect(saidOf('<section><input name="subjectbox"></section>')).toBe('not-protected');
  });
});
