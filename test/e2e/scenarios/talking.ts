import { describe, expect, it } from 'vitest';
import { verdictOnServer } from '../api.ts';
import { people } from '../people.ts';
import { expectLeftOnce, expectNothingLeft } from '../world.ts';
import type { World } from '../world.ts';
import { body, pressInDialog, readDialog, send, subject, write } from '../writing.ts';

const { objector, agreed, stranger } = people;

export function talking(world: World): void {
  describe('the dialog', () => {
    it('says who, why, whose decision it is and on what ground', async () => {
      await write(world.mail, { to: [`${objector.name} <${objector.email}>`] });
      await send(world.mail, 'the mouse');
      const words = await readDialog(world.mail);
      expect(words).toContain(objector.name);
      expect(words).toContain('objected');
      expect(words).toContain('Nobody can override it');
      expect(words).toContain('GDPR Art. 21');
      expect(words).not.toContain('Send anyway');
    });

    it.each(['Keep editing', 'Escape'])('keeps the draft on %s', async (way) => {
      await write(world.mail, { to: [objector.email] });
      await send(world.mail, 'Ctrl+Enter');
      await readDialog(world.mail);
      await (way === 'Escape' ? world.mail.press('Escape') : pressInDialog(world.mail, way));
      await world.mail.gone('heed-dialog >>> dialog');
      expect((await world.mail.see('.Hd [g_editable]')).text).toContain(body);
      await world.mail.see(`[role=option][data-hovercard-id="${objector.email}"]`);
      expect(await valueOf(world, 'input[name=subjectbox]')).toBe(subject);
      await world.mail.type(' And more.');
      await world.mail.see('.Hd [g_editable]', { text: 'And more.' });
      await expectNothingLeft(world);
    });

    it('takes out the one who objected and sends to the other alone', async () => {
      await write(world.mail, { to: [objector.email, agreed.email] });
      await send(world.mail, 'the mouse');
      await pressInDialog(world.mail, 'and send to the other');
      const mail = await expectLeftOnce(world);
      expect(mail).toMatchObject({ to: [agreed.email], cc: [], bcc: [], subject, body });
    });

    it('takes out an address that was only typed, and sends to the other alone', async () => {
      await write(world.mail, { to: [agreed.email], typed: objector.email });
      await send(world.mail, 'Ctrl+Enter');
      await pressInDialog(world.mail, 'and send to the other');
      expect((await expectLeftOnce(world)).to).toEqual([agreed.email]);
    });

    it('takes out the only recipient and sends nothing', async () => {
      await write(world.mail, { to: [objector.email] });
      await send(world.mail, 'the mouse');
      await pressInDialog(world.mail, `Remove ${objector.email}`);
      await world.mail.gone('heed-dialog >>> dialog');
      expect(await world.mail.has('[role=option][data-hovercard-id]')).toBe(false);
      await expectNothingLeft(world);
    });

    it('can be worked by the keyboard alone', async () => {
      await write(world.mail, { to: [objector.email, agreed.email] });
      await send(world.mail, 'Enter on Send');
      await readDialog(world.mail);
      // Backwards: after the last button Firefox goes on to its own toolbar, as it should.
      for (let presses = 0; presses < 8; presses += 1) {
        if ((await focusedInOverlay(world)).includes('and send to the other')) break;
        await world.mail.press('Shift+Tab');
      }
      expect(await focusedInOverlay(world)).toContain('and send to the other');
      await world.mail.press('Enter');
      expect((await expectLeftOnce(world)).to).toEqual([agreed.email]);
    });

    it('records that a stranger agreed, tells the server, and then lets the message go', async () => {
      await write(world.mail, { to: [stranger.email] });
      await send(world.mail, 'the mouse');
      expect(await readDialog(world.mail)).toContain('Nothing on record');
      await pressInDialog(world.mail, 'They agreed');
      await pressInDialog(world.mail, 'Record');
      await world.mail.gone('heed-dialog >>> dialog');
      await expectNothingLeft(world);
      expect(await verdictOnServer(world.server, stranger.email)).toBe('allow');
      await send(world.mail, 'the mouse');
      expect((await expectLeftOnce(world)).to).toEqual([stranger.email]);
    });
  });
}

function valueOf({ mail }: World, selector: string): Promise<string | undefined> {
  return mail.evaluate((where) => document.querySelector<HTMLInputElement>(where)?.value, selector);
}

/** The words of what has the focus inside the overlay. */
function focusedInOverlay({ mail }: World): Promise<string> {
  return mail.evaluate(() => {
    let active = document.activeElement;
    if (!active?.shadowRoot) return '';
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active?.textContent ?? '';
  }, undefined);
}
