import { beforeEach, describe, expect, it } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from './compose-page.ts';
import { add, the } from './gmail-gestures.ts';

const written = () => gmail.composers(document)[0]!.written!();
const quote = (from: string, more = ''): string =>
  `<div class="gmail_quote"><div class="gmail_attr">On Monday <a href="mailto:${from}">Jo</a>${more} wrote:</div>Old words</div>`;

beforeEach(() => {
  document.body.innerHTML = composeHtml({ to: ['jo@example.com'] });
});

describe('what is written in a composer', () => {
  it('is its subject and its words, line by line', () => {
    the('input[name=subjectbox]').setAttribute('value', 'Our offer');
    the('[g_editable]').innerHTML =
      'Hello&nbsp;Jo,<div>shall we <b>talk</b>?</div><div><br></div><div>Ann</div>';
    expect(written()).toMatchObject({
      subject: 'Our offer',
      body: 'Hello Jo,\nshall we talk?\n\nAnn',
      isReply: false,
      bodyElement: the('[g_editable]'),
    });
  });

  it('is without what is quoted, and is a reply to whom it quotes', () => {
    the('[g_editable]').innerHTML = `<div>Yes.</div>${quote('Jo@example.com')}`;
    expect(written()).toMatchObject({ body: 'Yes.', isReply: true });
  });

  it('is no reply when it passes somebody else’s words on, though they were once written to Jo', () => {
    the('[g_editable]').innerHTML = quote(
      'ann@example.com',
      ' to <a href="mailto:jo@example.com">',
    );
    expect(written()).toMatchObject({ body: '', isReply: false });
  });

  it('is a reply when it goes to somebody whose message is open', () => {
    add(
      '<div data-message-id="1"><table><tr><td class="gF"><span email="jo@example.com">Jo</span></td></tr></table></div>',
    );
    expect(written().isReply).toBe(true);
    the('.afV').setAttribute('data-hovercard-id', 'new@example.com');
    the('.az9').remove();
    expect(written().isReply).toBe(false);
  });

  it('is taken from the plain text where there is no other', () => {
    the('.Ap').insertAdjacentHTML('beforeend', '<textarea class="Ak"> Plain words </textarea>');
    expect(written().body).toBe('Plain words');
  });
});

describe('keeping a draft', () => {
  const close = (html: string): boolean => {
    the('[role=dialog]').insertAdjacentHTML('afterbegin', html);
    document.querySelector('.Ha')?.addEventListener('click', () => the('[role=dialog]').remove());
    return gmail.composers(document)[0]!.saveDraft!();
  };

  it.each(['<img class="Ha" alt="x">', '<button class="Ha">x</button>'])('presses %s', (html) => {
    expect(close(`<table><tr><td class="Hm"><i class="Hl"></i>${html}</td></tr></table>`)).toBe(
      true,
    );
    expect(gmail.composers(document)).toEqual([]);
  });

  it('is left to the page in a reply, which has nothing to close it with', () => {
    expect(close('')).toBe(false);
    expect(gmail.composers(document)).toHaveLength(1);
  });
});
