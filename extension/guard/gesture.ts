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

/** The outcome holds for the whole gesture, so that a page never sees half of one. */
export type Outcome = 'pass' | 'swallow';

type Running = { readonly kind: string; readonly outcome: Outcome };

/** A dialog opens when the finger is off the key; for one that stays on it, after this many milliseconds. */
const patience = 600;

/** Remembers what was decided at the start of the gesture that is under way. */
export class GestureMemory {
  #running: Running | undefined;
  #waiting: (() => void)[] = [];

  /**
   * The outcome for this event. `decide` is given when the event is on its way to a send; it is
   * called once, at the gesture's start, or for an event without one (a click made by a script or a
   * screen reader).
   */
  handle(event: Event, decide: (() => Outcome) | null): Outcome {
    if (starts(event)) this.#end();
    const running = this.#running;
    if (running?.kind === kindOf(event)) {
      if (ends(event)) this.#end();
      return running.outcome;
    }
    if (!decide) return 'pass';
    const outcome = decide();
    if (!ends(event)) this.#running = { kind: kindOf(event), outcome };
    return outcome;
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

function ends(event: Event): boolean {
  return event.type === 'click' || event.type === 'keyup';
}
