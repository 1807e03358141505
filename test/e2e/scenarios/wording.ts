import { describe, expect, it } from 'vitest';
import { until } from '../../../scripts/lib/tab.ts';
import { people } from '../people.ts';
import { expectLeftOnce, expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { pressInDialog, readDialog, send } from '../writing.ts';
import { audit } from './access.ts';

const sentence = 'As a Muslim, you will like our food.';
const card = 'heed-wording-card >>> .card';
const button = 'heed-wording-card >>> button';

export function wording(world: World): void {
  describe('the wording of a message', () => {
    it('is underlined while it is written, without a change to the composer', async () => {
      await writeTo(world, sentence);
      await world.mail.see('heed-wording >>> .wording-chip', { text: '1 wording' });
      expect(await underlined(world)).toEqual(['As a Muslim']);
      expect(await markup(world)).not.toMatch(/heed|span|mark/i);
    });

    it('is explained by a card, which the keyboard reaches', async () => {
      await writeTo(world, sentence);
      await world.mail.see('heed-wording >>> .wording-chip');
      await world.mail.press('Alt+Shift+W');
      const { text } = await world.mail.see(card, { text: 'You will like our food.' });
      expect(text).toContain('As a Muslim');
      expect(text).toContain('religion');
      expect(await audit(world.mail, ['heed-wording-card', '.card'])).toEqual([]);
      await world.mail.press('Escape');
      await world.mail.gone(card);
      await world.mail.type(' More.');
      expect(await markup(world)).toContain('More.');
    });

    it('is changed by a press, as if it were typed, and Ctrl+Z takes that back', async () => {
      await writeTo(world, sentence);
      await world.mail.see('heed-wording >>> .wording-chip');
      await world.mail.click('heed-wording >>> .wording-chip');
      await world.mail.click(button, { text: 'Use this' });
      await world.mail.gone('heed-wording >>> .wording-chip');
      expect(await bodyText(world)).toBe('You will like our food.');
      await world.mail.press('Control+z');
      await until('have it back', async () => (await bodyText(world)) === sentence || undefined);
      await world.mail.see('heed-wording >>> .wording-chip');
      await world.mail.press('Alt+Shift+W');
      await world.mail.click(button, { text: 'Use this' });
      await send(world.mail, 'Ctrl+Enter');
      expect((await expectLeftOnce(world)).body).toBe('You will like our food.');
    });

    it('stops the send where it was not looked at, and says why', async () => {
      await writeTo(world, sentence);
      await send(world.mail, 'Ctrl+Enter');
      expect(await readDialog(world.mail)).toContain('The message touches on religion or belief');
      await expectNothingLeft(world);
      await pressInDialog(world.mail, 'Keep editing');
    });

    it('lets it go for a reason, for this text', async () => {
      await writeTo(world, sentence);
      await world.mail.see('heed-wording >>> .wording-chip');
      await world.mail.press('Alt+Shift+W');
      await world.mail.click(button, { text: 'They told us so' });
      await world.mail.gone('heed-wording >>> .wording-chip');
      await world.mail.click('.Hd [g_editable]');
      await send(world.mail, 'Ctrl+Enter');
      expect((await expectLeftOnce(world)).body).toBe(sentence);
    });

    it('stays quiet on a topic', async () => {
      await writeTo(world, 'We make lamps for Muslim museums.');
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(await world.mail.has('heed-wording >>> .wording-chip')).toBe(false);
      await send(world.mail, 'the mouse');
      await expectLeftOnce(world);
    });
  });
}

async function writeTo({ mail }: World, body: string): Promise<void> {
  await mail.click('.p-compose');
  await mail.type(`${people.agreed.email},`);
  // Past To, Cc and Bcc.
  for (let field = 0; field < 3; field++) await mail.press('Tab');
  await mail.type('Our new range');
  await mail.press('Tab');
  await mail.type(body);
}

function underlined({ mail }: World): Promise<string[]> {
  return mail.evaluate(() => {
    const ranges = CSS.highlights.get('heed-wording') ?? [];
    return [...ranges].map((range) => (range as Range).toString());
  }, undefined);
}

function markup({ mail }: World): Promise<string> {
  return mail.evaluate(
    () => document.querySelector('.Hd [g_editable]')?.innerHTML ?? '',
    undefined,
  );
}

function bodyText({ mail }: World): Promise<string> {
  return mail.evaluate(
    () => document.querySelector<HTMLElement>('.Hd [g_editable]')?.innerText.trim() ?? '',
    undefined,
  );
}
