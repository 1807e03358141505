import { describe, it } from 'vitest';
import { people } from '../people.ts';
import type { BrowserName } from '../../../scripts/lib/driver.ts';
import { shareOf } from '../matrix.ts';
import type { World } from '../world.ts';
import { seeBadge, send } from '../writing.ts';
import { answer, compose, expectSent, expectStopped, openPage, openThread } from './gmail-pages.ts';

const { objector, agreed, alsoAgreed } = people;

const pages = [
  ...['classic-2020', 'chips-2021', 'deeper-2025', 'buttons-2026'].map((generation) => ({
    generation,
    lang: 'en',
  })),
  ...['de', 'ja', 'ar', 'he'].map((lang) => ({ generation: 'buttons-2026', lang })),
  { generation: 'classic-2020', lang: 'ar' },
];

/** Each generation of the page, and the newest in other languages, some of them from right to left. */
export function gmailGenerations(world: World, browser: BrowserName): void {
  describe.each(shareOf(pages, browser))('the page of $generation in $lang', (page) => {
    it('stops a new message by each gesture, and lets one go by the mouse', async () => {
      await openPage(world.mail, page);
      await compose(world.mail, [agreed, objector]);
      await seeBadge(world.mail, 'blocked');
      for (const gesture of ['the mouse', 'Ctrl+Enter', 'Enter on Send'] as const) {
        if (gesture !== 'the mouse') await world.mail.click('.Hd [g_editable]');
        await send(world.mail, gesture);
        await expectStopped(world, objector);
        await world.mail.press('Escape');
        await world.mail.gone('heed-dialog >>> dialog');
      }
      await openPage(world.mail, page);
      await compose(world.mail, [agreed, alsoAgreed]);
      await world.mail.click('.aoO');
      await expectSent(world, [agreed, alsoAgreed]);
    });

    it('stops a reply whose recipients are folded up, and lets one go', async () => {
      await openPage(world.mail, page);
      await openThread(world.mail, objector);
      await answer(world.mail, 1);
      await world.mail.click('.ip .aoO');
      await expectStopped(world, objector);
      await openPage(world.mail, page);
      await openThread(world.mail, agreed);
      await answer(world.mail, 1);
      await world.mail.press('Control+Enter');
      await expectSent(world, [agreed]);
    });

    it('stops a schedule when it is opened, and lets one go by a preset', async () => {
      await openPage(world.mail, page);
      await compose(world.mail, [objector]);
      await world.mail.click('.hG');
      await world.mail.click('[selector=scheduledSend]');
      await expectStopped(world, objector);
      await openPage(world.mail, page);
      await compose(world.mail, [agreed]);
      await world.mail.click('.hG');
      await world.mail.click('[selector=scheduledSend]');
      await world.mail.click('.Az');
      await expectSent(world, [agreed]);
    });
  });
}
