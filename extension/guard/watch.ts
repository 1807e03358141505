import { isShadowRoot } from '../sites/dom.ts';
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
  let planned = false;

  const observer = new MutationObserver(plan);
  observe(document);
  signal.addEventListener('abort', () => observer.disconnect());
  for (const type of ['input', 'focusin', 'pointerdown'])
    window.addEventListener(type, notice, { capture: true, passive: true, signal });
  plan();
  return { look, plan };

  /** What changes inside a shadow root is told to who observes that root alone; a person's acts lead to it. */
  function notice(event: Event): void {
    for (const node of event.composedPath()) if (isShadowRoot(node)) observe(node);
    plan();
  }

  function observe(root: Node): void {
    if (observed.has(root)) return;
    observed.add(root);
    observer.observe(root, watched);
  }

  /** Many changes, one look. */
  function plan(): void {
    if (planned || signal.aborted) return;
    planned = true;
    setTimeout(look, 50);
  }

  function look(): void {
    planned = false;
    if (signal.aborted) return;
    const seen = see();
    onSeen(seen);
    const wanted = seen.flatMap(({ people }) =>
      people.flatMap((p) => p.recipient.identifier ?? []),
    );
    if (knowledge.connected && wanted.every((one) => knowledge.about(one))) return;
    if (seen.length === 0 && knowledge.connected !== undefined) return;
    void knowledge.learn(wanted).then((answered) => {
      if (answered && !signal.aborted) onSeen(see());
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
