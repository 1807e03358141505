import { afterEach, describe, expect, it, vi } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import table from '../../../extension/sites/gmail/selectors.json' with { type: 'json' };
import { composeHtml } from './compose-page.ts';
import { click, ctrlEnter, gestureOf, the, whom } from './gmail-gestures.ts';

const show = (html: string): void => {
  document.body.innerHTML = html;
};
const compose = composeHtml({ to: ['a@example.com'] });
/** What stands in a compose window, without the window. */
const region = (): Element =>
  new DOMParser().parseFromString(compose, 'text/html').querySelector('.aoI')!;
const roots = (): string[] => gmail.composers(document).map(({ root }) => root.className);

afterEach(() => {
  location.hash = '';
  vi.restoreAllMocks();
});

describe('the first detector', () => {
  it('finds a reply in `.M9`, and one that is the first child as before 2025-09', () => {
    show('<div class="adn"><div class="ip adB"><div class="M9 here"></div></div></div>');
    the('.M9').append(region());
    expect(roots()).toEqual(['M9 here']);
    show('<div class="adn"><div class="ip adB"><div class="here"></div></div></div>');
    the('.here').append(region());
    expect(roots()).toEqual(['here']);
    expect(gmail.hasUnknownComposer(document)).toBe(false);
  });

  it('finds one that has the window to itself', () => {
    show('<div role="main"><div class="M9 here"></div></div>');
    the('.M9').append(region());
    expect(roots()).toEqual(['M9 here']);
  });

  it('finds one whose wrappers are all called otherwise, by what has both a text and a Send', () => {
    const odd = compose.replace('role="dialog"', 'class="zz"').replace('class="M9"', 'class="Mx"');
    show(`<div id="page">${odd.replace('class="aoI"', 'class="Ao"')}</div><p>Inbox</p>`);
    const [composer, ...more] = gmail.composers(document);
    expect(more).toEqual([]);
    expect(composer!.root.id).not.toBe('page');
    expect(whom(composer)).toEqual(['a@example.com']);
    expect(gmail.hasUnknownComposer(document)).toBe(false);
    expect(gestureOf(the('[g_editable]'), ctrlEnter())?.composer.root).toBe(composer!.root);
  });

  it('keeps two apart in an element that holds both', () => {
    show(`<div role="dialog">${compose}${compose}</div>`);
    expect(gmail.composers(document)).toHaveLength(2);
  });

  it('takes a minimised window for the same composer, fields without a size and all', () => {
    show(compose);
    const { root } = gmail.composers(document)[0]!;
    root.setAttribute('style', 'height: 0; display: none');
    document.body.append(root);
    expect(gmail.composers(document)[0]!.root).toBe(root);
    expect(whom(gmail.composers(document)[0])).toEqual(['a@example.com']);
  });
});

describe('the second detector', () => {
  it('is satisfied with a page in which nothing is written, or in which the first finds all', () => {
    show('<main><p>Inbox</p><input name="q"></main>');
    expect(gmail.hasUnknownComposer(document)).toBe(false);
    show(compose);
    expect(gmail.hasUnknownComposer(document)).toBe(false);
  });

  it.each([
    ['a subject', '<input name="subjectbox">'],
    ['a text of Gmail’s', '<div g_editable="true"></div>'],
    ['a Send', '<div class="IZ"><p class="aoO">Send</p></div>'],
    ['a shortcut for sending', '<b role="button" data-tooltip="X \u202a(Ctrl-Enter)\u202c">X</b>'],
  ])('reports %s that stands in no known composer', (_, html) => {
    show(`<section>${html}</section>`);
    expect(gmail.hasUnknownComposer(document)).toBe(true);
    show(`${compose}<section>${html}</section>`);
    expect(gmail.hasUnknownComposer(document)).toBe(true);
  });

  it('leaves an editor alone that has no Send, such as a chat’s', () => {
    show('<div><div contenteditable="true" role="textbox" aria-multiline="true"></div></div>');
    expect(gmail.hasUnknownComposer(document)).toBe(false);
    expect(gmail.composers(document)).toEqual([]);
  });

  it('leaves the editors of the settings alone', () => {
    show('<div><div g_editable="true" contenteditable="true" class="signature"></div></div>');
    location.hash = '#settings/general';
    expect(gmail.hasUnknownComposer(document)).toBe(false);
    expect(gmail.isOtherWriting!(the('.signature'))).toBe(true);
    location.hash = '#inbox';
    expect(gmail.isOtherWriting!(the('.signature'))).toBe(false);
  });

  it('believes the page’s address when it names a message that nobody finds', () => {
    show('<main></main>');
    location.hash = '#inbox?compose=new';
    expect(gmail.hasUnknownComposer(document)).toBe(true);
    show(compose);
    expect(gmail.hasUnknownComposer(document)).toBe(false);
  });
});

describe('recognition that fails', () => {
  it('stops what is known to send, lets everything else be, and throws nothing', () => {
    show(`${compose}<button class="other">Archive</button>`);
    vi.spyOn(document, 'querySelectorAll').mockImplementation(() => {
      throw new TypeError('a hostile page');
    });
    const send = document.querySelector('.aoO')!;
    expect(whom(gestureOf(send, click())?.composer)).toBe('no-recipient-field');
    expect(gestureOf(document.querySelector('[g_editable]')!, ctrlEnter())).not.toBeNull();
    expect(gestureOf(document.querySelector('.other')!, click())).toBeNull();
  });

  it('is not brought about by a field that has the name of a method', () => {
    show(`<form>${compose}<input name="matches"><input name="querySelectorAll"></form>`);
    const form = document.querySelector('form')!;
    Object.defineProperty(form, 'matches', { value: form.querySelector('[name=matches]') });
    const gesture = gestureOf(the('.dC .aoO'), click());
    expect(whom(gesture?.composer)).toEqual(['a@example.com']);
  });
});

describe('the table of selectors', () => {
  it('says of every candidate where it was seen and when', () => {
    for (const [part, { candidates, evidence }] of Object.entries(table)) {
      const seen = evidence.split(' | ');
      expect(seen.length, part).toBe(candidates.length);
      for (const one of seen) expect(one, part).toMatch(/20\d\d|the same|as the/);
    }
  });
});
