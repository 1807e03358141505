import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type {
  DialogChoice,
  DialogHandle,
  DialogInput,
} from '../../../extension/overlay/dialog.tsx';
import { openDialog } from '../../../extension/overlay/dialog.tsx';
import { speak } from '../../../extension/ui/say.ts';
import { button, buttons, byHand, inside, openRoots, press, settled } from './hands.ts';
import { amelia, carla, dana, input, person, reason } from './people.ts';

let choices: DialogChoice[];
let handle: DialogHandle;

function open(what: DialogInput): ShadowRoot {
  handle = openDialog(what, (choice) => choices.push(choice));
  return inside('heed-dialog');
}

beforeEach(() => {
  openRoots();
  choices = [];
});
afterEach(() => handle.close());

describe('what it says', () => {
  test('names who was stopped, why, on whose decision and by which rule', () => {
    const root = open(input(amelia));
    expect(root.querySelector('h1')!.textContent).toBe('Not sent: Amelia Hart objected');
    const row = root.querySelector('li')!.textContent;
    expect(row).toContain('amelia@example.com');
    expect(row).toContain('They objected to direct marketing by e-mail on 2026-05-03.');
    expect(row).toContain('Their own decision. Nobody can override it');
    expect(root.querySelector('details')!.textContent).toContain('GDPR Art. 21(2)-(3)');
  });

  test('says how sure it is of a rule that was not checked', () => {
    const root = open(input(dana));
    expect(root.querySelector('details')!.textContent).toContain(
      'This rule was not checked against a source.',
    );
  });

  test('has a name, a description, and the focus on keeping the message', async () => {
    const root = open(input(amelia, carla));
    await settled();
    const dialog = root.querySelector('dialog')!;
    expect(dialog.getAttribute('role')).toBe('alertdialog');
    for (const by of ['aria-labelledby', 'aria-describedby']) {
      expect(root.getElementById(dialog.getAttribute(by)!)!.textContent).not.toBe('');
    }
    expect(root.activeElement!.textContent).toBe('Keep editing');
  });

  test('says in which language it speaks', () => {
    speak({ language: 'de', own: { 'dialog.keep-editing': 'Weiter bearbeiten' } });
    const root = open(input(amelia));
    speak({ language: 'en' });
    expect(root.querySelector('dialog')!.lang).toBe('de');
    expect(buttons(root)).toContain('Weiter bearbeiten');
  });

  test('shows text as text, whatever it contains', () => {
    const root = open(
      input(person('<img src=x onerror=alert(1)>', [reason({ params: { since: '<b>x</b>' } })])),
    );
    expect(root.querySelector('img, b')).toBeNull();
    expect(root.querySelector('.person-name')!.textContent).toContain(
      '<img src=x onerror=alert(1)>',
    );
  });

  test('takes out of a name what could turn it into another one', () => {
    const root = open(input(person('Amelia\u202Emoc.elpmaxe\u0000 Hart', [reason()])));
    expect(root.querySelector('.person-name')!.textContent).toBe('Amelia moc.elpmaxe Hart');
  });
});

describe('what it does', () => {
  test('removes the stopped and sends to the others', () => {
    const root = open(input(amelia, carla));
    press(button(root, /^Remove Amelia Hart and send to the other$/));
    expect(choices).toEqual([{ kind: 'remove-and-send', people: [amelia.id] }]);
  });

  test('only removes when nobody would be left', () => {
    const root = open(input(amelia));
    press(button(root, /^Remove Amelia Hart$/));
    expect(choices).toEqual([{ kind: 'remove', people: [amelia.id] }]);
  });

  test('asks for hand work where it cannot remove somebody', () => {
    const root = open(input({ ...amelia, removable: false }, carla));
    expect(buttons(root).filter((words) => words.startsWith('Remove'))).toEqual([]);
    expect(root.textContent).toContain('do it by hand');
  });

  test('asks for none where it goes to one person alone', () => {
    const root = open(input({ ...amelia, removable: false }));
    expect(buttons(root).filter((words) => words.startsWith('Remove'))).toEqual([]);
    expect(root.textContent).not.toContain('do it by hand');
  });

  test('takes one choice at a time, until the guard has answered', () => {
    const root = open(input(amelia, carla));
    press(button(root, /^Remove/));
    press(button(root, /^Remove/));
    expect(choices).toHaveLength(1);
    handle.showProblem('The chip would not go.');
    expect(root.querySelector('[role=alert]')!.textContent).toBe('The chip would not go.');
    press(button(root, /^Remove/));
    expect(choices).toHaveLength(2);
  });

  test('keeps the message on Escape, and gives the focus back', async () => {
    const field = document.createElement('textarea');
    document.body.append(field);
    field.focus();
    const root = open(input(amelia));
    await settled();
    root.querySelector('dialog')!.dispatchEvent(byHand(new Event('cancel', { cancelable: true })));
    expect(choices).toEqual([{ kind: 'keep-editing' }]);
    expect(document.querySelector('heed-dialog')).toBeNull();
    expect(document.activeElement).toBe(field);
  });

  test('shows how people stand after an update, and says so to a screen reader', async () => {
    const root = open(input(amelia, dana));
    handle.update(input(amelia, { ...dana, verdict: 'allow', reasons: [] }));
    await settled();
    expect(root.querySelector('h1')!.textContent).toBe('Not sent: Amelia Hart objected');
    expect(root.querySelector('[role=status]')!.textContent).toBe('Not sent: Amelia Hart objected');
  });

  test('keeps the draft only where the page can', async () => {
    const root = open(input(amelia));
    expect(buttons(root)).not.toContain('Save as draft');
    handle.update({ ...input(amelia), canSaveDraft: true });
    press(button(root, /^Save as draft$/));
    expect(choices).toEqual([{ kind: 'save-draft' }]);
  });

  test('says which other channels are open, and who may make an exception', () => {
    const root = open(
      input({ ...dana, otherChannels: ['post', 'linkedin'], exceptionBy: ['dpo', 'admin'] }),
    );
    const row = root.querySelector('li')!.textContent;
    expect(row).toContain('May be reached by: post, LinkedIn.');
    expect(row).toContain(
      'Only these may make an exception: Data protection officer, Administrator.',
    );
  });

  test('gives a message that asks for permission, to be copied, in their language', async () => {
    const asking = async () => ({ text: 'Darf ich Ihnen schreiben?', language: 'de' });
    const root = open(input({ ...dana, asking }));
    const copied: string[] = [];
    vi.stubGlobal('navigator', {
      clipboard: { writeText: async (text: string) => void copied.push(text) },
    });
    press(button(root, /^Ask for permission$/));
    await settled();
    const area = root.querySelector('textarea')!;
    expect(area.value).toBe('Darf ich Ihnen schreiben?');
    expect(area.lang).toBe('de');
    press(button(root, /^Copy$/));
    await settled();
    expect(copied).toEqual(['Darf ich Ihnen schreiben?']);
    expect(root.textContent).toContain('Copied.');
    vi.unstubAllGlobals();
  });

  test('gives a request for an exception, with what stands against the message', async () => {
    const root = open(input({ ...dana, exceptionBy: ['dpo'] }));
    press(button(root, /^Ask for an exception$/));
    await settled();
    const { value, lang } = root.querySelector('textarea')!;
    expect(lang).toMatch(/^en/);
    expect(value).toContain(`I would like to write to ${dana.label}.`);
    const stops = dana.reasons.filter(({ verdict }) => verdict === 'block');
    expect(stops.length).toBeGreaterThan(0);
    for (const { message, citation } of stops)
      expect(value).toContain(`- ${message} (${citation.text})`);
  });

  test('says that it could not check, and offers to send only where that is allowed', () => {
    const trouble = { title: 'Not sent: Heed could not check', text: 'Reload the page.' };
    const root = open({ ...input(), trouble });
    expect(root.querySelector('h1')!.textContent).toBe(trouble.title);
    expect(buttons(root)).toEqual(['Keep editing']);
    handle.update({ ...input(), trouble: { ...trouble, sendAnyway: true } });
    expect(buttons(root)).toEqual(['Keep editing', 'Send anyway…']);
  });
});
