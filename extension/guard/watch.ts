import { inOneLook, isShadowRoot } from '../sites/dom.ts';
import type { Decision } from '../../shared/policy/decision.ts';
import type { Composer, Recipient, RecipientReading, Site } from '../sites/site.ts';
import { recipientsIn } from '../sites/site.ts';
import { decisionFor } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import { createLinkReporter } from './links.ts';

/** What is to be shown at a recipient. */
export type Standing = Decision | 'unchecked' | 'not-connected';

export type WatchOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  /** Called with all that is in the page now, whenever it may have changed. */
  readonly onSeen: (seen: readonly SeenComposer[]) => void;
  /** What knows the page threw an error: what is in it cannot be said. */
  readonly onFailed: () => void;
  /** Whether nothing of the page is to be read. */
  readonly isOff: () => boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
};

export type SeenComposer = {
  readonly composer: Composer;
  /** Why it is not known whom it goes to; missing when it is. */
  readonly unreadable?: Unreadable['why'];
  /** Whether a send from it is recognised, so that it can be stopped. */
  readonly canSend: boolean;
  readonly people: readonly { readonly recipient: Recipient; readonly standing: Standing }[];
};

type Unreadable = Extract<RecipientReading, { status: 'unreadable' }>;

/** So long after a change the page is looked at: milliseconds. */
const soon = 50;
/**
 * A page that never stops changing is left alone for so many times as long as a look takes, and so keeps
 * nine tenths of its time; but for no longer than this: milliseconds. What a person does has it looked at
 * soon in any case, and a gesture is judged by what is in the page then.
 */
const restFor = 10;
const longestRest = 1000;
const longestWhileTyping = 250;

const watched = {
  subtree: true,
  childList: true,
  attributes: true,
  attributeFilter: [
    'data-hovercard-id',
    'data-name',
    'email',
    'href',
    'name',
    'role',
    'contenteditable',
    'g_editable',
    'hidden',
    'style',
    'class',
  ],
};

/** Follows the page's composers, and learns about people as they are put in, so that a send need not wait. */
export function watchPage(options: WatchOptions): { look: () => void; plan: () => void } {
  const { site, knowledge, onSeen, signal } = options;
  const observed = new WeakSet<Node>();
  const reportLinks = createLinkReporter(site);
  let planned: { readonly at: number; readonly timer: ReturnType<typeof setTimeout> } | undefined;
  /** Before this no change of the page's has it looked at again: by `performance.now()`. */
  let rested = 0;

  const observer = new MutationObserver(() => planRested(longestRest));
  observe(document);
  signal.addEventListener('abort', () => observer.disconnect());
  for (const type of ['input', 'focusin', 'pointerdown'])
    window.addEventListener(type, notice, { capture: true, passive: true, signal });
  plan();
  return { look, plan };

  /** What changes inside a shadow root is told to who observes that root alone; a person's acts lead to it. */
  function notice(event: Event): void {
    for (const node of event.composedPath()) if (isShadowRoot(node)) observe(node);
    if (event.type === 'input') planRested(longestWhileTyping);
    else plan();
  }

  function observe(root: Node): void {
    if (observed.has(root)) return;
    observed.add(root);
    observer.observe(root, watched);
  }

  /** Many changes, one look. */
  function plan(): void {
    planAt(performance.now() + soon);
  }

  /** The same, but with a rest after the last one. */
  function planRested(most: number): void {
    const now = performance.now();
    planAt(Math.max(now + soon, Math.min(rested, now + most)));
  }

  function planAt(at: number): void {
    if (signal.aborted || (planned && planned.at <= at)) return;
    clearTimeout(planned?.timer);
    planned = { at, timer: setTimeout(look, at - performance.now()) };
  }

  function look(): void {
    clearTimeout(planned?.timer);
    planned = undefined;
    if (signal.aborted) return;
    const began = performance.now();
    const seen = inOneLook(() => {
      const found = see();
      onSeen(found);
      return found;
    });
    const ended = performance.now();
    rested = ended + (ended - began) * restFor;
    const wanted = seen.flatMap(({ people }) =>
      people.flatMap((p) => p.recipient.identifier ?? []),
    );
    if (knowledge.connected && wanted.every((one) => knowledge.about(one))) return;
    if (seen.length === 0 && knowledge.connected !== undefined) return;
    void knowledge.learn(wanted).then((answered) => {
      if (answered && !signal.aborted) inOneLook(() => onSeen(see()));
    });
  }

  function see(): SeenComposer[] {
    if (options.isOff()) return [];
    try {
      for (const root of site.shadowRoots?.(document) ?? []) observe(root);
      reportLinks(document);
      return site.composers(document).map((composer) => describe(composer, options));
    } catch {
      options.onFailed();
      return [];
    }
  }
}

function describe(composer: Composer, { knowledge, site, now }: WatchOptions): SeenComposer {
  const reading = composer.recipients();
  const people = recipientsIn(reading).map((recipient) => ({
    recipient,
    standing: standingOf(recipient),
  }));
  const why = reading.status === 'unreadable' && { unreadable: reading.why };
  return { composer, ...why, canSend: composer.hasSend(), people };

  function standingOf(recipient: Recipient): Standing {
    if (knowledge.connected === false) return 'not-connected';
    const decision = decisionFor(recipient, knowledge, site.channel, now());
    return decision === 'ask' ? 'unchecked' : decision;
  }
}
