import { all, clickWholly, isHtml, matches } from '../dom.ts';
import type { Composer, SendGesture } from '../site.ts';
import type { Press } from './press.ts';
import { pressable, pressedIn, unknownComposer } from './press.ts';
import { isA } from './selectors.ts';
import { messageOf, messagesIn, partiesOf } from './thread.ts';
import { lastStep, note } from './trail.ts';

/**
 * Reacting with an emoji sends a whole message to those in the conversation. Its markup is not known
 * (2026-11-22), so it is told by what it must have: an emoji that can be pressed, below a message or in
 * what a button there opened. One picked for a text comes after a press in its composer.
 */
export function reaction(press: Press, surface: Element | undefined): SendGesture | null {
  const { path, key } = press;
  if (key === 'ctrl-enter') return null;
  const { step, of } = lastStep();
  const message = messageOf(path);
  const pressed = pressedIn(path);
  if (!surface && pressed && isA('reactionOpener', pressed) && !isEmoji(pressed)) {
    note('reaction', message ?? messagesIn(document).at(-1));
    return null;
  }
  if (!pressed || !(surface ? picks(pressed, surface, step) : message && isEmoji(pressed)))
    return null;
  const about = message ?? (step === 'reaction' ? of : undefined) ?? messagesIn(document).at(-1);
  if (!about && step !== 'reaction') return null;
  return {
    composer: about ? reactionTo(about) : unknownComposer(path),
    way: 'reaction',
    replay: () => {
      if (isHtml(pressed)) clickWholly(pressed);
    },
  };
}

function picks(pressed: Element, surface: Element, step: string): boolean {
  if (step === 'composer') return false;
  if (isEmoji(pressed)) return true;
  // A picker that draws its emoji in a way that cannot be told.
  return step === 'reaction' && !all(surface, [pressable]).some(isEmoji);
}

function reactionTo(message: HTMLElement): Composer {
  return {
    root: message,
    hasSend: () => true,
    recipients: () => {
      const recipients = partiesOf(message);
      return recipients.length > 0
        ? { status: 'read', recipients }
        : { status: 'unreadable', why: 'no-recipient-field' };
    },
  };
}

const emoji =
  /^(?=.*\p{Extended_Pictographic})[\p{Extended_Pictographic}\p{Emoji_Component}\s\d]{1,12}$/u;

function isEmoji(element: Element): boolean {
  if (matches(element, '[data-emoji]')) return true;
  const picture = all(element, ['img[alt]'])[0]?.getAttribute('alt');
  return [element.textContent, element.getAttribute('aria-label'), picture].some(
    (label) => label && label.length < 24 && emoji.test(label.trim()),
  );
}
