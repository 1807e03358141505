import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/lib/tab.ts';
import { verdictOnServer } from '../api.ts';
import { people } from '../people.ts';
import { expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { body, pressInDialog, readDialog, seeBadge, send, write } from '../writing.ts';

const { objector, agreed, alsoAgreed, farAway } = people;
const nextCard = 'Alt+Shift+H';

export function overlay(world: World): void {
  describe('the dialog by keyboard alone', () => {
    it('reaches all that it offers, records a fact and keeps the message', async () => {
      await write(world.mail, { to: [farAway.email, objector.email] });
      await send(world.mail, 'Ctrl+Enter');
      await readDialog(world.mail);
      const all = await stops(world);
      for (const words of ['Why?', 'Say where they are', 'They agreed', 'Remove', 'Keep editing'])
        expect(all.join('\n')).toContain(words);
      await goTo(world, 'Say where they are');
      await world.mail.press('Enter');
      await goTo(world, 'select country');
      await world.mail.type('Fran');
      await goTo(world, 'Record');
      await world.mail.press('Enter');
      await world.mail.see('heed-dialog >>> .reason', { text: 'France' });
      await world.mail.press('Escape');
      await world.mail.gone('heed-dialog >>> dialog');
      expect((await world.mail.see('.Hd [g_editable]')).text).toContain(body);
      await expectNothingLeft(world);
    });
  });

  describe('the card', () => {
    it('comes by keyboard for who is in the way, and goes back to what was being written', async () => {
      await write(world.mail, { to: [agreed.email, objector.email] });
      await seeBadge(world.mail, 'blocked');
      await world.mail.press(nextCard);
      const { text } = await world.mail.see('heed-card >>> .card', { text: 'Their own objection' });
      expect(text).toContain(objector.email);
      expect(text).toContain('When they say so themselves');
      await world.mail.press('Escape');
      await world.mail.gone('heed-card >>> .card');
      await world.mail.type(' And more.');
      await world.mail.see('.Hd [g_editable]', { text: 'And more.' });
    });

    it('records a no that holds at once, and takes it back before the server hears of it', async () => {
      await write(world.mail, { to: [alsoAgreed.email] });
      await seeBadge(world.mail, 'allowed');
      await world.mail.press(nextCard);
      await goTo(world, 'They asked me to stop');
      await world.mail.press('Enter');
      await goTo(world, 'Record');
      await world.mail.press('Enter');
      await seeBadge(world.mail, 'blocked');
      expect(await verdictOnServer(world.server, alsoAgreed.email)).toBe('allow');
      await goTo(world, 'Undo');
      await world.mail.press('Enter');
      await seeBadge(world.mail, 'allowed');
      expect(await verdictOnServer(world.server, alsoAgreed.email)).toBe('allow');
    });

    it('is there for the mouse too', async () => {
      await write(world.mail, { to: [objector.email] });
      await seeBadge(world.mail, 'blocked');
      await world.mail.click('heed-badge >>> .badge');
      await world.mail.see('heed-card >>> .card', { text: objector.email });
      await world.mail.click('heed-card >>> .close');
      await world.mail.gone('heed-card >>> .card');
    });
  });

  it('keeps the draft from the dialog', async () => {
    await write(world.mail, { to: [objector.email] });
    await send(world.mail, 'the mouse');
    await readDialog(world.mail);
    await pressInDialog(world.mail, 'Save as draft');
    await world.mail.gone('heed-dialog >>> dialog');
    await world.mail.gone('.Hd [g_editable]');
    expect(world.practice.sent()).toEqual([]);
  });

  it('counts what was stopped today, and names nobody', async () => {
    await write(world.mail, { to: [objector.email] });
    await send(world.mail, 'the mouse');
    await readDialog(world.mail);
    const options = await world.options.evaluate(() => location.href, undefined);
    await world.options.goto(options.replace('options.html', 'popup.html'));
    const { text } = await world.options.see('.popup', { text: 'Stopped today' });
    expect(text).toMatch(/Stopped today\s*\d+ message/);
    expect(text).not.toContain(objector.email);
    await world.options.goto(options);
  });
}

/**
 * What the focus comes by on its way back to the first control. Not past it: the next stop may be the
 * browser's own, from which a Firefox without a window never comes back.
 */
async function stops(world: World): Promise<string[]> {
  const seen: string[] = [];
  while (seen.length < 40) {
    seen.push(await focused(world));
    if (await isAtFirst(world)) break;
    await world.mail.press('Shift+Tab');
  }
  return seen;
}

async function goTo(world: World, words: string): Promise<void> {
  await until(`go to ${words} by keyboard`, async () => {
    // A press may take a moment to move the focus: only one that stays where it is has arrived.
    const before = await focused(world);
    await new Promise((resolve) => setTimeout(resolve, 120));
    if ((await focused(world)) !== before) return undefined;
    if (before.startsWith(words)) return true;
    await world.mail.press('Tab');
    return undefined;
  });
}

function isAtFirst({ mail }: World): Promise<boolean> {
  return mail.evaluate(() => {
    const root = document.activeElement?.shadowRoot;
    const first = root?.querySelector('button, summary, select, input, textarea, a[href]');
    return first !== undefined && root?.activeElement === first;
  }, undefined);
}

/** The words of what has the focus inside the overlay; of a field, its kind and name. */
function focused({ mail }: World): Promise<string> {
  return mail.evaluate(() => {
    let active = document.activeElement;
    if (!active?.shadowRoot) return '';
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    const field = active instanceof HTMLSelectElement ? `select ${active.name}` : '';
    return field || (active?.textContent ?? '').trim();
  }, undefined);
}
