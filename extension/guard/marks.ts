import { explain } from '../../shared/policy/explain.ts';
import type { Badge, BadgeState } from '../overlay/badge.tsx';
import { showBadge } from '../overlay/badge.tsx';
import type { PageState, PageStatePill } from '../overlay/page-state.tsx';
import { showPageState } from '../overlay/page-state.tsx';
import { statusOf, statusSentence } from '../ui/status.ts';
import type { SeenComposer, Standing } from './watch.ts';

export type Marks = { show(seen: readonly SeenComposer[]): void; clear(): void };

/** Keeps a badge at each recipient in the page, and one word in the corner about the page itself. */
export function createMarks(
  pageState: (seen: readonly SeenComposer[]) => PageState | undefined,
): Marks {
  const badges = new Map<HTMLElement, Badge>();
  let pill: PageStatePill | undefined;

  return {
    show(seen) {
      const present = new Set<HTMLElement>();
      for (const { recipient, standing } of seen.flatMap(({ people }) => people)) {
        if (!recipient.anchor) continue;
        present.add(recipient.anchor);
        const state = badgeState(recipient.text, standing);
        const badge = badges.get(recipient.anchor);
        if (badge) badge.update(state);
        else badges.set(recipient.anchor, showBadge(recipient.anchor, state));
      }
      for (const [anchor, badge] of badges) if (!present.has(anchor)) drop(anchor, badge);
      showPage(pageState(seen));
    },
    clear() {
      for (const [anchor, badge] of badges) drop(anchor, badge);
      showPage(undefined);
    },
  };

  function drop(anchor: HTMLElement, badge: Badge): void {
    badge.remove();
    badges.delete(anchor);
  }

  function showPage(state: PageState | undefined): void {
    if (state && pill) pill.update(state);
    else if (state) pill = showPageState(state);
    else {
      pill?.remove();
      pill = undefined;
    }
  }
}

function badgeState(who: string, standing: Standing): BadgeState {
  if (standing === 'not-connected')
    return { status: 'unchecked', who, sentence: 'Heed is not connected, so nobody is checked.' };
  if (standing === 'unchecked') return { status: 'unchecked', who, sentence: 'Checking.' };
  const { verdict } = standing;
  const reasons = standing.reasons.map((reason) => ({ ...reason, ...explain(reason) }));
  const spoken = { verdict, reasons };
  return { status: statusOf(spoken), who, sentence: statusSentence(spoken) };
}
