/** The events of one gesture, from pressing to releasing. Blocking only some of them lets a mail out. */
export const gestureEvents = [
  'pointerdown',
  'touchstart',
  'mousedown',
  'pointerup',
  'touchend',
  'mouseup',
  'click',
  'keydown',
  'keypress',
  'keyup',
] as const;

/** What goes on without a release: a press that ends in one of these is over. */
export const abandonEvents = ['pointercancel', 'dragstart', 'contextmenu', 'blur'] as const;

export type Outcome = 'pass' | 'swallow';

/** A dialog opens when the finger is off the key; for one that stays on it, after this many milliseconds. */
const patience = 600;

/** Between a key's press and the click that the browser makes of it there is less than this: milliseconds. */
const sameGesture = 500;

/**
 * Remembers that the gesture under way is kept from the page, so that the page never sees half of
 * one. That a gesture may pass is not remembered: a recipient can come in before it ends.
 */
export class GestureMemory {
  /** The kind of the gesture that is being swallowed. */
  #running: string | undefined;
  #waiting: (() => void)[] = [];
  /** The Enter that the page was let have. It has sent by then, whatever is known when the key comes up. */
  #sent: string | undefined;
  /** Whether a send was counted in the gesture under way, and when the last one was. */
  #counted = false;
  #countedAt = -Infinity;

  /**
   * The outcome for this event. `decide` is given when the event is on its way to a send; it is
   * called at each such event until it says `swallow`, which then holds to the gesture's end.
   */
  handle(event: Event, decide: (() => Outcome) | null): Outcome {
    if (starts(event)) {
      this.#end();
      this.#counted = false;
      this.#sent = undefined;
    }
    if (event.type !== 'keydown' && this.#sent === kindOf(event)) return 'pass';
    if (this.#running === kindOf(event)) {
      if (ends(event)) this.#end();
      return 'swallow';
    }
    const outcome = decide?.() ?? 'pass';
    if (outcome === 'swallow' && !ends(event)) this.#running = kindOf(event);
    if (decide && outcome === 'pass' && isEnterDown(event)) this.#sent = kindOf(event);
    return outcome;
  }

  /**
   * Whether this event, which may pass, is the one to count as the send: the first of its gesture that
   * completes it. A click that the browser makes of a key just pressed is of that same gesture.
   */
  isSend(event: Event): boolean {
    if (event.type === 'pointerdown' || event.type === 'mousedown' || event.type === 'touchstart')
      return false;
    // Space presses a button when it comes up.
    if (event.type === 'keydown' && (event as KeyboardEvent).key === ' ') return false;
    const isNew = !this.#counted && event.timeStamp - this.#countedAt > sameGesture;
    this.#countedAt = event.timeStamp;
    this.#counted = !ends(event);
    return isNew;
  }

  /** No release will follow: the next click is another gesture. */
  abandon(): void {
    this.#end();
  }

  /** Resolves when the gesture under way has ended; soon, in any case. */
  ended(): Promise<void> {
    if (!this.#running) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      setTimeout(resolve, patience);
    });
  }

  #end(): void {
    this.#running = undefined;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** A key's gesture is that key's alone: letting go of Ctrl does not end the Enter that sends. */
function kindOf(event: Event): string {
  return event instanceof KeyboardEvent ? `key ${event.code || event.key}` : 'pointer';
}

function starts(event: Event): boolean {
  return event instanceof KeyboardEvent
    ? event.type === 'keydown' && !event.repeat
    : event.type === 'pointerdown';
}

function isEnterDown(event: Event): boolean {
  return event.type === 'keydown' && (event as KeyboardEvent).key === 'Enter';
}

function ends(event: Event): boolean {
  return event.type === 'click' || event.type === 'keyup';
}
