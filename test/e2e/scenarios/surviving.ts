import { describe, expect, it } from 'vitest';
import { tabOf, until } from '../../../scripts/lib/tab.ts';
import { recordOnServer } from '../api.ts';
import { people } from '../people.ts';
import { address, expectLeftOnce, expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { readDialog, seeBadge, send, write } from '../writing.ts';

const { objector, agreed, unheardOf } = people;

/** What a browser does to pages and extensions while nobody looks. */
export function surviving(world: World): void {
  describe('when the browser has stopped its background, the guard', () => {
    it('stops a message to somebody who objected, that was begun before', async () => {
      await write(world.mail, { to: [objector.email] });
      await seeBadge(world.mail, 'blocked');
      await world.browser.stopBackground();
      await send(world.mail, 'the mouse');
      expect(await readDialog(world.mail)).toContain(objector.email);
      await expectNothingLeft(world);
    });

    it('stops one that is begun only then', async () => {
      await world.browser.stopBackground();
      await write(world.mail, { to: [objector.email] });
      await send(world.mail, 'Ctrl+Enter');
      expect(await readDialog(world.mail)).toContain(objector.email);
      await expectNothingLeft(world);
    });

    it('lets one to somebody who agreed go exactly once', async () => {
      await write(world.mail, { to: [agreed.email] });
      await seeBadge(world.mail, 'allowed');
      await world.browser.stopBackground();
      await send(world.mail, 'the mouse');
      expect((await expectLeftOnce(world)).to).toEqual([agreed.email]);
    });

    it('lets one that is begun only then go exactly once', async () => {
      await world.browser.stopBackground();
      await write(world.mail, { to: [agreed.email] });
      await send(world.mail, 'Ctrl+Enter');
      expect((await expectLeftOnce(world)).to).toEqual([agreed.email]);
    });

    it('asks about somebody whom nothing is known of, and lets nobody wait for ever', async () => {
      await write(world.mail, { to: [unheardOf.email] });
      await seeBadge(world.mail, 'unknown');
      await world.browser.stopBackground();
      await send(world.mail, 'the mouse');
      expect(await readDialog(world.mail)).toContain(unheardOf.email);
      await expectNothingLeft(world);
    });
  });

  describe('when a page comes back from the back/forward cache, the guard', () => {
    it('still stops a message to somebody who objected', async () => {
      await inOwnTab(world, async (own) => {
        await write(own.mail, { to: [objector.email] });
        await seeBadge(own.mail, 'blocked');
        await leave(own);
        await comeBack(own);
        await send(own.mail, 'the mouse');
        expect(await readDialog(own.mail)).toContain(objector.email);
        await expectNothingLeft(own);
      });
    });

    it('lets one to somebody who agreed go exactly once', async () => {
      await inOwnTab(world, async (own) => {
        await write(own.mail, { to: [agreed.email] });
        await leave(own);
        await comeBack(own);
        await send(own.mail, 'the mouse');
        expect((await expectLeftOnce(own)).to).toEqual([agreed.email]);
      });
    });

    it('stops one to somebody who has said no meanwhile', async () => {
      await recordOnServer(world.server, [{ type: 'given', channel: 'email' }], [meanwhile]);
      await sync(world);
      await inOwnTab(world, async (own) => {
        await write(own.mail, { to: [meanwhile] });
        await seeBadge(own.mail, 'allowed');
        await leave(own);
        await recordOnServer(own.server, [{ type: 'withdrawn', channel: 'email' }], [meanwhile]);
        await sync(own);
        await comeBack(own);
        await send(own.mail, 'the mouse');
        expect(await readDialog(own.mail)).toContain('withdrew');
        await expectNothingLeft(own);
      });
    });
  });
}

/** The drivers do not follow a tab any further once a page of its past has come back in it. */
async function inOwnTab(world: World, work: (own: World) => Promise<void>): Promise<void> {
  const mail = tabOf(await world.browser.open(address));
  try {
    await mail.toFront();
    await work({ ...world, mail });
  } finally {
    await mail.close();
  }
}

const meanwhile = 'mia.lang@gerne.example';

async function leave({ mail, practice }: World): Promise<void> {
  await mail.run(`addEventListener('pageshow', ({ persisted }) => (window.isBack = persisted))`);
  await mail.goto(practice.url);
}

/** A page that was loaded anew would know nothing of having been left. */
async function comeBack({ mail }: World): Promise<void> {
  await mail.run('setTimeout(() => history.back())');
  await until('have the very page back', async () => {
    const isBack = await mail
      .evaluate(() => 'isBack' in window && window.isBack, undefined)
      .catch(() => false);
    return isBack === true ? true : undefined;
  });
}

async function sync({ options, mail }: World): Promise<void> {
  await options.toFront();
  await options.click('button', { text: 'Sync now' });
  await options.see('.done', { text: 'Up to date' });
  await mail.toFront();
}
