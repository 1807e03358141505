import { describe, expect, it } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { readRequest } from '../../../extension/sites/gmail/network.ts';

const person = (address: string) => [1, address, 'Somebody'];

/** A message as Gmail's sync API writes one since 2022-09, with our own people and words. */
function message(labels: string[], to: string[], more: { cc?: string[]; bcc?: string[] } = {}) {
  const [cc, bcc] = [more.cc, more.bcc].map((field) => field?.map(person) ?? null);
  const text = [null, [[0, '<div>Shall we talk? ["msg-a:r1",[1,"x@example.com"],["^pfg"]]</div>']]];
  const from = [1, 'me@example.com', 'Me', null, null];
  const people = [to.length > 0 ? to.map(person) : null, cc, bcc];
  return ['msg-a:r17', from, ...people, null, 1673633593003, 'A call', text, null, labels, null];
}
const request = (...messages: unknown[]): string =>
  JSON.stringify([
    null,
    [messages.map((one, at) => [at, ['thread-a:r1', [null, [one, null, 1]]]])],
    2,
  ]);

const sending = ['^all', '^pfg', '^f_bt'];
const saving = ['^all', '^r', '^r_bt'];

describe('a request of the page', () => {
  it('is read as a send, to everybody in To, Cc and Bcc', () => {
    const sent = message(sending, ['a@example.com', 'b@example.com'], {
      cc: ['c@example.com'],
      bcc: ['d@example.com'],
    });
    expect(readRequest(request(sent))).toEqual({
      kind: 'send',
      recipients: ['a@example.com', 'b@example.com', 'c@example.com', 'd@example.com'],
    });
  });

  it('is a draft when it saves one, and names nobody', () => {
    const draft = request(message(saving, ['a@example.com']));
    expect(readRequest(draft)).toEqual({ kind: 'draft', recipients: [] });
  });

  it('is scheduled when the message is to leave later, though it counts as a draft until then', () => {
    const later = request(message(['^all', '^scheduled', '^r'], ['a@example.com']));
    expect(readRequest(later)).toEqual({ kind: 'scheduled', recipients: ['a@example.com'] });
  });

  it('is a send when one of several messages in it leaves, to that one’s recipients alone', () => {
    const batch = request(
      message(saving, ['draft@example.com']),
      message(sending, ['a@example.com']),
      message(sending, ['b@example.com']),
    );
    expect(readRequest(batch)).toEqual({
      kind: 'send',
      recipients: ['a@example.com', 'b@example.com'],
    });
  });

  it('is a send to nobody known when the recipients are written in another way', () => {
    const odd = message(sending, []);
    odd[2] = 'a@example.com';
    expect(readRequest(request(odd))).toEqual({ kind: 'send', recipients: [] });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"^pfg"'],
    ['words that look like a send', JSON.stringify(['^pfg', 'msg-a:r1 "^pfg"'])],
    ['labels without a message', JSON.stringify([['thread-f:1', [['^pfg'], ['^r']]]])],
    ['a message that was read', request(message(['^all', '^i', '^u'], ['a@example.com']))],
    ['very many brackets', `${'['.repeat(500)}"^pfg"${']'.repeat(500)}`],
  ])('is something else when it holds %s', (_, body) => {
    expect(readRequest(body)).toEqual({ kind: 'other', recipients: [] });
  });

  it('reads nothing out of the text of a message', () => {
    const draft = readRequest(request(message(saving, ['a@example.com'])));
    expect(draft.recipients).toEqual([]);
    expect(draft.kind).toBe('draft');
  });
});

describe('a recipient as Gmail’s own calls write it', () => {
  it('is read as an address, with a name before it or not; a group is nobody', () => {
    const jane = { type: 'email', value: 'jane@example.com' };
    expect(gmail.recipientOf!('Jane <Jane@Example.com>')).toEqual(jane);
    expect(gmail.recipientOf!('jane@example.com')).toEqual(jane);
    expect(gmail.recipientOf!('friends:;')).toBeUndefined();
    expect(gmail.recipientOf!('')).toBeUndefined();
  });
});
