import type { CardPorts } from './card-input.ts';
import { CardView } from './card-view.tsx';
import type { Panel } from './panel.ts';
import { openPanel } from './panel.ts';
import { plainLabel } from '../ui/plain-text.ts';
import { language, say } from '../ui/say.ts';

export type Card = Panel & { readonly ports: CardPorts };

let shown: Card | undefined;

export function currentCard(): Card | undefined {
  return shown;
}

/** Shows the card of somebody, below what it is about. */
export function showCard(ports: CardPorts, anchor: DOMRect | undefined, onGone: () => void): Card {
  const panel = openPanel({
    name: 'heed-card',
    anchor,
    draw(card, { update, close }) {
      const input = ports.read();
      card.lang = language();
      card.setAttribute('aria-label', say('card.label', { name: plainLabel(input.who) }));
      return <CardView input={input} ports={ports} onChanged={update} onClose={close} />;
    },
    onGone() {
      if (shown === card) shown = undefined;
      onGone();
    },
  });
  const card: Card = { ...panel, ports };
  shown = card;
  return card;
}
