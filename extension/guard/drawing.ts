import type { PageState } from '../overlay/page-state.tsx';
import type { Site } from '../sites/site.ts';
import { createBeside } from './beside.ts';
import type { Knowledge } from './knowledge.ts';
import { learnWords, wordsHere } from './learn-words.ts';
import { createMarks } from './marks.ts';
import { Recorder } from './recorder.ts';
import type { WrittenScreening } from './screening.ts';
import { createThreadReader } from './thread-reader.ts';
import type { SeenComposer } from './watch.ts';
import { createWording } from './wording.ts';

export type DrawingOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  readonly screening: WrittenScreening;
  readonly now: () => number;
  readonly isOff: () => boolean;
  readonly pageState: (seen: readonly SeenComposer[]) => PageState | undefined;
  /** Has the page looked at again, soon. */
  readonly plan: () => void;
  readonly signal: AbortSignal;
};

export type Drawing = {
  show(seen: readonly SeenComposer[]): void;
  /** The background has something new: its words may be in another language. */
  refresh(): void;
};

/** All that Heed shows in a page but the dialog: marks, cards, the page's state, and what the open thread asks. */
export function createDrawing(options: DrawingOptions): Drawing {
  const { site, knowledge, now, isOff, pageState, plan, signal } = options;
  const recorder = new Recorder(site.channel, now);
  const marks = createMarks({
    pageState,
    recorder,
    about: (identifier) => {
      const facts = identifier && knowledge.about(identifier);
      const { setting } = knowledge;
      const known = { ...(facts && { facts }), ...(setting && { setting }) };
      return { ...known, channel: site.channel, at: now() };
    },
  });
  const beside = createBeside({ site, knowledge, isOff, now, onLearnt: plan });
  const thread = createThreadReader({ site, knowledge, recorder, now, isOff, onLearnt: plan });
  const wording = createWording({ screening: options.screening, knowledge });
  signal.addEventListener('abort', () => {
    marks.clear();
    wording.clear();
    thread.clear();
  });
  // What is said needs words: nothing is drawn before they are here, or cannot be had.
  let speaks = false;
  let isAsking = false;
  const learn = (from: () => Promise<boolean>): void => {
    isAsking = true;
    void from().then((came) => {
      // What did not come is asked for again when the page has changed, and not before.
      isAsking = came;
      if (came || !speaks) plan();
      speaks = true;
    });
  };

  return {
    show(seen) {
      const people = beside.people();
      const isIdle = seen.length === 0 && people.length === 0 && pageState(seen) === undefined;
      // Most frames of a page never say anything.
      if (!isAsking && !isIdle) learn(wordsHere);
      if (!speaks) return;
      marks.show(seen, people);
      thread.look();
      wording.show(seen);
    },
    refresh: () => {
      if (speaks || isAsking) learn(learnWords);
    },
  };
}
