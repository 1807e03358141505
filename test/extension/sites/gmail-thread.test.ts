import { beforeEach, describe, expect, it } from 'vitest';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import { composeHtml } from './compose-page.ts';
import { add, click, gestureOf, key, the, whom } from './gmail-gestures.ts';

const account =
  '<a href="https://accounts.google.com/SignOutOptions?hl=de" aria-label="Google-Konto: Ich (me@example.com)"></a>';
const message = (from: string, text: string, to = 'me@example.com'): string => `
  <div class="adn ads" data-message-id="#msg-f:1"><table><tr><td class="gF"><span class="gD" email="${from}" name="Jo">Jo</span></td></tr>
    <tr><td class="hb">to <span class="g2" email="${to}" name="x">x</span></td></tr></table>
    <div class="ii gt"><div class="a3s">${text}</div></div><div class="foot"></div><div class="ip"></div></div>`;

beforeEach(() => {
  document.body.innerHTML = account;
  gestureOf(document.body, click());
});

describe('an open thread', () => {
  it('shows who wrote each message, but not oneself, nor whom a message names', () => {
    add(message('jo@example.com', 'Hi <span email="other@example.com">x</span>'));
    add(message('me@example.com', 'Hello', 'jo@example.com'));
    add('<table><tr class="zA"><td><span email="row@example.com">Row</span></td></tr></table>');
    const people = gmail.people!(document);
    expect(people.map(({ identifier, place }) => [identifier?.value, place])).toEqual([
      ['jo@example.com', 'thread'],
    ]);
    expect(people[0]!.anchor.className).toBe('gD');
    expect(people[0]!.text).toBe('Jo <jo@example.com>');
  });

  it('gives what the other wrote last, line by line and without what is quoted', () => {
    add(message('jo@example.com', 'Old'));
    add(
      message(
        'jo@example.com',
        '<div>Please&nbsp;remove me.</div><div>Jo<br>Doe</div><style>p{}</style><blockquote class="gmail_quote">Buy this</blockquote>',
      ),
    );
    add(message('me@example.com', 'Sorry!'));
    const last = gmail.lastMessage!(document)!;
    expect(last.text).toBe('Please remove me.\nJo\nDoe');
    expect(last.from.value).toBe('jo@example.com');
    expect(last.anchor.isConnected).toBe(true);
  });

  it('gives nothing when that message is folded up, or nobody else wrote', () => {
    add(message('me@example.com', 'Hello?'));
    expect(gmail.lastMessage!(document)).toBeNull();
    add(message('jo@example.com', ''));
    expect(gmail.lastMessage!(document)).toBeNull();
  });

  it('does not take whom a reply below is written to for its sender', () => {
    add(message('jo@example.com', 'Hi'));
    the('.ip').innerHTML = composeHtml({ to: ['new@example.com'] });
    expect(gmail.people!(document)).toHaveLength(1);
  });
});

describe('a reaction', () => {
  const picker =
    '<div role="dialog" class="pick"><button aria-label="👍">👍</button><button class="tab">Search</button></div>';

  it('goes to all in the conversation but oneself', () => {
    add(message('jo@example.com', 'Hi', 'also@example.com'));
    the('.foot').innerHTML = '<div role="button" aria-label="Add emoji reaction">☺</div>';
    add(picker);
    gestureOf(the('.foot'), click());
    const gesture = gestureOf(the('.pick > button:first-child'), click())!;
    expect(gesture.way).toBe('reaction');
    expect(whom(gesture.composer)).toEqual(['jo@example.com', 'also@example.com']);
  });

  it('is known by the button that opened the picker, where its emoji are drawn as nothing readable', () => {
    add(message('jo@example.com', 'Hi'));
    the('.foot').innerHTML =
      '<div role="button" class="add" aria-label="Reaktion hinzufügen">+</div>';
    gestureOf(the('.add'), click());
    add('<div role="menu"><div role="menuitem" class="e1f">like</div></div>');
    expect(gestureOf(the('.e1f'), click())?.way).toBe('reaction');
    expect(gestureOf(the('.e1f'), key('Enter'))?.way).toBe('reaction');
  });

  it('is repeated by pressing one that is below the message', () => {
    add(message('jo@example.com', 'Hi'));
    the('.foot').innerHTML = '<button class="again"><img alt="🎉"> 2</button>';
    const gesture = gestureOf(the('.again'), click())!;
    expect(whom(gesture.composer)).toEqual(['jo@example.com']);
  });

  it('is not what puts an emoji into a text that is being written', () => {
    add(message('jo@example.com', 'Hi'));
    add(composeHtml({ to: ['a@example.com'] }));
    gestureOf(the('[g_editable]'), click());
    add(picker);
    expect(gestureOf(the('.pick > button:first-child'), click())).toBeNull();
  });

  it('asks when nobody can be read from the message', () => {
    add('<div data-message-id="1"><button class="e">👍</button></div>');
    expect(whom(gestureOf(the('.e'), click())!.composer)).toBe('no-recipient-field');
  });

  it('is not what is pressed outside a thread, or has words on it', () => {
    add('<button class="a">👍</button>');
    expect(gestureOf(the('.a'), click())).toBeNull();
    add(message('jo@example.com', 'Hi'));
    the('.foot').innerHTML = '<button class="b">Reply 👍</button>';
    expect(gestureOf(the('.b'), click())).toBeNull();
  });
});
