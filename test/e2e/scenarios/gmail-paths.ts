import { describe, expect, it } from 'vitest';
import type { Tab } from '../../../scripts/lib/tab.ts';
import { people } from '../people.ts';
import type { BrowserName } from '../../../scripts/lib/driver.ts';
import { shareOf } from '../matrix.ts';
import type { World } from '../world.ts';
import type { Gesture } from '../writing.ts';
import { readDialog, send } from '../writing.ts';
import type { Person } from './gmail-pages.ts';
import { answer, compose, expectSent, expectStopped, openPage, openThread } from './gmail-pages.ts';

const { objector, agreed, alsoAgreed } = people;

type Path = {
  readonly name: string;
  /** Up to the gesture that commits, and that gesture. */
  readonly go: (mail: Tab, who: Person) => Promise<void>;
};

const reply = (gesture: Gesture): Path => ({
  name: `a reply in its thread, by ${gesture}`,
  go: async (mail, who) => {
    await openThread(mail, who);
    await answer(mail, 1);
    await mail.type('Yes.');
    await (gesture === 'the mouse' ? mail.click('.ip .aoO') : send(mail, gesture));
  },
});

const paths: readonly Path[] = [
  ...(['the mouse', 'Ctrl+Enter', 'Enter on Send'] as const).map(reply),
  {
    name: 'Send and archive',
    go: async (mail, who) => {
      await openThread(mail, who);
      await answer(mail, 1);
      await mail.click('.ip .Uo');
    },
  },
  {
    name: 'a forward',
    go: async (mail, who) => {
      await openThread(mail, alsoAgreed);
      await answer(mail, 3);
      await mail.type(`${who.email},`);
      await mail.click('.ip .aoO');
    },
  },
  {
    name: 'a schedule by a preset',
    go: async (mail, who) => {
      await compose(mail, [who]);
      await mail.click('.hG');
      await mail.click('[selector=scheduledSend]');
      if (who !== objector) await mail.click('.Az');
    },
  },
  {
    name: 'a schedule by the keyboard alone',
    go: async (mail, who) => {
      await compose(mail, [who]);
      for (const key of ['Tab', 'Tab', 'Enter', 'Enter']) await mail.press(key);
      if (who === objector) return;
      await mail.see('.Az');
      await mail.press('Enter');
    },
  },
  {
    name: 'a schedule by date and time',
    go: async (mail, who) => {
      await compose(mail, [who]);
      await mail.click('.hG');
      await mail.click('[selector=scheduledSend]');
      if (who === objector) return;
      await mail.click('.AM');
      await mail.click('.p-picker td:nth-child(2) button');
      await mail.click('.p-picker > button:last-child');
    },
  },
  {
    name: 'a window of its own, by the mouse',
    go: async (mail, { name, email }) => {
      await openPage(mail, {
        view: 'cm',
        fs: '1',
        to: `${name} <${email}>`,
        su: 'Hi',
        body: 'Yes?',
      });
      await mail.click('.aoO');
    },
  },
  {
    name: 'a window of its own, by Ctrl+Enter',
    go: async (mail, { name, email }) => {
      await openPage(mail, {
        view: 'cm',
        fs: '1',
        to: `${name} <${email}>`,
        su: 'Hi',
        body: 'Yes?',
      });
      await mail.press('Control+Enter');
    },
  },
  {
    name: 'a message restored from minimised',
    go: async (mail, who) => {
      await compose(mail, [who]);
      await mail.click('.Hl');
      await mail.click('.Hl');
      await mail.click('.aoO');
    },
  },
  {
    name: 'confidential mode',
    go: async (mail, who) => {
      await compose(mail, [who]);
      await mail.click('.brq');
      await mail.click('.aoO');
    },
  },
  {
    name: 'a message without subject and text',
    go: async (mail, who) => {
      await mail.evaluate(() => {
        window.confirm = () => true;
      }, undefined);
      await mail.click('.p-compose');
      await mail.type(`${who.email},`);
      await mail.click('.aoO');
    },
  },
  {
    name: 'a mail merge',
    go: async (mail, who) => {
      await compose(mail, [who]);
      await mail.click('.p-merge');
      await mail.click('.aoO');
      if (who !== objector) await mail.click('.p-confirm button:last-child');
    },
  },
  {
    name: 'an emoji reaction',
    go: async (mail, who) => {
      await openThread(mail, who);
      await answer(mail, 4);
      await mail.click('.p-emoji button');
    },
  },
];

export function gmailPaths(world: World, browser: BrowserName): void {
  const mayGo = shareOf(paths, browser);
  describe.each(paths)('$name', (path) => {
    const { go } = path;
    it('is stopped when it goes to somebody who objected, and no request leaves', async () => {
      await go(world.mail, objector);
      await expectStopped(world, objector);
    });

    if (mayGo.includes(path))
      it('leaves exactly once when it goes to somebody who agreed', async () => {
        await go(world.mail, agreed);
        await expectSent(world, [agreed]);
      });
  });

  describe('several at once', () => {
    it('is told apart which of two messages is sent', async () => {
      await compose(world.mail, [objector]);
      await compose(world.mail, [agreed], '&second=1');
      // The newest stands to the left of the others.
      await world.mail.click('.nn:first-child .aoO');
      await expectSent(world, [agreed]);
      world.practice.clear();
      await world.mail.click('.nn:first-child .aoO');
      await expectStopped(world, objector);
    });

    it('stops a reply to all for the sake of one of them', async () => {
      await openThread(world.mail, agreed, objector);
      await answer(world.mail, 2);
      await world.mail.press('Control+Enter');
      await expectStopped(world, objector);
    });

    it('sends a reply to all of whom each agreed', async () => {
      await openThread(world.mail, agreed, alsoAgreed);
      await answer(world.mail, 2);
      await world.mail.press('Control+Enter');
      await expectSent(world, [agreed, alsoAgreed]);
    });

    it('asks about a group, whom nobody can look up', async () => {
      await compose(world.mail, [agreed]);
      await world.mail.click('.anm[name=to] input');
      await world.mail.type('Sales team,');
      await world.mail.click('.aoO');
      expect(await readDialog(world.mail)).toContain('Sales team');
      expect(world.practice.sent()).toEqual([]);
    });

    it('takes nobody for a recipient who is only suggested', async () => {
      await compose(world.mail, [agreed]);
      await world.mail.click('.anm[name=to] input');
      await world.mail.type('amel');
      await world.mail.see('.p-suggestion');
      await world.mail.press('Control+Enter');
      const words = await readDialog(world.mail);
      expect(words).toContain('amel');
      expect(words).not.toContain('amelia.hart@example.com');
    });
  });
}
