import { describe, expect, it, vi } from 'vitest';
import { GestureMemory } from '../../../extension/guard/gesture.ts';

const swallow = () => vi.fn<() => 'swallow'>(() => 'swallow');
const key = (type: string, code: string, repeat = false) =>
  new KeyboardEvent(type, { code, key: code, repeat });

describe('GestureMemory', () => {
  it('decides once for the whole gesture of a click', () => {
    const memory = new GestureMemory();
    const decide = swallow();
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
      expect(memory.handle(new MouseEvent(type), decide)).toBe('swallow');
    expect(decide).toHaveBeenCalledTimes(1);
  });

  it('decides anew for the next click', () => {
    const memory = new GestureMemory();
    memory.handle(new MouseEvent('pointerdown'), swallow());
    memory.handle(new MouseEvent('click'), swallow());
    expect(memory.handle(new MouseEvent('pointerdown'), () => 'pass')).toBe('pass');
  });

  it('decides for a click that no press came before', () => {
    const memory = new GestureMemory();
    expect(memory.handle(new MouseEvent('click'), swallow())).toBe('swallow');
    expect(memory.handle(new MouseEvent('click'), null)).toBe('pass');
  });

  it('keeps from the page the end of a stopped press that lands elsewhere', () => {
    const memory = new GestureMemory();
    memory.handle(new MouseEvent('pointerdown'), swallow());
    expect(memory.handle(new MouseEvent('mouseup'), null)).toBe('swallow');
    expect(memory.handle(new MouseEvent('pointerdown'), null)).toBe('pass');
  });

  it('goes on keeping Enter away when Ctrl is let go first', () => {
    const memory = new GestureMemory();
    memory.handle(key('keydown', 'Enter'), swallow());
    expect(memory.handle(key('keyup', 'ControlLeft'), null)).toBe('pass');
    expect(memory.handle(key('keydown', 'Enter', true), null)).toBe('swallow');
    expect(memory.handle(key('keyup', 'Enter'), null)).toBe('swallow');
    expect(memory.handle(key('keydown', 'Enter'), null)).toBe('pass');
  });

  it('lets the end of an Enter go that the page has had: it must not send a second time', () => {
    const memory = new GestureMemory();
    memory.handle(key('keydown', 'Enter'), () => 'pass');
    const decide = swallow();
    expect(memory.handle(key('keypress', 'Enter'), decide)).toBe('pass');
    expect(memory.handle(key('keyup', 'Enter'), decide)).toBe('pass');
    expect(decide).not.toHaveBeenCalled();
    expect(memory.handle(key('keydown', 'Enter'), decide)).toBe('swallow');
  });

  it('counts a Space as sent when it comes up, and once with the click that follows', () => {
    const memory = new GestureMemory();
    expect(memory.isSend(key('keydown', ' '))).toBe(false);
    expect(memory.isSend(key('keyup', ' '))).toBe(true);
    expect(memory.isSend(new MouseEvent('click'))).toBe(false);
  });

  it('says when the gesture has ended, and does not wait for one that never does', async () => {
    vi.useFakeTimers();
    const memory = new GestureMemory();
    memory.handle(key('keydown', 'Enter'), swallow());
    const ended = vi.fn<() => void>();
    void memory.ended().then(ended);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).not.toHaveBeenCalled();
    memory.handle(key('keyup', 'Enter'), null);
    await vi.advanceTimersByTimeAsync(1);
    expect(ended).toHaveBeenCalled();

    memory.handle(key('keydown', 'Enter'), swallow());
    const stuck = vi.fn<() => void>();
    void memory.ended().then(stuck);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(stuck).toHaveBeenCalled();
    vi.useRealTimers();
  });
});
