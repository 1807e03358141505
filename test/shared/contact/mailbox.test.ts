import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stripInvisible } from '../../../shared/contact/invisible.ts';
import { readMailbox, readMailboxes } from '../../../shared/contact/mailbox.ts';
import { trouble } from './arbitraries.ts';

const read = (text: string) => {
  const result = readMailbox(text);
  return result.ok ? result.value.value : result.problem.code;
};

describe('readMailbox', () => {
  it.each([
    ['Jane Doe <Jane@Example.com>', 'jane@example.com'],
    ['jane@example.com', 'jane@example.com'],
    ['<jane@example.com>', 'jane@example.com'],
    ['"Doe, Jane" <jane@example.com>', 'jane@example.com'],
    [String.raw`"Jane \"JD\" <x>" <jane@example.com>`, 'jane@example.com'],
    ['Jane (at <work>) <jane@example.com>', 'jane@example.com'],
    ['Jane <"jane doe"@example.com>', '"jane doe"@example.com'],
    ['Jane <"a>b"@example.com>', '"a>b"@example.com'],
    ['jane@bank.example <jane@example.com>', 'jane@example.com'],
    ['  Jane\u00a0Doe  < jane@example.com >  ', 'jane@example.com'],
  ])('reads %j as %j', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    ['\u202ajane@example.com\u202c', 'a direction mark around it'],
    ['jane\u200b@example.com', 'a zero-width space'],
    ['jane@\u200cexample.com', 'a joiner against link makers'],
    ['ja\u00adne@exam\u00adple.com', 'soft hyphens'],
    ['\ufeffjane@example.com', 'a byte-order mark'],
    ['\u2068Jane\u2069 <jane\u2060@example.com>', 'isolates and a word joiner'],
  ])('reads %j as what is seen, without %s', (text) => {
    expect(read(text)).toBe('jane@example.com');
  });

  it('leaves letters that look like others alone: they are another person’s address', () => {
    expect(read('j\u0430ne@example.com')).toBe('j\u0430ne@example.com');
    expect(read('jane@ex\u0430mple.com')).toBe('jane@xn--exmple-4nf.com');
  });

  it('does not join what a joiner spells in another script, and refuses the domain', () => {
    expect(stripInvisible('نامه\u200cای')).toBe('نامه\u200cای');
    expect(read('jane@نامه\u200cای.example')).toBe('contact.email.bad-domain');
  });

  it.each([
    ['Jane Doe', 'contact.email.no-at'],
    ['', 'contact.email.no-at'],
    ['Jane <jane@example.com', 'contact.mailbox.brackets'],
    ['Jane <jane@example.com> Doe', 'contact.mailbox.brackets'],
    ['<a@example.com> <b@example.com>', 'contact.mailbox.brackets'],
    ['<a@example.com <b@example.com>>', 'contact.mailbox.brackets'],
    ['Jane <>', 'contact.email.no-at'],
    ['Jane <jane>', 'contact.email.no-at'],
    ['Team: a@example.com', 'contact.mailbox.group'],
    ['mailto:jane@example.com', 'contact.mailbox.group'],
    ['jane@example.com>', 'contact.email.bad-domain'],
    ['a@example.com, b@example.com', 'contact.email.bad-domain'],
  ])('refuses %j with %s', (text, code) => {
    expect(read(text)).toBe(code);
  });
});

describe('readMailboxes', () => {
  it('reads a list as pages show it, with the names beside the addresses', () => {
    const list =
      '"Doe, Jane" <jane@example.com>; joe@example.com,\n\u2068Ann\u2069 <ann@example.com>,';
    expect(readMailboxes(list).map(({ name, address }) => [name, address.ok])).toEqual([
      ['Doe, Jane', true],
      ['', true],
      ['Ann', true],
    ]);
  });

  it('keeps an entry that cannot be read, with its reason', () => {
    const codes = readMailboxes('Doe, Jane <jane@example.com>').map(({ address }) =>
      address.ok ? address.value.value : address.problem.code,
    );
    expect(codes).toEqual(['contact.email.no-at', 'jane@example.com']);
  });

  it('gives nothing for nothing', () => {
    expect(readMailboxes(' , ;\n')).toEqual([]);
  });

  it('never throws, and never loses an address without saying so', () => {
    fc.assert(
      fc.property(fc.array(trouble, { maxLength: 4 }), (parts) => {
        const boxes = readMailboxes([...parts, 'last@example.com'].join(','));
        const found = boxes.some(
          ({ address }) => !address.ok || address.value.value === 'last@example.com',
        );
        expect(found).toBe(true);
      }),
    );
  });
});
