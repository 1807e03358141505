import type { Composer, SendGesture, Site } from '../sites/site.ts';
import { pathOf } from '../sites/dom.ts';
import type { Outcome } from './gesture.ts';
import { GestureMemory, gestureEvents } from './gesture.ts';
import type { Judgement } from './judge.ts';
import { judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';

/** What the guard hands over to whoever talks with the person. */
export type StoppedSend = {
  readonly composer: Composer;
  readonly judgement: Exclude<Judgement, { kind: 'pass' | 'ask' }> | { kind: 'no-answer' };
  /** Judges anew, after something was removed or recorded. */
  readonly judgeAgain: () => Promise<Judgement | { kind: 'no-answer' }>;
  /** Does the send that was stopped. */
  readonly send: () => void;
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

  async function settle(gesture: SendGesture, first: Judgement): Promise<void> {
    const { composer } = gesture;
    const judgement = first.kind === 'ask' ? await ask(composer) : first;
    await memory.ended();
    if (judgement.kind === 'pass') return send(gesture);
    await onStopped({
      composer,
      judgement,
      judgeAgain: () => ask(composer),
      send: () => send(gesture),
    });
  }

  /** Fetches what is missing, then judges. Recipients may have changed meanwhile, so it may take two rounds. */
  async function ask(
    composer: Composer,
  ): Promise<Exclude<Judgement, { kind: 'ask' }> | { kind: 'no-answer' }> {
    for (let round = 0; round < 3; round++) {
      const reading = composer.recipients();
      const people = reading.status === 'read' ? reading.recipients : [];
      const answered = await knowledge.learn(people.flatMap((p) => p.identifier ?? []));
      const judgement = judgeNow(composer);
      if (judgement.kind !== 'ask') return judgement;
      if (!answered) break;
    }
    return { kind: 'no-answer' };
  }

  function judgeNow(composer: Composer): Judgement {
    return judge(composer.recipients(), knowledge, site.channel, now());
  }

  function send(gesture: SendGesture): void {
    replaying = true;
    try {
      gesture.replay();
    } finally {
      replaying = false;
    }
  }
}

/** A right or middle click sends nowhere. */
function mayStart(event: Event): boolean {
  return !(event instanceof MouseEvent) || event.button === 0;
}
