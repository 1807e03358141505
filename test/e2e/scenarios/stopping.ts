import { describe, expect, it } from 'vitest';
import { people } from '../people.ts';
import { expectLeftOnce, expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { body, gestures, readDialog, seeBadge, send, subject, write } from '../writing.ts';

const { objector, agreed, alsoAgreed } = people;

export function stopping(world: World): void {
  describe('a message to somebody who objected', () => {
    it.each(gestures)('is stopped when sent by %s, and no request leaves', async (gesture) => {
      await write(world.mail, { to: [objector.email] });
      await send(world.mail, gesture);
      expect(await readDialog(world.mail)).toContain(objector.email);
      await expectNothingLeft(world);
    });

    it('is stopped with its status shown beforehand', async () => {
      await write(world.mail, { to: [objector.email] });
      await seeBadge(world.mail, 'blocked');
      await send(world.mail, 'the mouse');
      await readDialog(world.mail);
      await expectNothingLeft(world);
    });

    it.each(['cc', 'bcc'] as const)('is stopped when they are in %s', async (field) => {
      await write(world.mail, { to: [agreed.email], [field]: [objector.email] });
      await send(world.mail, 'Ctrl+Enter');
      expect(await readDialog(world.mail)).toContain(objector.email);
      await expectNothingLeft(world);
    });

    it.each(['the mouse', 'Ctrl+Enter'] as const)(
      'is stopped when their address is typed and not yet a chip, by %s',
      async (gesture) => {
        await write(world.mail, { typed: objector.email });
        await send(world.mail, gesture);
        expect(await readDialog(world.mail)).toContain(objector.email);
        await expectNothingLeft(world);
      },
    );

    it('is stopped when written on full screen', async () => {
      await world.mail.click('.p-compose');
      await world.mail.click('.Hq');
      await world.mail.fill('.anm[name=to] input', `${objector.email},`);
      await send(world.mail, 'the mouse');
      await readDialog(world.mail);
      await expectNothingLeft(world);
    });
  });

  describe('a message to people who agreed', () => {
    it.each(gestures)('leaves exactly once when sent by %s', async (gesture) => {
      await write(world.mail, { to: [agreed.email, alsoAgreed.email] });
      await send(world.mail, gesture);
      const mail = await expectLeftOnce(world);
      expect(mail).toMatchObject({ to: [agreed.email, alsoAgreed.email], cc: [], subject, body });
      expect(await world.mail.has('heed-dialog >>> dialog')).toBe(false);
    });
  });
}
