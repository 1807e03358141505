import type { Composer, SendGesture } from '../sites/site.ts';
import { recipientsIn } from '../sites/site.ts';
import type { JudgedRecipient, Judgement } from './judge.ts';
import type { Knowledge } from './knowledge.ts';

/** `no-answer` also when judging itself failed: what could not be judged does not pass. */
export type Answer = Judgement | { readonly kind: 'no-answer' };

/** What the guard hands over to whoever talks with the person. */
export type StoppedSend = {
  readonly composer: Composer;
  readonly judgement: Exclude<Answer, { kind: 'pass' | 'ask' }>;
  /** Judges anew, after something was removed or recorded. */
  readonly judgeAgain: () => Promise<Answer>;
  /**
   * Does the send that was stopped, if `mayGo` takes what is judged at that very moment (without
   * `mayGo`: if it passes). Else, after `onStopped` has resolved, it is stopped anew.
   */
  readonly send: (mayGo?: (judgement: Answer) => boolean) => void;
};

export type HeldOptions = {
  readonly knowledge: Knowledge;
  readonly judgeNow: (composer: Composer, hasAsked: boolean) => Answer;
  /** Fetches the words that the message is read with. */
  readonly readWords: (composer: Composer) => Promise<unknown>;
  /** Resolves when the gesture that was stopped is over: what is replayed must not mix with it. */
  readonly gestureEnded: () => Promise<void>;
  /** Talks with the person; resolves when the composer is theirs again. */
  readonly onStopped: (stopped: StoppedSend) => Promise<void>;
  /** Lets the page have the send. Called at most once for a gesture. */
  readonly replay: (gesture: SendGesture, people: readonly JudgedRecipient[]) => void;
};

/** What becomes of a gesture that was kept from the page: asked about, then sent exactly once or explained. */
export async function settle(
  gesture: SendGesture,
  first: Answer,
  options: HeldOptions,
): Promise<void> {
  const { composer } = gesture;
  const { knowledge, judgeNow, gestureEnded, onStopped } = options;
  let judgement = first;
  let sent = false;
  let hasAsked = false;
  while (!sent) {
    if (judgement.kind === 'ask') judgement = await ask();
    await gestureEnded();
    // The recipients may have changed while the background was asked.
    if (judgement.kind === 'pass') judgement = judgeNow(composer, hasAsked);
    if (judgement.kind === 'ask') continue;
    if (judgement.kind === 'pass') return replay(judgement);
    const still = await talk(judgement);
    if (!still) return;
    judgement = still;
  }

  /** Answers what stood against the send after all, when one was tried. */
  async function talk(stopped: StoppedSend['judgement']): Promise<Answer | undefined> {
    let still: Answer | undefined;
    await onStopped({
      composer,
      judgement: stopped,
      judgeAgain: ask,
      send: (mayGo = passes) => {
        const atSend = judgeNow(composer, hasAsked);
        if (mayGo(atSend)) replay(atSend);
        else still = atSend;
      },
    });
    return still;
  }

  function replay(now: Answer): void {
    if (sent) return;
    sent = true;
    options.replay(gesture, 'people' in now ? now.people : []);
  }

  /** Fetches what is missing, then judges. Recipients may have changed meanwhile, so it may take some rounds. */
  async function ask(): Promise<Exclude<Answer, { kind: 'ask' }>> {
    for (let round = 0; round < 4; round++) {
      const judged = judgeNow(composer, hasAsked);
      if (judged.kind !== 'ask') return judged;
      if (judged.whom === 'words') await options.readWords(composer);
      if (judged.whom === 'worker') {
        hasAsked = true;
        await knowledge.refresh();
      }
      if (!(await learnAbout(composer, knowledge).catch(() => false))) break;
    }
    const last = judgeNow(composer, hasAsked);
    return last.kind === 'ask' ? { kind: 'no-answer' } : last;
  }
}

async function learnAbout(composer: Composer, knowledge: Knowledge): Promise<boolean> {
  const people = recipientsIn(composer.recipients());
  return knowledge.learn(people.flatMap((p) => p.identifier ?? []));
}

const passes = ({ kind }: Answer): boolean => kind === 'pass';
