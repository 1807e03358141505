import { describe, expect, it, vi } from 'vitest';
import { composeHtml } from '../sites/compose-page.ts';
import { addChip, click, ctrlEnter, guardOn, press, sendButton, settled } from './guarded-page.ts';

const to = (...people: string[]): string => composeHtml({ to: people });

describe('the guard', () => {
  it('keeps from the page a send to somebody who said no, and lets one to somebody who said yes', async () => {
    const bad = await guardOn(to('no@example.com'));
    click(sendButton());
    expect(bad.heard).toEqual([]);
    const good = await guardOn(to('yes@example.com'));
    click(sendButton());
    expect(good.heard).toEqual(['click']);
  });

  it('keeps back what it could not judge, and says that it could not', async () => {
    const { heard, stopped, knowledge } = await guardOn(to('no@example.com'));
    vi.spyOn(knowledge, 'about').mockImplementation(() => {
      throw new TypeError('anything');
    });
    click(sendButton());
    await settled();
    expect(heard).toEqual([]);
    expect(stopped[0]?.judgement).toEqual({ kind: 'no-answer' });
  });

  it('judges whoever is put in between pressing and releasing', async () => {
    const { heard } = await guardOn(to('yes@example.com'));
    press(sendButton());
    addChip('no@example.com');
    click(sendButton());
    expect(heard).toEqual([]);
  });

  it('judges a click that comes after a press that was broken off', async () => {
    const { heard } = await guardOn(to('yes@example.com'));
    press(sendButton());
    window.dispatchEvent(new Event('pointercancel'));
    addChip('no@example.com');
    click(sendButton());
    expect(heard).toEqual([]);
  });

  it('judges a held Ctrl+Enter again in the composer that it moves to', async () => {
    const { heard } = await guardOn(to('yes@example.com') + to('no@example.com'));
    const [first, second] = document.querySelectorAll('[g_editable]');
    ctrlEnter(first!);
    ctrlEnter(second!, true);
    expect(heard).toEqual(['keydown']);
  });

  it('judges whoever is put in while the background was asked', async () => {
    const { heard, stopped } = await guardOn(to('yes@example.com'), ['no@example.com']);
    press(sendButton());
    await settled();
    addChip('no@example.com');
    click(sendButton());
    await settled();
    expect(heard).toEqual([]);
    expect(stopped[0]?.judgement.kind).toBe('stop');
  });

  it('sends what it held once it knows that it may', async () => {
    const { heard } = await guardOn(to('yes@example.com'), ['no@example.com']);
    click(sendButton());
    expect(heard).toEqual([]);
    await settled();
    expect(heard).toEqual(['click']);
  });

  it('does not send what was let go for other people than are there now', async () => {
    const { heard, stopped } = await guardOn(to('no@example.com'));
    click(sendButton());
    await settled();
    stopped[0]!.send();
    expect(heard).toEqual([]);
    stopped[0]!.send(() => true);
    expect(heard).toEqual(['click']);
  });

  it('presses the Send that was pressed, though one element holds two composers', async () => {
    const both = to('no@example.com') + to('yes@example.com', 'new@example.com');
    const { stopped } = await guardOn(`<div role="dialog">${both}</div>`);
    const pressed: number[] = [];
    for (const index of [0, 1])
      sendButton(index).addEventListener('click', () => pressed.push(index));
    click(sendButton(1));
    await settled();
    stopped[0]!.send(() => true);
    expect(pressed).toEqual([1]);
  });
});
