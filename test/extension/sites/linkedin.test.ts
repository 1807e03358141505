import { beforeEach, describe, expect, it, vi } from 'vitest';
import { siteFor } from '../../../extension/sites/index.ts';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import {
  bubble,
  click,
  find,
  form,
  gestureOf,
  ines,
  inShadow,
  joao,
  key,
  openAt,
  quickReply,
  sendHtml,
  theirs,
  thread,
  whom,
} from './linkedin-page.ts';

const editor = (root?: ParentNode) => find('[contenteditable]', root);
const send = (root?: ParentNode) => find('.msg-form__send-button', root);
const composers = () => linkedin.composers(document);

beforeEach(() => openAt('/messaging/thread/2-a/', thread()));

describe('LinkedIn', () => {
  it('is known by its host alone', () => {
    expect(siteFor(new URL('https://www.linkedin.com/feed/'))?.id).toBe('linkedin');
    expect(siteFor(new URL('https://www.linkedin.com.evil.example/feed/'))).toBeUndefined();
  });

  it('finds the conversation, in the page and in its open shadow root, several at once', () => {
    expect(composers()).toHaveLength(1);
    inShadow(bubble(ines, 'Ines Marek') + bubble(joao, 'Joao Prado'));
    expect(composers()).toHaveLength(2);
    expect(composers().every((one) => one.hasSend())).toBe(true);
  });

  it('takes a comment, a post and a search for what they are: no messages', () => {
    for (const place of ['comments-comment-box', 'share-creation-state']) {
      openAt(
        '/feed/',
        `<div class="${place}"><h3>Post</h3><div contenteditable="true"></div></div>`,
      );
      expect(composers()).toEqual([]);
      expect(linkedin.isOtherWriting!(editor())).toBe(true);
    }
  });

  it('sees a conversation by its structure alone when no class is as it was', () => {
    openAt('/messaging/thread/2-a/', thread().replaceAll(/class="[^"]*"/g, 'class="_a1"'));
    expect(whom(gestureOf(find('[type=submit]'), click()))).toEqual([ines]);
  });

  it('sees one by its head in a page of another sort too', () => {
    openAt('/feed/', thread().replaceAll(/class="[^"]*"/g, ''));
    expect(composers()).toHaveLength(1);
  });

  it('says of Recruiter, where nothing is known, that it is not protected', () => {
    openAt('/talent/inbox/', '<textarea></textarea>');
    expect(linkedin.hasUnknownComposer(document)).toBe(true);
    openAt('/feed/', '<textarea></textarea>');
    expect(linkedin.hasUnknownComposer(document)).toBe(false);
  });
});

describe('a message on LinkedIn', () => {
  it('leaves by a click anywhere on Send, and by Enter or Space on it', () => {
    send().innerHTML = '<span>Send</span>';
    expect(whom(gestureOf(find('.msg-form__send-button span'), click()))).toEqual([ines]);
    expect(gestureOf(send(), key({}))).not.toBeNull();
    expect(gestureOf(send(), key({ key: ' ' }))).not.toBeNull();
    expect(gestureOf(send(), key({ key: 'Tab' }))).toBeNull();
    expect(gestureOf(find('[aria-label="Attach a file"]'), click())).toBeNull();
  });

  it('leaves by Ctrl or Cmd with Enter, and not by Enter, where there is a Send', () => {
    expect(gestureOf(editor(), key({ ctrlKey: true }))).not.toBeNull();
    expect(
      gestureOf(editor(), key({ metaKey: true, key: 'x', code: 'NumpadEnter' })),
    ).not.toBeNull();
    expect(gestureOf(editor(), key({}))).toBeNull();
    expect(gestureOf(editor(), key({ key: 'a' }))).toBeNull();
  });

  it('leaves by Enter where there is no Send, but not with Shift or while an input method composes', () => {
    openAt('/messaging/thread/2-a/', thread({ form: form('') }));
    expect(whom(gestureOf(editor(), key({})))).toEqual([ines]);
    expect(gestureOf(editor(), key({ shiftKey: true }))).toBeNull();
    expect(gestureOf(editor(), key({ isComposing: true }))).toBeNull();
    expect(gestureOf(editor(), key({ keyCode: 229 } as KeyboardEventInit))).toBeNull();
    expect(composers()[0]!.hasSend()).toBe(true);
  });

  it('leaves by Enter in the subject of an InMail that has no Send', () => {
    const inmail = form('').replace('<div', '<input name="subject" value="Hi"><div');
    openAt('/messaging/thread/2-a/', thread({ form: inmail }));
    expect(whom(gestureOf(find('[name=subject]'), key({})))).toEqual([ines]);
    expect(composers()[0]!.written!()).toMatchObject({ subject: 'Hi', isReply: true });
  });

  it('leaves by one press of a suggested answer', () => {
    openAt('/messaging/thread/2-a/', thread({ list: theirs(ines) + quickReply }));
    const gesture = gestureOf(find('.msg-s-message-list__quick-replies-container button'), click());
    expect(gesture?.way).toBe('quick-reply');
    expect(whom(gesture)).toEqual([ines]);
  });

  it('leaves by one press of what answers with a word, whatever it is called', () => {
    const answers =
      '<button type="button">Thanks</button><button type="button">No, thanks</button>';
    for (const html of [`<li>${answers}</li>`, answers]) {
      openAt('/messaging/thread/2-a/', thread({ list: theirs(ines) + html }));
      const gesture = gestureOf(find('ul button'), click());
      expect(gesture?.way).toBe('quick-reply');
      expect(whom(gesture)).toEqual([ines]);
    }
  });

  it.each([
    ['a message to react to', '<li><p>Hello</p><button>Like</button></li>'],
    ['a menu', '<li><button aria-expanded="false">More</button></li>'],
    ['a picture', '<li><button>👍</button></li>'],
    ['what stands above the messages', `<li><button>Show older</button></li>${theirs(ines)}`],
  ])('does not leave by a press of %s in the conversation', (_, list) => {
    openAt('/messaging/thread/2-a/', thread({ list: theirs(ines) + list }));
    expect(gestureOf(find('li button'), click())).toBeNull();
  });

  it.each([
    ['of its menu', '<ul><li><button>Mute</button></li><li><button>Archive</button></li></ul>'],
    ['of people to write to', `<ul><li><button>Ines Costa</button></li></ul>`],
  ])('does not leave by a press in a list %s', (_, list) => {
    openAt('/messaging/thread/2-a/', thread({ list: theirs(ines) }));
    find('.msg-convo-wrapper').insertAdjacentHTML('afterbegin', list);
    for (const button of document.querySelectorAll('ul:first-child button'))
      expect(gestureOf(button, click())).toBeNull();
    expect(document.querySelector('ul:first-child button')).not.toBeNull();
  });

  it('does not leave by a press of a message that is nothing but a link', () => {
    const link = '<li><a href="https://example.com/dates">Our dates</a></li>';
    openAt('/messaging/thread/2-a/', thread({ list: theirs(ines) + link }));
    expect(gestureOf(find('li:last-child > a[href*=example]'), click())).toBeNull();
  });

  it('leaves by Enter where a changed page gives what is written in the role of a button', () => {
    openAt('/messaging/thread/2-a/', thread({ form: form('') }));
    for (const role of ['menuitem', 'button']) {
      editor().setAttribute('role', role);
      expect(whom(gestureOf(editor(), key({})))).toEqual([ines]);
    }
  });

  it('leaves by a Send in another language whose class is gone, and by a link in its place', () => {
    const odd = '<a href="#" role="button">Senden</a>';
    openAt('/messaging/thread/2-a/', thread({ form: form(odd) }));
    expect(whom(gestureOf(find('form a'), click()))).toEqual([ines]);
  });

  it('does not leave by a click on the word itself, where it is what somebody has written', () => {
    openAt('/messaging/thread/2-a/', thread({ list: theirs(ines, 'Send') }));
    editor().innerHTML = '<p>Send</p>';
    for (const place of ['[contenteditable] p', '.msg-s-event-listitem--other p'])
      expect(gestureOf(find(place), click())).toBeNull();
  });

  it('may leave by any plain button of a form in which nothing is known as Send', () => {
    const odd = form('<button type="button">➤</button>').replace('msg-form__send-toggle', 'x');
    openAt('/messaging/thread/2-a/', thread({ form: odd }));
    const [composer] = composers();
    expect(composer!.hasSend()).toBe(false);
    expect(gestureOf(find('footer button:nth-of-type(2)'), click())).not.toBeNull();
    expect(gestureOf(find('[aria-label="Attach a file"]'), click())).toBeNull();
  });

  it('is stopped and asked about when only its Send is as it was', () => {
    openAt('/feed/', `<div>${sendHtml}</div>`);
    expect(whom(gestureOf(send(), click()))).toBe('no-recipient-field');
  });

  it('is sent again by the button that was pressed, and by Enter where there is none', () => {
    const pressed = vi.fn<() => void>();
    send().addEventListener('click', pressed);
    gestureOf(send(), click())!.replay();
    expect(pressed).toHaveBeenCalledTimes(2);
    openAt('/messaging/thread/2-a/', thread({ form: form('') }));
    const heard: number[] = [];
    const gesture = gestureOf(editor(), key({}))!;
    editor().addEventListener('keydown', ({ keyCode }) => heard.push(keyCode));
    gesture.replay();
    expect(heard).toEqual([13]);
  });
});

describe('the open conversation', () => {
  it('gives what the other side wrote last, and from whom', () => {
    openAt(
      '/messaging/thread/2-a/',
      thread({ list: theirs(ines, 'First') + theirs(ines, 'No more') }),
    );
    expect(linkedin.lastMessage!(document)).toMatchObject({
      from: { value: ines },
      text: 'No more',
    });
  });

  it('gives nothing of a group, or where nobody has written', () => {
    openAt('/messaging/thread/2-a/', thread({ head: '<h2>Project</h2>', list: theirs(ines) }));
    expect(linkedin.lastMessage!(document)).toBeNull();
    openAt('/messaging/thread/2-a/', thread({ list: '' }));
    expect(linkedin.lastMessage!(document)).toBeNull();
  });

  it('gives what is being written, line by line', () => {
    editor().innerHTML = '<p>Good day</p><p>Shall we talk?</p>';
    const written = composers()[0]!.written!();
    expect(written).toMatchObject({ body: 'Good day\nShall we talk?', continues: true });
    expect(written.texts!.map(({ data }) => data)).toEqual(['Good day', 'Shall we talk?']);
    expect(written.bodyElement).toBe(editor());
  });
});
