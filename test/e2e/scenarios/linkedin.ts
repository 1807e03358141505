import { describe, expect, it } from 'vitest';
import type { BrowserName } from '../../../scripts/lib/driver.ts';
import {
  dialogWords,
  expectLeftOnce,
  expectNothingLeft,
  idOf,
  members,
  salesIdOf,
  visit,
} from '../linkedin-world.ts';
import type { Network } from '../linkedin-world.ts';
import { shareOf } from '../matrix.ts';
import { ways } from './linkedin-ways.ts';

const sendIn = async ({ tab }: Network): Promise<void> => {
  await tab.click('.msg-form__contenteditable');
  await tab.type('Shall we talk?');
  await tab.click('.msg-form__send-button');
};

export function linkedin(network: Network, browser: BrowserName): void {
  describe('to somebody who said no', () => {
    it.each(ways)('nothing leaves by $name', async ({ page, act }) => {
      const { path, hash } = page(members.no);
      await visit(network, path, hash);
      await act(network.tab);
      const words = await dialogWords(network);
      expect(words).toContain('Ines Marek');
      expect(words).not.toContain('Send anyway');
      await expectNothingLeft(network);
    });
  });

  describe('to somebody who agreed', () => {
    it.each(shareOf(ways, browser))(
      'one thing leaves by $name',
      async ({ page, act, afterwards, kind = 'message' }) => {
        const { path, hash } = page(members.yes);
        await visit(network, path, hash);
        await act(network.tab);
        if (afterwards) await afterwards(network.tab);
        const left = await expectLeftOnce(network);
        expect(left.kind).toBe(kind);
        expect([idOf(members.yes), salesIdOf(members.yes)]).toContain(left.to.join());
      },
    );
  });

  describe('to people who cannot be made out', () => {
    it.each([
      ['several names in a new message', '/messaging/compose/', ''],
      ['one name that the page says nothing more of', '/messaging/compose/', '&nocard'],
      ['a group', '/messaging/thread/2-b/', '&group=Project'],
    ])('nothing leaves before it was asked about: %s', async (what, path, more) => {
      const people = what.startsWith('one') ? members.yes : `${members.yes},${members.alsoYes}`;
      await visit(network, path, `with=${people}${more}`);
      await sendIn(network);
      expect(await dialogWords(network)).not.toBe('');
      await expectNothingLeft(network);
    });

    it('a group is not written to in which somebody who said no has written', async () => {
      await visit(network, '/messaging/thread/2-b/', `with=${members.no}&group=Project`);
      await sendIn(network);
      expect(await dialogWords(network)).toContain('Nobody can override');
      await expectNothingLeft(network);
    });
  });

  describe('somebody known by their profile’s address alone', () => {
    const { noBySlug, yesBySlug } = members;
    const chat = (slug: string) => visit(network, '/messaging/thread/2-c/', `with=${slug}`);

    it('is nobody known in a chat until their profile has been opened, then their no holds', async () => {
      await chat(noBySlug);
      await sendIn(network);
      expect(await dialogWords(network)).not.toContain('objected');
      await expectNothingLeft(network);
      await visit(network, `/in/${noBySlug}/`);
      await network.tab.see('[componentkey$=Topcard]');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await chat(noBySlug);
      await sendIn(network);
      expect(await dialogWords(network)).toContain('objected');
      await expectNothingLeft(network);
    });

    it('has agreed to nothing in a chat by agreeing under that address', async () => {
      await visit(network, `/in/${yesBySlug}/`);
      await network.tab.see('[componentkey$=Topcard]');
      await new Promise((resolve) => setTimeout(resolve, 500));
      await chat(yesBySlug);
      await sendIn(network);
      expect(await dialogWords(network)).toContain('Nothing on record');
      await expectNothingLeft(network);
    });
  });
}
