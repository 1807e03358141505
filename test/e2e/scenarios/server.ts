import { describe, expect, it } from 'vitest';
import { recordOnServer } from '../api.ts';
import { people } from '../people.ts';
import { expectLeftOnce, expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { readDialog, seeBadge, send, write } from '../writing.ts';

const { objector, agreed, changesMind } = people;

/** The last scenario takes the server down for good, so these come last. */
export function withTheServer(world: World): void {
  describe('what the server knows', () => {
    it('reaches the guard within one sync, also in a message that is already open', async () => {
      await write(world.mail, { to: [changesMind.email] });
      await seeBadge(world.mail, 'allowed');
      await recordOnServer(
        world.server,
        [{ type: 'withdrawn', channel: 'email' }],
        [changesMind.email],
      );
      await world.options.toFront();
      await world.options.click('button', { text: 'Sync now' });
      await world.options.see('.done', { text: 'Up to date' });
      await world.mail.toFront();
      await seeBadge(world.mail, 'blocked');
      await send(world.mail, 'the mouse');
      expect(await readDialog(world.mail)).toContain('withdrew');
      await expectNothingLeft(world);
    });

    it('still holds when the server is down', async () => {
      await world.server.stop();
      await write(world.mail, { to: [objector.email] });
      await send(world.mail, 'the mouse');
      expect(await readDialog(world.mail)).toContain(objector.email);
      await expectNothingLeft(world);
    });

    it('lets a message to somebody who agreed go when the server is down', async () => {
      await write(world.mail, { to: [agreed.email] });
      await send(world.mail, 'Ctrl+Enter');
      expect((await expectLeftOnce(world)).to).toEqual([agreed.email]);
    });
  });
}
