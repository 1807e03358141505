import type { Composer, SendGesture, SendWay, Site } from '../sites/site.ts';
import { pathOf } from '../sites/dom.ts';
import type { Outcome } from './gesture.ts';
import { abandonEvents, GestureMemory, gestureEvents } from './gesture.ts';
import type { Answer, StoppedSend } from './held.ts';
import { settle } from './held.ts';
import type { JudgedRecipient } from './judge.ts';
import { judge } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { WrittenScreening } from './screening.ts';

export type { StoppedSend } from './held.ts';

/** A send that the guard let the page have. */
export type PassedSend = {
  readonly composer: Composer;
  readonly way: SendWay;
  /** Empty where nobody is checked: not connected, or switched off. */
  readonly people: readonly JudgedRecipient[];
};

export type GuardOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  /** What is said of the message itself; where it is missing, only of whom it goes to. */
  readonly screening?: Pick<WrittenScreening, 'factsOf' | 'look'>;
  /** Talks with the person; resolves when the composer is theirs again. */
  readonly onStopped: (stopped: StoppedSend) => Promise<void>;
  /** Called once for each gesture that may go on to the page as a send. */
  readonly onPassed?: (passed: PassedSend) => void;
  /** The site failed to say whether an event sends; the page had the event. */
  readonly onFailed?: (composerRoot: Element | undefined) => void;
  /** Whether the organisation has switched this site off. */
  readonly isOff?: () => boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
};

/**
 * Listens at the window, before the page does, and keeps from it every gesture that would send to
 * somebody who must not be written to. Decides in the handler itself: cancelling cannot wait.
 */
export function startGuard(options: GuardOptions): void {
  const { site, knowledge, onStopped, now, signal } = options;
  const memory = new GestureMemory();
  const busy = new Set<HTMLElement>();
  let replaying = false;
  /** A press that may pass, and that a page may act on before it ends. */
  let begun: PassedSend | undefined;

  for (const type of gestureEvents)
    window.addEventListener(type, listen, { capture: true, passive: false, signal });
  for (const type of abandonEvents)
    window.addEventListener(type, abandon, { capture: true, signal });

  function abandon(event: Event): void {
    // Every field that loses the focus tells of a blur; only the window's own ends a gesture.
    if (event.type === 'blur' && event.target !== window) return;
    memory.abandon();
    begun = undefined;
  }

  function listen(event: Event): void {
    if (replaying) return;
    if (begun && gestureEnds.includes(event.type)) tellIfGone(begun);
    const gesture = mayStart(event) && options.isOff?.() !== true ? gestureOf(event) : null;
    if (memory.handle(event, gesture && (() => outcomeOf(gesture, event))) === 'pass') return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** The message has gone at the press, and its composer with it: no other event of the gesture will tell. */
  function tellIfGone(passed: PassedSend): void {
    begun = undefined;
    if (!passed.composer.root.isConnected) options.onPassed?.(passed);
  }

  /** An error must neither let the page have what is known to send, nor keep every other event from it. */
  function gestureOf(event: Event): SendGesture | null {
    try {
      return site.sendGesture(event, pathOf(event));
    } catch {
      options.onFailed?.(pathOf(event).at(-1));
      return null;
    }
  }

  function outcomeOf(gesture: SendGesture, event: Event): Outcome {
    if (busy.has(gesture.composer.root)) return 'swallow';
    const judgement = judgeNow(gesture.composer);
    if (judgement.kind === 'pass') {
      const { composer, opens, way = 'message' } = gesture;
      const passed = { composer, way, people: judgement.people };
      const isSend = memory.isSend(event);
      begun = opens || gestureEnds.includes(event.type) || isSend ? undefined : passed;
      if (!opens && isSend) options.onPassed?.(passed);
      return 'pass';
    }
    busy.add(gesture.composer.root);
    void settle(gesture, judgement, {
      knowledge,
      judgeNow,
      readWords: async (composer) => options.screening?.look(composer),
      gestureEnded: () => memory.ended(),
      onStopped,
      replay,
    }).finally(() => busy.delete(gesture.composer.root));
    return 'swallow';
  }

  /** An error thrown in a listener would let the page have the event, and with it the message. */
  function judgeNow(composer: Composer, hasAsked = false): Answer {
    try {
      const message = options.screening?.factsOf(composer);
      const facts = message === 'wait' ? undefined : message;
      const judged = judge(composer.recipients(), knowledge, site.channel, now(), hasAsked, facts);
      // Who may not be written to at all is not kept waiting for words.
      return message === 'wait' && judged.kind === 'pass' && judged.people.length > 0
        ? { kind: 'ask', whom: 'words' }
        : judged;
    } catch {
      return { kind: 'no-answer' };
    }
  }

  function replay(gesture: SendGesture, people: readonly JudgedRecipient[]): void {
    replaying = true;
    try {
      // Before the page has it: afterwards the composer may be gone.
      if (!gesture.opens) tellPassed(gesture, people);
      gesture.replay();
    } finally {
      replaying = false;
    }
  }

  function tellPassed(
    { composer, way = 'message' }: SendGesture,
    people: readonly JudgedRecipient[],
  ): void {
    options.onPassed?.({ composer, way, people });
  }
}

const gestureEnds: readonly string[] = ['pointerup', 'mouseup', 'click', 'keyup'];

/** A right or middle click sends nowhere. */
function mayStart(event: Event): boolean {
  return !(event instanceof MouseEvent) || event.button === 0;
}
