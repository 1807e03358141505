import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DialogChoice, DialogHandle } from '../../../extension/overlay/dialog.tsx';
import { openDialog } from '../../../extension/overlay/dialog.tsx';
import { button, buttons, inside, openRoots, press, settled } from './hands.ts';
import { carla, dana, input } from './people.ts';

let choices: DialogChoice[];
let handle: DialogHandle;
let root: ShadowRoot;

beforeEach(() => {
  openRoots();
  choices = [];
  handle = openDialog(input(dana, carla), (choice) => choices.push(choice));
  root = inside('heed-dialog');
});
afterEach(() => handle.close());

async function openForm(words: RegExp): Promise<HTMLFormElement> {
  press(button(root, words));
  await settled();
  return root.querySelector<HTMLFormElement>('form.record')!;
}

function day(form: HTMLFormElement): HTMLInputElement {
  return form.querySelector<HTMLInputElement>('[name=occurred-on]')!;
}

describe('recording what is known', () => {
  test('is offered by what would help, and a stop is offered for everybody', () => {
    const offered = buttons(root).filter((words) => /^(They|Say where)/.test(words));
    expect(offered.map((words) => words.split(':')[0])).toEqual([
      'Say where they are',
      'They agreed',
      'They are a customer',
      'They asked me to stop',
      'They asked me to stop',
    ]);
  });

  test('hands over where they are and in what capacity they are written to', async () => {
    const form = await openForm(/^Say where they are/);
    form.querySelector<HTMLSelectElement>('[name=country]')!.value = 'GB';
    form.querySelector<HTMLSelectElement>('[name=capacity]')!.value = 'employee';
    press(button(form, /^Record$/));
    expect(choices).toMatchObject([
      { kind: 'record', fact: { type: 'described', country: 'GB', capacity: 'employee' } },
    ]);
  });

  test('asks for the country, and begins with none', async () => {
    const form = await openForm(/^Say where they are/);
    const country = form.querySelector<HTMLSelectElement>('[name=country]')!;
    expect(country.value).toBe('');
    press(button(form, /^Record$/));
    await settled();
    expect(choices).toEqual([]);
    expect(form.querySelector('.error')!.textContent).toBe('Choose a country.');
    expect(root.activeElement).toBe(country);
  });

  test('hands over whether a customer was told that they would be written to', async () => {
    const form = await openForm(/^They are a customer/);
    form.querySelector<HTMLInputElement>('[name=told]')!.checked = true;
    press(button(form, /^Record$/));
    expect(choices).toMatchObject([
      { kind: 'record', fact: { type: 'relationship-recorded', told: true } },
    ]);
  });

  test('hands over who, what, how, when and the note', async () => {
    const form = await openForm(/^They agreed/);
    expect(root.activeElement).toBe(form.querySelector('select'));
    form.querySelector('select')!.value = 'spoken';
    day(form).value = '2026-05-03';
    form.querySelector<HTMLInputElement>('[name=note]')!.value = '  Call about the fair ';
    press(button(form, /^Record$/));
    expect(choices).toEqual([
      {
        kind: 'record',
        fact: {
          person: dana.id,
          type: 'given',
          method: 'spoken',
          occurredOn: '2026-05-03',
          note: 'Call about the fair',
        },
      },
    ]);
  });

  test('takes today when nothing else is said', async () => {
    const form = await openForm(/^They asked me to stop/);
    const now = new Date();
    press(button(form, /^Record$/));
    const [choice] = choices;
    expect(choice).toMatchObject({ kind: 'record', fact: { type: 'objected', method: 'reply' } });
    const given = choice?.kind === 'record' ? choice.fact.occurredOn : '';
    expect(new Date(`${given}T00:00:00`).toDateString()).toBe(now.toDateString());
  });

  test.each([
    ['a day to come', '2999-01-01', 'Choose today or an earlier day.'],
    ['no day', '', 'Give the day, month and year.'],
  ])('does not take %s', async (_, value, message) => {
    const form = await openForm(/^They are a customer/);
    day(form).value = value;
    press(button(form, /^Record$/));
    await settled();
    expect(choices).toEqual([]);
    expect(form.querySelector('.error')!.textContent).toBe(message);
    expect(root.activeElement).toBe(day(form));
  });

  test('keeps what was written when it could not be recorded, and goes when it was', async () => {
    const form = await openForm(/^They agreed/);
    form.querySelector<HTMLInputElement>('[name=note]')!.value = 'Call about the fair';
    press(button(form, /^Record$/));
    handle.showProblem('The day is too early.');
    await settled();
    expect(form.isConnected).toBe(true);
    expect(form.querySelector<HTMLInputElement>('[name=note]')!.value).toBe('Call about the fair');
    handle.update(input(dana, carla));
    await settled();
    expect(form.isConnected).toBe(true);
    press(button(form, /^Record$/));
    handle.update(input({ ...dana, verdict: 'allow', reasons: [] }, carla));
    await settled();
    expect(root.querySelector('form')).toBeNull();
    expect(root.querySelector('dialog')!.contains(root.activeElement)).toBe(true);
  });

  test('leaves a form alone when somebody else changes', async () => {
    const form = await openForm(/^They agreed/);
    handle.update(input(dana, { ...carla, verdict: 'warn' }));
    await settled();
    expect(form.isConnected).toBe(true);
  });

  test('goes back to where one was on Cancel', async () => {
    const form = await openForm(/^They agreed/);
    press(button(form, /^Cancel$/));
    await settled();
    expect(root.querySelector('form')).toBeNull();
    expect(root.activeElement!.textContent).toMatch(/^They agreed/);
    expect(choices).toEqual([]);
  });
});
