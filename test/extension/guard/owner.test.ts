import { afterEach, describe, expect, it, vi } from 'vitest';
import { claimPage } from '../../../extension/guard/owner.ts';

const lives: AbortController[] = [];
const page = document.documentElement;

afterEach(() => {
  for (const life of lives.splice(0)) life.abort();
  page.removeAttribute('data-heed-owner');
});

/** A script of a build in the page, and what has become of it. */
function script(build: string, run: string) {
  const life = new AbortController();
  lives.push(life);
  const onOwned = vi.fn<() => void>();
  const onReplaced = vi.fn<() => void>(() => life.abort());
  const { giveUp } = claimPage({ me: { build, run }, onOwned, onReplaced, signal: life.signal });
  return { onOwned, onReplaced, giveUp };
}
const noticed = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a page', () => {
  it('belongs to the first script that comes', () => {
    expect(script('heed', '1').onOwned).toHaveBeenCalledTimes(1);
    expect(page.getAttribute('data-heed-owner')).toBe('heed 1');
  });

  it('is taken over by the same build after an update, and the old script stops', async () => {
    const old = script('heed', '1');
    const newer = script('heed', '2');
    await noticed();
    expect(newer.onOwned).toHaveBeenCalledTimes(1);
    expect(old.onReplaced).toHaveBeenCalledTimes(1);
    expect(newer.onReplaced).not.toHaveBeenCalled();
  });

  it('stays with its owner when another build comes, which stands back', async () => {
    const first = script('heed', '1');
    const other = script('heed-beta', '1');
    await noticed();
    expect(other.onOwned).not.toHaveBeenCalled();
    expect(first.onReplaced).not.toHaveBeenCalled();
  });

  it('goes to the build that stood back, when its owner is left behind by an update', async () => {
    const first = script('heed', '1');
    const other = script('heed-beta', '1');
    first.giveUp();
    await noticed();
    expect(other.onOwned).toHaveBeenCalledTimes(1);
    await noticed();
    expect(first.onReplaced).toHaveBeenCalledTimes(1);
  });

  it('stays with a script that was left behind while nobody else comes', async () => {
    const orphan = script('heed', '1');
    orphan.giveUp();
    await noticed();
    expect(orphan.onReplaced).not.toHaveBeenCalled();
  });

  it('is not lost when it takes the mark away', async () => {
    const owner = script('heed', '1');
    page.removeAttribute('data-heed-owner');
    await noticed();
    expect(page.getAttribute('data-heed-owner')).toBe('heed 1');
    expect(owner.onReplaced).not.toHaveBeenCalled();
  });

  it('goes to whoever comes when the mark is that of a script that no longer answers', () => {
    page.setAttribute('data-heed-owner', 'heed-beta 7');
    expect(script('heed', '1').onOwned).toHaveBeenCalledTimes(1);
  });
});
