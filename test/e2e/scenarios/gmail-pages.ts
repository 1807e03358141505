import { expect } from 'vitest';
import type { Tab } from '../../../scripts/lib/tab.ts';
import type { World } from '../world.ts';
import { readDialog } from '../writing.ts';

/** Somebody that a scenario writes to. */
export type Person = { readonly name: string; readonly email: string };

const address = 'https://mail.google.com/mail/u/0/';
/** Long enough for a request that should not leave to arrive. */
const settling = 300;

/** Opens the practice page of a generation and a language; `{}` is the newest, in English. */
export async function openPage(mail: Tab, page: Readonly<Record<string, string>>): Promise<void> {
  await mail.goto(`${address}?${new URLSearchParams(page).toString()}`);
  await mail.see('.p-main');
}

/** Opens a conversation that this person began, and that somebody else may be in too. */
export async function openThread(mail: Tab, from: Person, also?: Person): Promise<void> {
  const given = new URLSearchParams({
    name: from.name,
    email: from.email,
    subject: 'Our call',
    text: 'Thank you for writing.',
    ...(also && { also: `${also.name} <${also.email}>` }),
  });
  await mail.evaluate((hash) => {
    location.hash = hash;
  }, `thread?${given.toString()}`);
  await mail.see('[data-message-id] .gD');
}

/** Presses one of the ways to answer below the message: the first is Reply, then Reply all, Forward, the reaction. */
export async function answer(mail: Tab, which: 1 | 2 | 3 | 4): Promise<void> {
  await mail.click(`.p-answer:nth-child(${which})`);
  if (which < 4) await mail.see('.ip.adB [g_editable]');
}

/** A message with these in To, its subject and its text, by the page's own address for one. */
export async function compose(mail: Tab, to: readonly Person[], more = ''): Promise<void> {
  const filled = new URLSearchParams({
    to: to.map(({ name, email }) => `${name} <${email}>`).join(','),
    subject: 'A short call?',
    body: 'Shall we talk?',
  });
  await mail.evaluate((hash) => {
    location.hash = hash;
  }, `compose?${filled.toString()}${more}`);
  await mail.see('.Hd .aoO');
}

/** Nothing left, and Heed says whom it is about. */
export async function expectStopped({ mail, practice }: World, who: Person): Promise<void> {
  expect(await readDialog(mail)).toContain(who.email);
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.sent()).toEqual([]);
}

/** Exactly one message left, to these, and Heed said nothing. */
export async function expectSent({ mail, practice }: World, who: readonly Person[]): Promise<void> {
  await mail.see('.p-toast', { text: 'Message s' });
  await new Promise((resolve) => setTimeout(resolve, settling));
  expect(practice.sent()).toHaveLength(1);
  const { to, cc } = practice.sent()[0]!;
  expect([...to, ...cc]).toEqual(who.map(({ email }) => email));
  expect(await mail.has('heed-dialog >>> dialog')).toBe(false);
}
