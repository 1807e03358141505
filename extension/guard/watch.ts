import type { Decision } from '../../shared/policy/decision.ts';
import type { Composer, Recipient, Site } from '../sites/site.ts';
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
  readonly now: () => number;
  readonly signal: AbortSignal;
};

export type SeenComposer = {
  readonly composer: Composer;
  readonly readable: boolean;
  readonly people: readonly { readonly recipient: Recipient; readonly standing: Standing }[];
};

/** Follows the page's composers, and learns about people as they are put in, so that a send need not wait. */
export function watchPage(options: WatchOptions): { look: () => void } {
  const { site, knowledge, onSeen, signal } = options;
  let planned = false;
  const observed = new WeakSet<Node>();
  const reportLinks = createLinkReporter(site);

  const observer = new MutationObserver(plan);
  observe(document);
  signal.addEventListener('abort', () => observer.disconnect());
  document.addEventListener('input', plan, { capture: true, signal });
  plan();
  return { look };

  function observe(root: Node): void {
    if (observed.has(root)) return;
    observed.add(root);
    observer.observe(root, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['data-hovercard-id', 'email', 'href', 'hidden', 'style', 'class'],
    });
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
    for (const root of site.shadowRoots?.(document) ?? []) observe(root);
    reportLinks(document);
    const composers = site.composers(document);
    const wanted = composers.flatMap((c) => recipientsOf(c).flatMap((r) => r.identifier ?? []));
    onSeen(composers.map((composer) => describe(composer, options)));
    if (knowledge.connected && wanted.every((one) => knowledge.about(one))) return;
    if (composers.length === 0 && knowledge.connected !== undefined) return;
    void knowledge.learn(wanted).then((answered) => {
      if (answered && !signal.aborted)
        onSeen(site.composers(document).map((composer) => describe(composer, options)));
    });
  }
}

function describe(composer: Composer, { knowledge, site, now }: WatchOptions): SeenComposer {
  const reading = composer.recipients();
  const people = recipientsOf(composer).map((recipient) => ({
    recipient,
    standing: standingOf(recipient),
  }));
  return { composer, readable: reading.status === 'read', people };

  function standingOf(recipient: Recipient): Standing {
    if (knowledge.connected === false) return 'not-connected';
    const decision = decisionFor(recipient, knowledge, site.channel, now());
    return decision === 'ask' ? 'unchecked' : decision;
  }
}

function recipientsOf(composer: Composer): readonly Recipient[] {
  const reading = composer.recipients();
  return reading.status === 'read' ? reading.recipients : [];
}
