import type { Tab } from '../../../scripts/lib/tab.ts';
import { until } from '../../../scripts/lib/tab.ts';
import { idOf, salesIdOf } from '../linkedin-world.ts';

/** One way in which something leaves LinkedIn, in one page. */
export type Way = {
  readonly name: string;
  readonly page: (slug: string) => { readonly path: string; readonly hash?: string };
  /** Up to what would send, as a person does it. */
  readonly act: (tab: Tab) => Promise<void>;
  /** What comes after Connect, where a form asks for a note first. */
  readonly afterwards?: (tab: Tab) => Promise<void>;
  readonly kind?: 'invitation';
};

const text = 'Shall we talk?';
const editor = '.msg-form__contenteditable';
const thread =
  (more = '') =>
  (slug: string) => ({
    path: '/messaging/thread/2-a/',
    hash: `with=${slug}${more}`,
  });
const feed = (more: string) => (slug: string) => ({ path: '/feed/', hash: `with=${slug}${more}` });
const profile =
  (more = '') =>
  (slug: string) => ({ path: `/in/${slug}/`, hash: more });
const network =
  (more = '') =>
  (slug: string) => ({ path: '/mynetwork/', hash: `with=${slug}${more}` });
const lead = (slug: string) => ({
  path: `/sales/lead/${salesIdOf(slug)},NAME_SEARCH,a1`,
  hash: `with=${slug}`,
});

async function write(tab: Tab): Promise<void> {
  await tab.click(editor);
  await tab.type(text);
}
const writeAndPress =
  (...chords: string[]) =>
  async (tab: Tab): Promise<void> => {
    await write(tab);
    for (const chord of chords) await tab.press(chord);
  };
const clickSend = async (tab: Tab): Promise<void> => {
  await write(tab);
  await tab.click('.msg-form__send-button');
};
const click = (selector: string, label?: string) => (tab: Tab) =>
  tab.click(selector, label === undefined ? {} : { text: label });
const send = click('[data-test-modal-id] .artdeco-button--primary');

/** A frame's own parts are found from its document, and pressed where they are in the window. */
async function clickInFrame(tab: Tab, selector: string): Promise<void> {
  const place = await until(`find ${selector} in the frame`, () =>
    tab.evaluate((wanted) => {
      const frame = document.querySelector('iframe');
      const found = frame?.contentDocument?.querySelector(wanted)?.getBoundingClientRect();
      const around = frame?.getBoundingClientRect();
      if (!found || !around) return undefined;
      const [x, y] = [around.x + frame!.clientLeft, around.y + frame!.clientTop];
      return { x: x + found.x + found.width / 2, y: y + found.y + found.height / 2 };
    }, selector),
  );
  await tab.clickAt(place.x, place.y);
}
const inFrame =
  (end: (tab: Tab) => Promise<void>) =>
  async (tab: Tab): Promise<void> => {
    await clickInFrame(tab, editor);
    await tab.type(text);
    await end(tab);
  };

/** Each is tried with somebody who said no, and with somebody who agreed. */
export const ways: readonly Way[] = [
  { name: 'Send in a thread', page: thread(), act: clickSend },
  { name: 'Enter on Send', page: thread(), act: writeAndPress('Tab', 'Tab', 'Enter') },
  { name: 'Space on Send', page: thread(), act: writeAndPress('Tab', 'Tab', 'Space') },
  { name: 'Ctrl+Enter in a thread', page: thread(), act: writeAndPress('Control+Enter') },
  { name: 'Enter where it sends', page: thread('&mode=enter'), act: writeAndPress('Enter') },
  { name: 'Send in German', page: thread('&lang=de'), act: clickSend },
  { name: 'a suggested answer', page: thread('&quick'), act: click('li button', 'Thank you') },
  { name: 'Send of an InMail', page: thread('&inmail'), act: clickSend },
  {
    name: 'Enter in the subject of an InMail without Send',
    page: thread('&inmail&mode=enter'),
    act: async (tab) => {
      await write(tab);
      await tab.click('[name=subject]');
      await tab.press('Enter');
    },
  },
  { name: 'Send in a bubble', page: feed(''), act: clickSend },
  { name: 'Enter in a bubble', page: feed('&mode=enter'), act: writeAndPress('Enter') },
  { name: 'Ctrl+Enter in a bubble', page: feed('&lang=de'), act: writeAndPress('Control+Enter') },
  {
    name: 'Send in a bubble in a frame',
    page: feed('&frame'),
    act: inFrame((tab) => clickInFrame(tab, '.msg-form__send-button')),
  },
  {
    name: 'Enter in a bubble in a frame',
    page: feed('&frame&mode=enter'),
    act: inFrame((tab) => tab.press('Enter')),
  },
  {
    name: 'Send of a new message to one',
    page: (slug) => ({ path: `/messaging/compose/?recipient=${idOf(slug)}`, hash: `with=${slug}` }),
    act: clickSend,
  },
  {
    name: 'Send of a profile in a message',
    page: (slug) => ({ path: '/messaging/compose/?body=profile', hash: `with=${slug}&lang=de` }),
    act: clickSend,
  },
  {
    name: 'Send of a post in a message',
    page: (slug) => ({ path: '/feed/update/1/', hash: `with=${slug}` }),
    act: async (tab) => {
      await tab.click('.p-share');
      await clickSend(tab);
    },
  },
  {
    name: 'Connect on a profile, without a note',
    page: profile(),
    act: click('[componentkey$=Topcard] a', 'Connect'),
    afterwards: send,
    kind: 'invitation',
  },
  {
    name: 'Connect in the menu of a profile, with a note',
    page: profile('menu'),
    act: async (tab) => {
      await tab.click('[componentkey$=Topcard] button');
      await tab.click('[role=menuitem]');
    },
    afterwards: async (tab) => {
      await tab.click('[data-test-modal-id] .artdeco-button--secondary');
      await tab.fill('#custom-message', text);
      await send(tab);
    },
    kind: 'invitation',
  },
  {
    name: 'an invitation opened by its address',
    page: (slug) => ({ path: `/preload/custom-invite/?vanityName=${slug}` }),
    act: send,
    kind: 'invitation',
  },
  {
    name: 'Connect in a search, in German',
    page: (slug) => ({ path: '/search/results/people/', hash: `with=noa-levin,${slug}&lang=de` }),
    act: (tab) => tab.click('article a', { text: 'Vernetzen', nth: 1 }),
    afterwards: send,
    kind: 'invitation',
  },
  {
    name: 'Connect that sends at once in a search',
    page: (slug) => ({ path: '/search/results/people/', hash: `with=${slug}&atonce` }),
    act: click('article button'),
    kind: 'invitation',
  },
  {
    name: 'Connect that sends at once beside a profile',
    page: (slug) => ({ path: '/in/noa-levin/', hash: `rail=${slug}` }),
    act: click('article button'),
    kind: 'invitation',
  },
  {
    name: 'Connect that sends at once in My Network',
    page: network('&plain'),
    act: click('article button'),
    kind: 'invitation',
  },
  {
    name: 'Connect that sends at once, by the keyboard, in German',
    page: network('&plain&lang=de'),
    act: async (tab) => {
      await tab.evaluate(() => document.querySelector<HTMLElement>('article button')!.focus(), 0);
      await tab.press('Enter');
    },
    kind: 'invitation',
  },
  {
    name: 'an invitation of Sales Navigator',
    page: lead,
    act: async (tab) => {
      await tab.click('.p-connect');
      await tab.fill('#connect-cta-form__invitation', text);
      await tab.click('.connect-cta-form__send');
    },
    kind: 'invitation',
  },
  {
    name: 'a message of Sales Navigator',
    page: lead,
    act: async (tab) => {
      await tab.click('.p-message');
      await tab.fill('.compose-form__message-field', text);
      await tab.click('.compose-form [type=submit]');
    },
  },
];
