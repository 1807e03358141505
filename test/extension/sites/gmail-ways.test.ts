import { beforeEach, describe, expect, it } from 'vitest';
import type { SendGesture } from '../../../extension/sites/site.ts';
import { composeHtml } from './compose-page.ts';
import { add, click, ctrlEnter, gestureOf, key, the, whom } from './gmail-gestures.ts';

const open = (...people: string[]): void => add(composeHtml({ to: people }));
const tell = (gesture: SendGesture | null) =>
  gesture && [gesture.way ?? 'message', gesture.opens ?? false, whom(gesture.composer)];

const menu = '<div role="menu"><div role="menuitem" selector="scheduledSend">Schedule</div></div>';
const presets = `<div role="dialog"><div class="ZkmAeb" role="menu">
  <div class="Az" role="menuitem" tabindex="0">Tomorrow</div><div class="AM" role="menuitem">Pick</div></div></div>`;
const picker = `<div role="dialog" class="picker"><table role="grid"><tr><td><button>7</button></td></tr></table>
  <input aria-label="Date"><input aria-label="Time"><button class="no">\u202aAbbrechen\u202c</button><button class="yes">Senden planen</button></div>`;

/** Up to the dialog with the presets, as a person gets there. */
function goToPresets(chevron: Element): void {
  gestureOf(chevron, click());
  add(menu);
  gestureOf(the('[selector]'), click());
  the('[selector]').parentElement!.remove();
  add(presets);
}

beforeEach(() => {
  document.body.innerHTML = '<main></main>';
  gestureOf(the('main'), click());
});

describe('scheduling', () => {
  it('is no send when its menu is opened, and one that only opens when the item is taken', () => {
    open('a@example.com');
    expect(gestureOf(the('.hG'), click())).toBeNull();
    add(menu);
    const opening = ['schedule', true, ['a@example.com']];
    expect(tell(gestureOf(the('[selector]'), click()))).toEqual(opening);
    expect(
      tell(gestureOf(the('[selector]'), new MouseEvent('mouseup', { bubbles: true }))),
    ).toEqual(opening);
  });

  it('is recognised by the keyboard, where the chevron keeps the focus', () => {
    open('a@example.com');
    expect(gestureOf(the('.hG'), key('Enter'))).toBeNull();
    the('.hG').setAttribute('aria-expanded', 'true');
    expect(tell(gestureOf(the('.hG'), key('Enter')))).toEqual([
      'schedule',
      true,
      ['a@example.com'],
    ]);
    add(presets);
    expect(tell(gestureOf(the('.Az'), key('Enter')))).toEqual([
      'schedule',
      false,
      ['a@example.com'],
    ]);
    expect(gestureOf(the('.Az'), key('ArrowDown'))).toBeNull();
  });

  it('commits after that by any item of a menu, whatever it is called', () => {
    open('a@example.com');
    the('.hG').setAttribute('aria-expanded', 'true');
    gestureOf(the('.hG'), key('Enter'));
    add('<div role="menu"><div class="zz" role="menuitem">Morgen</div></div>');
    expect(tell(gestureOf(the('.zz'), click()))).toEqual(['schedule', false, ['a@example.com']]);
  });

  it('commits at once by a preset, and only opens by the item for a date', () => {
    open('a@example.com');
    goToPresets(the('.hG'));
    expect(tell(gestureOf(the('.Az'), click()))).toEqual(['schedule', false, ['a@example.com']]);
    expect(tell(gestureOf(the('.AM'), click()))).toEqual(['schedule', true, ['a@example.com']]);
  });

  it('commits by the button of the date dialog and by Enter in its fields, not by Cancel or a day', () => {
    open('a@example.com');
    goToPresets(the('.hG'));
    gestureOf(the('.AM'), click());
    add(picker);
    const sends = ['schedule', false, ['a@example.com']];
    expect(tell(gestureOf(the('.yes'), click()))).toEqual(sends);
    expect(tell(gestureOf(the('[aria-label=Time]'), key('Enter')))).toEqual(sends);
    expect(tell(gestureOf(the('.yes'), key(' ')))).toEqual(sends);
    expect(gestureOf(the('.no'), click())).toBeNull();
    expect(gestureOf(the('[aria-label=Time]'), key(' '))).toBeNull();
    expect(gestureOf(the('.picker td button'), click())?.opens).toBe(true);
  });

  it('belongs to the composer whose chevron was used', () => {
    open('a@example.com');
    open('b@example.com');
    goToPresets(document.querySelectorAll('.hG')[1]!);
    expect(tell(gestureOf(the('.Az'), click()))?.[2]).toEqual(['b@example.com']);
  });

  it('is to all of them when it is not certain whose it is', () => {
    open('a@example.com');
    open('b@example.com');
    add(presets);
    expect(tell(gestureOf(the('.Az'), click()))?.[2]).toEqual(['a@example.com', 'b@example.com']);
    document.querySelectorAll('[data-hovercard-id]')[1]!.removeAttribute('data-hovercard-id');
    expect(tell(gestureOf(the('.Az'), click()))?.[2]).toEqual('detectors-disagree');
  });

  it('asks when its composer is gone, and leaves the presets of something else alone', () => {
    open('a@example.com');
    goToPresets(the('.hG'));
    document.querySelector('.AD')!.remove();
    expect(tell(gestureOf(the('.Az'), click()))?.[2]).toBe('no-recipient-field');
    gestureOf(the('main'), click());
    expect(gestureOf(the('.Az'), click())).toBeNull();
  });

  it('goes on where it was stopped, by pressing the same again', () => {
    open('a@example.com');
    goToPresets(the('.hG'));
    const heard: string[] = [];
    the('.Az').addEventListener('click', () => heard.push('preset'));
    const gesture = gestureOf(the('.Az'), key('Enter'));
    gesture!.replay();
    expect(heard).toEqual(['preset']);
  });
});

describe('a dialog that asks before sending', () => {
  const ask = (words: string): void =>
    add(
      `<div role="dialog" class="ask"><button class="no">Cancel</button><button class="yes">${words}</button></div>`,
    );

  it('sends what Send was pressed for, whatever its button says', () => {
    open('a@example.com');
    open('b@example.com');
    gestureOf(document.querySelectorAll('.aoO')[1]!, click());
    ask('Los');
    expect(tell(gestureOf(the('.yes'), click()))).toEqual(['merge', false, ['b@example.com']]);
    expect(gestureOf(the('.no'), click())).toBeNull();
  });

  it('is known by its words when it comes without a Send before it', () => {
    open('a@example.com');
    ask('\u202aAlle senden\u202c');
    expect(tell(gestureOf(the('.yes'), click()))?.[2]).toEqual(['a@example.com']);
    the('.yes').textContent = 'Create';
    expect(gestureOf(the('.yes'), click())).toBeNull();
  });

  it('is nothing of ours after somebody went on writing, or where nothing is written', () => {
    open('a@example.com');
    gestureOf(the('.aoO'), click());
    gestureOf(the('[g_editable]'), click());
    ask('Insert');
    expect(gestureOf(the('.yes'), click())).toBeNull();
    document.querySelector('.AD')!.remove();
    the('.yes').textContent = 'Send';
    expect(gestureOf(the('.yes'), click())).toBeNull();
  });

  it('is not Heed’s own', () => {
    open('a@example.com');
    gestureOf(the('.aoO'), click());
    add(
      '<heed-dialog><div role="dialog"><button class="keep">Keep editing</button></div></heed-dialog>',
    );
    expect(gestureOf(the('.keep'), click())).toBeNull();
  });
});

describe('Ctrl+Enter outside every composer', () => {
  it('counts for all that is being written when the focus is nowhere', () => {
    expect(gestureOf(document.body, ctrlEnter())).toBeNull();
    open('a@example.com');
    open('b@example.com');
    expect(tell(gestureOf(document.body, ctrlEnter()))?.[2]).toEqual([
      'a@example.com',
      'b@example.com',
    ]);
  });

  it('asks in an editor that nothing else is known of, and not in a search field', () => {
    add('<div class="odd"><div contenteditable="true">Hello</div></div><input class="search">');
    expect(tell(gestureOf(the('.odd > div'), ctrlEnter()))?.[2]).toBe('no-recipient-field');
    expect(gestureOf(the('.search'), ctrlEnter())).toBeNull();
    add('<div><input name="subjectbox"></div>');
    expect(gestureOf(the('.search'), ctrlEnter())).not.toBeNull();
  });
});

describe('Send in a composer', () => {
  it('is also the one that archives, and never the chevron, blue as it is', () => {
    open('a@example.com');
    the('.hG').classList.add('T-I-atl');
    the('.dC').insertAdjacentHTML('afterend', '<div class="Uo" role="button">x</div>');
    expect(gestureOf(the('.Uo'), click())).not.toBeNull();
    expect(gestureOf(the('.hG'), click())).toBeNull();
  });

  it.each(['Send', 'Senden', '送信', 'إرسال', 'שליחה'])(
    'is known by "%s" alone, between marks of direction and with its shortcut',
    (word) => {
      open('a@example.com');
      the('.IZ').outerHTML =
        `<div><a class="zz" aria-label="\u202b${word}\u202c \u202a(Strg-E)\u202c">·</a></div>`;
      expect(gestureOf(the('.zz'), click())).not.toBeNull();
    },
  );

  it('is known by the shortcut in its label, in a language that nobody wrote down', () => {
    open('a@example.com');
    the('.IZ').outerHTML =
      '<div><p class="zz" aria-label="Siųsti \u202a(Ctrl-Enter)\u202c">·</p></div>';
    expect(gestureOf(the('.zz'), click())).not.toBeNull();
  });

  it('is what Ctrl+Enter goes on with, and not the one that archives too', () => {
    open('a@example.com');
    the('.dC').insertAdjacentHTML(
      'beforebegin',
      '<div><div class="Uo" role="button">x</div></div>',
    );
    const heard: string[] = [];
    for (const name of ['aoO', 'Uo'])
      the(`.${name}`).addEventListener('click', () => heard.push(name));
    gestureOf(the('[g_editable]'), ctrlEnter())!.replay();
    expect(heard).toEqual(['aoO']);
  });

  it('is not what stands in the text of the message', () => {
    open('a@example.com');
    the('[g_editable]').innerHTML =
      '<div class="IZ"><div class="Up"><div><div class="aoO" role="button">Send</div></div></div></div>';
    expect(gestureOf(the('[g_editable] .aoO'), click())).toBeNull();
    const heard: string[] = [];
    the('.dC .aoO').addEventListener('click', () => heard.push('real'));
    gestureOf(the('[g_editable]'), ctrlEnter())!.replay();
    expect(heard).toEqual(['real']);
  });
});
