import { people } from '../people.ts';
import type { DriftWorld } from './world.ts';

/** What became of a message from a changed page. */
export type Fate =
  /** Nothing left, and Heed said who said no. */
  | 'stopped'
  /** Nothing left: Heed could not tell whom it went to, and asked. */
  | 'asked about'
  /** It left, and the page said that it was not protected: before, or right after. */
  | 'left, said before'
  | 'left, said after'
  | 'left in silence'
  /** Nothing left and nothing was said: the change broke the page's own sending. */
  | 'page does not send';

export type Run = {
  readonly seed: number;
  readonly gesture: Gesture;
  readonly changes: readonly string[];
  readonly fate: Fate;
  readonly states: readonly string[];
};

const gestures = ['the mouse', 'Ctrl+Enter', 'Enter on Send', 'Space on Send'] as const;
type Gesture = (typeof gestures)[number];

/** Sayings that tell a person that what they send may not be checked. */
const warnings = ['not-protected', 'partly-protected'];
const warnsOf = ({ states }: Heard): boolean => states.some((one) => warnings.includes(one));

type Heard = {
  readonly states: readonly string[];
  /** Its words; empty when there is none. */ readonly dialog: string;
};
type InPage = {
  drift: {
    start: (to: readonly string[], seed: number) => Promise<string[]>;
    end: () => void;
    sendAt: () => { x: number; y: number } | null;
    focusOn: (what: 'send' | 'body') => boolean;
    heard: () => Heard;
  };
};

/** Sends from a page changed by `seed` to somebody who objected, or to people who agreed. */
export async function sendFromChanged(
  world: DriftWorld,
  seed: number,
  to: 'objector' | 'agreed',
): Promise<Run> {
  const { tab, practice } = world;
  practice.clear();
  const changes = await tab.evaluate(
    async ({ seed: by, all }) => (window as unknown as InPage).drift.start(all, by),
    { seed, all: recipients(seed, to) },
  );
  await within(60);
  const before = await until(600, heard, ({ states }) => states.length > 0);
  const gesture = await makeGesture(world, gestures[seed % gestures.length]!);
  const after = await until(
    4000,
    heard,
    ({ dialog }) => dialog !== '' || practice.sent().length > 0,
  );
  const leftAt = practice.sent().length;
  // To people who agreed nothing is to be said, which takes all the time it is given.
  const told = leftAt > 0 ? await until(to === 'agreed' ? 1300 : 8000, heard, isTold) : after;
  if (told.dialog !== '') await tab.press('Escape');
  await tab.evaluate(() => (window as unknown as InPage).drift.end(), undefined);
  if (told.dialog !== '') await within(80);
  const fate = fateOf(practice.sent().length, before, told);
  if (told.states.includes('sent-unchecked')) await world.reload();
  return { seed, gesture, changes, fate, states: [...before.states, ...told.states] };

  function isTold(now: Heard): boolean {
    return warnsOf(before) || now.states.includes('sent-unchecked');
  }

  function heard(): Promise<Heard> {
    return tab.evaluate(() => (window as unknown as InPage).drift.heard(), undefined);
  }
}

function recipients(seed: number, to: 'objector' | 'agreed'): string[] {
  const { objector, agreed, alsoAgreed } = people;
  const who = to === 'objector' ? objector : alsoAgreed;
  return seed % 3 === 0 ? [agreed.email, who.email] : [who.email];
}

function fateOf(left: number, before: Heard, after: Heard): Fate {
  if (left === 0 && after.dialog === '') return 'page does not send';
  if (left === 0) return after.dialog.includes(people.objector.email) ? 'stopped' : 'asked about';
  if (warnsOf(before)) return 'left, said before';
  return after.states.includes('sent-unchecked') ? 'left, said after' : 'left in silence';
}

/** The one that was wished for, or another where the change leaves no Send to press or to focus. */
async function makeGesture({ tab }: DriftWorld, wished: Gesture): Promise<Gesture> {
  const focus = (what: 'send' | 'body'): Promise<boolean> =>
    tab.evaluate((on) => (window as unknown as InPage).drift.focusOn(on), what);
  if (wished.endsWith('on Send') && (await focus('send'))) {
    await tab.press(wished.startsWith('Enter') ? 'Enter' : 'Space');
    return wished;
  }
  if (wished === 'Ctrl+Enter' && (await focus('body'))) {
    await tab.press('Control+Enter');
    return wished;
  }
  const at = await tab.evaluate(() => (window as unknown as InPage).drift.sendAt(), undefined);
  if (at) {
    await tab.clickAt(at.x, at.y);
    return 'the mouse';
  }
  await focus('body');
  await tab.press('Control+Enter');
  return 'Ctrl+Enter';
}

const within = (milliseconds: number) =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until<T>(
  milliseconds: number,
  ask: () => Promise<T>,
  isDone: (answer: T) => boolean,
): Promise<T> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (isDone(answer) || performance.now() > end) return answer;
    await within(10);
  }
}
