import { language, say } from '../ui/say.ts';
import css from './screening-card.css?inline';
import { ScreeningCardView } from './screening-card-view.tsx';
import type { ShownFinding, WordingInput, WordingPorts } from './screening-input.ts';
import type { Panel } from './panel.ts';
import { openPanel } from './panel.ts';

export type ScreeningCard = Panel & {
  /** Which finding is looked at. */
  readonly shows: () => string;
};

type Opened = {
  readonly read: () => WordingInput;
  readonly first: ShownFinding;
  readonly anchor: DOMRect | undefined;
  readonly ports: WordingPorts;
  readonly onGone: () => void;
};

/** The card of what was found in a message, opened at one finding. It closes when nothing is left. */
export function showScreeningCard({ read, first, anchor, ports, onGone }: Opened): ScreeningCard {
  let shown = first.id;
  const panel = openPanel({
    name: 'heed-wording-card',
    css,
    anchor,
    onGone,
    draw(card, { update, close }) {
      const input = read();
      const at = Math.max(
        0,
        input.findings.findIndex(({ id }) => id === shown),
      );
      const finding = input.findings[at];
      card.lang = language();
      card.setAttribute('aria-label', say('wording.label'));
      if (!finding) {
        queueMicrotask(close);
        return null;
      }
      shown = finding.id;
      const go = (next: number) => {
        shown = input.findings[next]!.id;
        update();
      };
      return <ScreeningCardView input={input} at={at} ports={ports} onGo={go} onClose={close} />;
    },
  });
  return { ...panel, shows: () => shown };
}
