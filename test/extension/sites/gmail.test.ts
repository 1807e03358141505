import { beforeEach, describe, expect, it } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { siteFor } from '../../../extension/sites/index.ts';
import { pathOf } from '../../../extension/sites/dom.ts';
import type { SendGesture } from '../../../extension/sites/site.ts';
import { classicHtml, composeHtml } from './compose-page.ts';

const open = (html: string): void => {
  document.body.innerHTML = html;
};
const addresses = (index = 0): string[] => {
  const reading = gmail.composers(document)[index]!.recipients();
  if (reading.status !== 'read') throw new Error(reading.why);
  return reading.recipients.map(({ identifier, text }) => identifier?.value ?? `? ${text}`);
};

/** What the site says of an event, asked while it is under way, as the guard does. */
function gestureOf(target: Element, event: Event): SendGesture | null {
  let found: SendGesture | null = null;
  const listen = (e: Event): void => {
    found = gmail.sendGesture(e, pathOf(e));
  };
  window.addEventListener(event.type, listen, true);
  target.dispatchEvent(event);
  window.removeEventListener(event.type, listen, true);
  return found;
}
const key = (init: KeyboardEventInit): Event =>
  new KeyboardEvent('keydown', { bubbles: true, composed: true, ...init });
const click = (): Event => new MouseEvent('click', { bubbles: true, composed: true });
const send = (): Element => document.querySelector('.aoO')!;

beforeEach(() =>
  open(composeHtml({ to: ['Amelia@Example.com'], cc: ['c@example.com'], bcc: ['b@example.com'] })),
);

describe('Gmail', () => {
  it('is known by its host, and by the practice inbox', () => {
    expect(siteFor(new URL('https://mail.google.com/mail/u/0/'))?.id).toBe('gmail');
    expect(siteFor(new URL('http://localhost:8788/mail/u/0/'))?.id).toBe('gmail');
    expect(siteFor(new URL('https://mail.google.com.evil.example/mail/'))).toBeUndefined();
  });

  it('finds one composer in a compose window, however many of its parts look like one', () => {
    expect(gmail.composers(document)).toHaveLength(1);
    open(composeHtml({}) + composeHtml({}));
    expect(gmail.composers(document)).toHaveLength(2);
  });

  it('reads To, Cc and Bcc', () => {
    expect(addresses()).toEqual(['amelia@example.com', 'c@example.com', 'b@example.com']);
  });

  it('reads an address that was typed and is no chip yet, also two, also with a name', () => {
    open(
      composeHtml({ to: ['a@example.com'] }, { cc: 'b@example.com, Carl &lt;c@example.com&gt;' }),
    );
    expect(addresses()).toEqual(['a@example.com', 'b@example.com', 'c@example.com']);
  });

  it('gives text that is no address as a recipient that cannot be looked up', () => {
    open(composeHtml({}, { to: 'Sales team' }));
    expect(addresses()).toEqual(['? Sales team']);
  });

  it('reads the recipients of before 2021', () => {
    open(classicHtml(['Amelia Hart &lt;amelia@example.com&gt;', 'ben@example.com']));
    expect(addresses()).toEqual(['amelia@example.com', 'ben@example.com']);
  });

  it('says that it cannot read a composer without a recipient field', () => {
    open('<div role="dialog"><form><input name="subjectbox"></form></div>');
    expect(gmail.composers(document)[0]!.recipients()).toEqual({
      status: 'unreadable',
      why: 'no-recipient-field',
      known: [],
    });
  });

  it('says so when its two ways of finding recipients disagree', () => {
    document.querySelector('[role=option]')!.removeAttribute('data-hovercard-id');
    expect(gmail.composers(document)[0]!.recipients()).toMatchObject({
      status: 'unreadable',
      why: 'detectors-disagree',
      known: expect.arrayContaining([
        expect.objectContaining({ identifier: { type: 'email', value: 'amelia@example.com' } }),
      ]),
    });
  });

  it('knows a click anywhere on Send, and none elsewhere', () => {
    send().innerHTML = '<span>Send</span>';
    expect(gestureOf(send().firstElementChild!, click())).not.toBeNull();
    expect(gestureOf(document.querySelector('.hG')!, click())).toBeNull();
    expect(gestureOf(document.querySelector('[g_editable]')!, click())).toBeNull();
  });

  it('knows the keys that send: Ctrl or Cmd with Enter anywhere, Enter and Space on Send', () => {
    const body = document.querySelector('[g_editable]')!;
    expect(gestureOf(body, key({ key: 'Enter', ctrlKey: true }))).not.toBeNull();
    expect(gestureOf(body, key({ key: 'Enter', metaKey: true }))).not.toBeNull();
    expect(
      gestureOf(body, key({ key: 'Enter', code: 'NumpadEnter', ctrlKey: true })),
    ).not.toBeNull();
    expect(gestureOf(body, key({ key: 'Enter' }))).toBeNull();
    expect(gestureOf(send(), key({ key: 'Enter' }))).not.toBeNull();
    expect(gestureOf(send(), key({ key: ' ' }))).not.toBeNull();
    expect(gestureOf(send(), key({ key: 'Tab' }))).toBeNull();
  });

  it('takes out a chip by its own control, and tells whether it went', () => {
    const remove = document.querySelector('.afX')!;
    const [recipient] = readNow();
    expect(recipient!.remove!()).toBe(false);
    remove.addEventListener('click', () => remove.closest('.agh')!.remove!());
    expect(recipient!.remove!()).toBe(true);
  });

  it('takes out text that was only typed', () => {
    open(composeHtml({}, { to: 'a@example.com, b@example.com' }));
    const [a, b] = readNow();
    expect(a!.remove!()).toBe(true);
    expect(addresses()).toEqual(['b@example.com']);
    expect(b!.remove!()).toBe(true);
    expect(addresses()).toEqual([]);
  });
});

function readNow() {
  const reading = gmail.composers(document)[0]!.recipients();
  return reading.status === 'read' ? reading.recipients : [];
}
