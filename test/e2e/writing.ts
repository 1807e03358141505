import type { Tab } from '../../scripts/lib/tab.ts';

/** What makes Gmail send. */
export const gestures = ['the mouse', 'Ctrl+Enter', 'Enter on Send', 'Space on Send'] as const;
export type Gesture = (typeof gestures)[number];

type Message = {
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  /** Typed into To last of all, and not made into a chip. */
  readonly typed?: string;
};

export const subject = 'A short call?';
export const body = 'Shall we talk?';

/** Writes a message as a person does; the focus ends in its text, or in To when something is typed there. */
export async function write(mail: Tab, { to = [], cc = [], bcc = [], typed }: Message) {
  await mail.click('.p-compose');
  for (const recipients of [to, cc, bcc]) {
    for (const address of recipients) await mail.type(`${address},`);
    await mail.press('Tab');
  }
  await mail.type(subject);
  await mail.press('Tab');
  await mail.type(body);
  if (typed === undefined) return;
  await mail.click('.anm[name=to] input');
  await mail.type(typed);
}

/** With the focus in the message's text. */
export async function send(mail: Tab, gesture: Gesture): Promise<void> {
  if (gesture === 'the mouse') return mail.click('.aoO');
  if (gesture === 'Ctrl+Enter') return mail.press('Control+Enter');
  await mail.press('Tab');
  await mail.press(gesture === 'Enter on Send' ? 'Enter' : 'Space');
}

/** The dialog's words. */
export async function readDialog(mail: Tab): Promise<string> {
  return (await mail.see('heed-dialog >>> dialog')).text;
}

/** Waits for the marks at the chips, as a person who looks before sending does. */
export async function seeBadge(mail: Tab, status: string): Promise<void> {
  await mail.see(`heed-badge[data-status=${status}] >>> .badge`);
}

export function pressInDialog(mail: Tab, button: string): Promise<void> {
  return mail.click('heed-dialog >>> button', { text: button });
}
