import type { DriftSite, To } from './sites.ts';
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
  readonly gesture: string;
  readonly changes: readonly string[];
  readonly fate: Fate;
  readonly states: readonly string[];
};

/** Sayings that tell a person that what they send may not be checked. */
const warnings = ['not-protected', 'partly-protected'];
const warnsOf = ({ states }: Heard): boolean => states.some((one) => warnings.includes(one));

type Heard = {
  readonly states: readonly string[];
  /** Its words; empty when there is none. */ readonly dialog: string;
};
type InPage = {
  drift: {
    start: (
      to: readonly string[],
      seed: number,
      how: { isChanged: boolean },
    ) => Promise<{ changes: string[]; gesture: string }>;
    end: () => void;
    sendAt: () => { x: number; y: number } | null;
    focusOn: (what: 'send' | 'body') => boolean;
    heard: () => Heard;
  };
};

/** Sends from a page, of a sort and changed in a way that `seed` says. The site's page has to be there. */
export async function sendFrom(
  world: DriftWorld,
  site: DriftSite,
  { seed, to, isChanged = true }: { seed: number; to: To; isChanged?: boolean },
): Promise<Run> {
  const { tab, practice } = world;
  practice.clear();
  const { changes, gesture: wished } = await tab.evaluate(
    async ({ all, by, how }) => (window as unknown as InPage).drift.start(all, by, how),
    { all: site.recipients(seed, to), by: seed, how: { isChanged } },
  );
  await within(60);
  const before = await until(600, heard, ({ states }) => states.length > 0);
  const gesture = await makeGesture(world, wished);
  const after = await until(4000, heard, ({ dialog }) => dialog !== '' || site.left(practice) > 0);
  const leftAt = site.left(practice);
  // To people who agreed nothing is to be said, which takes all the time it is given.
  const told = leftAt > 0 ? await until(to === 'agreed' ? 1300 : 8000, heard, isTold) : after;
  if (told.dialog !== '') await tab.press('Escape');
  await tab.evaluate(() => (window as unknown as InPage).drift.end(), undefined);
  if (told.dialog !== '') await within(80);
  const fate = fateOf(site, site.left(practice), before, told);
  if (told.states.includes('sent-unchecked')) await world.reload(site);
  return { seed, gesture, changes, fate, states: [...before.states, ...told.states] };

  function isTold(now: Heard): boolean {
    return warnsOf(before) || now.states.includes('sent-unchecked');
  }

  function heard(): Promise<Heard> {
    return tab.evaluate(() => (window as unknown as InPage).drift.heard(), undefined);
  }
}

function fateOf(site: DriftSite, left: number, before: Heard, after: Heard): Fate {
  if (left === 0 && after.dialog === '') return 'page does not send';
  if (left === 0) return site.isStopped(after.dialog) ? 'stopped' : 'asked about';
  if (warnsOf(before)) return 'left, said before';
  return after.states.includes('sent-unchecked') ? 'left, said after' : 'left in silence';
}

/** The one that was wished for, or another where the change leaves no Send to press or to focus. */
async function makeGesture({ tab }: DriftWorld, wished: string): Promise<string> {
  const focus = (what: 'send' | 'body'): Promise<boolean> =>
    tab.evaluate((on) => (window as unknown as InPage).drift.focusOn(on), what);
  if (wished.endsWith('on Send') && (await focus('send'))) {
    await tab.press(wished.startsWith('Enter') ? 'Enter' : 'Space');
    return wished;
  }
  if (wished.endsWith('Enter') && (await focus('body'))) {
    await tab.press(wished.replace('Ctrl', 'Control'));
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
