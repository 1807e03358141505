import type { Composer, SendGesture, Site } from '../sites/site.ts';
import { pathOf } from '../sites/dom.ts';
import type { Outcome } from './gesture.ts';
import { abandonEvents, GestureMemory, gestureEvents } from './gesture.ts';
import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';

/** `no-answer` also when judging itself failed: what could not be judged does not pass. */
type Answer = Judgement | { readonly kind: 'no-answer' };

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

export type GuardOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  /** Talks with the person; resolves when the composer is theirs again. */
  readonly onStopped: (stopped: StoppedSend) => Promise<void>;
  readonly now: () => number;
  readonly signal: AbortSignal;
};

/**
 * Listens at the window, before the page does, and keeps from it every gesture that would send to
 * somebody who must not be written to. Decides in the handler itself: cancelling cannot wait.
 */
export function startGuard({ site, knowledge, onStopped, now, signal }: GuardOptions): void {
  const memory = new GestureMemory();
  const busy = new Set<HTMLElement>();
  let replaying = false;

  for (const type of gestureEvents)
    window.addEventListener(type, listen, { capture: true, passive: false, signal });
  for (const type of abandonEvents)
    window.addEventListener(type, abandon, { capture: true, signal });

  function abandon(event: Event): void {
    // Every field that loses the focus tells of a blur; only the window's own ends a gesture.
    if (event.type !== 'blur' || event.target === window) memory.abandon();
  }

  function listen(event: Event): void {
    if (replaying) return;
    const gesture = mayStart(event) ? site.sendGesture(event, pathOf(event)) : null;
    if (memory.handle(event, gesture && (() => outcomeOf(gesture))) === 'pass') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  function outcomeOf(gesture: SendGesture): Outcome {
    if (busy.has(gesture.composer.root)) return 'swallow';
    const judgement = judgeNow(gesture.composer);
    if (judgement.kind === 'pass') return 'pass';
    busy.add(gesture.composer.root);
    void settle(gesture, judgement).finally(() => busy.delete(gesture.composer.root));
    return 'swallow';
  }

  async function settle(gesture: SendGesture, first: Answer): Promise<void> {
    const { composer } = gesture;
    let judgement = first;
    for (;;) {
      if (judgement.kind === 'ask') judgement = await ask(composer);
      await memory.ended();
      if (judgement.kind === 'pass') {
        // The recipients may have changed while the background was asked.
        judgement = judgeNow(composer);
        if (judgement.kind === 'pass') return replay(gesture);
      }
      if (judgement.kind === 'ask') continue;
      const still = await talk(gesture, judgement);
      if (!still) return;
      judgement = still;
    }
  }

  /** Answers what stood against the send after all, when one was tried. */
  async function talk(
    gesture: SendGesture,
    judgement: StoppedSend['judgement'],
  ): Promise<Answer | undefined> {
    const { composer } = gesture;
    let still: Answer | undefined;
    await onStopped({
      composer,
      judgement,
      judgeAgain: () => ask(composer),
      send: (mayGo = passes) => {
        const atSend = judgeNow(composer);
        if (mayGo(atSend)) replay(gesture);
        else still = atSend;
      },
    });
    return still;
  }

  /** Fetches what is missing, then judges. Recipients may have changed meanwhile, so it may take two rounds. */
  async function ask(composer: Composer): Promise<Exclude<Answer, { kind: 'ask' }>> {
    for (let round = 0; round < 3; round++) {
      const answered = await learnAbout(composer).catch(() => false);
      const judgement = judgeNow(composer);
      if (judgement.kind !== 'ask') return judgement;
      if (!answered) break;
    }
    return { kind: 'no-answer' };
  }

  async function learnAbout(composer: Composer): Promise<boolean> {
    const reading = composer.recipients();
    const people = reading.status === 'read' ? reading.recipients : [];
    return knowledge.learn(people.flatMap((p) => p.identifier ?? []));
  }

  /** An error thrown in a listener would let the page have the event, and with it the message. */
  function judgeNow(composer: Composer): Answer {
    try {
      return judge(composer.recipients(), knowledge, site.channel, now());
    } catch {
      return { kind: 'no-answer' };
    }
  }

  function replay(gesture: SendGesture): void {
    replaying = true;
    try {
      gesture.replay();
    } finally {
      replaying = false;
    }
  }
}

const passes = ({ kind }: Answer): boolean => kind === 'pass';

/** A right or middle click sends nowhere. */
function mayStart(event: Event): boolean {
  return !(event instanceof MouseEvent) || event.button === 0;
}
