import { describe, expect, it, vi } from 'vitest';
import { hearSends, tellerIn } from '../../../extension/observer/hear-sends.ts';
import { offerSecret, takeSecret } from '../../../extension/observer/secret.ts';

const page = () => document.implementation.createHTMLDocument().documentElement;

describe('the secret between the observer and the guard', () => {
  it.each(['observer', 'guard'])('is shared when the %s comes first', (first) => {
    const root = page();
    const taken = vi.fn<(secret: string) => void>();
    if (first === 'guard') takeSecret(root, taken);
    const secret = offerSecret(root);
    if (first === 'observer') takeSecret(root, taken);
    expect(taken.mock.calls).toEqual([[secret]]);
  });

  it('is not told to a page that asks afterwards, and does not stay in the document', () => {
    const root = page();
    takeSecret(root, () => undefined);
    offerSecret(root);
    const overheard: (string | null)[] = [];
    root.addEventListener('heed-offer', () =>
      overheard.push(root.getAttribute('data-heed-secret')),
    );
    root.dispatchEvent(new Event('heed-request'));
    expect(overheard).toEqual([]);
    expect(root.getAttributeNames()).toEqual([]);
  });

  it('cannot be replaced by a page’s own', () => {
    const root = page();
    const taken = vi.fn<(secret: string) => void>();
    takeSecret(root, taken);
    offerSecret(root);
    root.setAttribute('data-heed-secret', 'the page’s');
    root.dispatchEvent(new Event('heed-offer', { cancelable: true }));
    expect(taken).toHaveBeenCalledTimes(1);
  });
});

describe('what the observer tells', () => {
  it('reaches the guard, and a page that guesses does not', () => {
    const heard: unknown[] = [];
    const life = new AbortController();
    hearSends(document, (seen) => heard.push(seen), life.signal);
    const tell = tellerIn(document, offerSecret(document.documentElement));
    tell({ recipients: ['a@example.com'] });
    document.dispatchEvent(new CustomEvent('heed', { detail: '{"recipients":[]}' }));
    expect(heard).toEqual([{ recipients: ['a@example.com'] }]);
    life.abort();
    tell({ recipients: [] });
    expect(heard).toHaveLength(1);
  });
});
