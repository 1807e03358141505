import { clickWholly, isHtml, pressKey } from '../dom.ts';
import type { SendGesture } from '../site.ts';
import { toComposer } from './composer.ts';
import { rootsIn } from './composers.ts';
import { sendOutside } from './outside.ts';
import type { Press } from './press.ts';
import { pressOf, unknownComposer } from './press.ts';
import { isSendInComposer, sendIn } from './send-button.ts';
import { isA } from './selectors.ts';
import { lastStep, note } from './trail.ts';

/** Whether an event is part of a gesture that makes Gmail send, and from which composer. Never throws. */
export function sendGesture(event: Event, path: readonly Element[]): SendGesture | null {
  const press = pressOf(event, path);
  if (!press) return null;
  try {
    const roots = rootsIn(document);
    const root = roots.find((one) => path.includes(one));
    return root ? sendInside(root, press) : sendOutside(roots, press);
  } catch {
    return mightSend(press) ? { composer: unknownComposer(path), replay: () => {} } : null;
  }
}

function sendInside(root: HTMLElement, press: Press): SendGesture | null {
  const { path, key } = press;
  const inside = path.slice(0, path.indexOf(root));
  const chevron = inside.find((element) => isA('chevron', element));
  if (chevron) {
    // While its menu is open the chevron keeps the focus, and Enter takes what the menu points at.
    const chooses = key !== undefined && chevron.getAttribute('aria-expanded') === 'true';
    note(chooses ? 'schedule' : 'chevron', root);
    return chooses ? { ...again(root, press), way: 'schedule', opens: true } : null;
  }
  const inText = inside.some((element) => isA('body', element));
  const button = inText ? undefined : inside.find(isSendInComposer);
  const sends = button !== undefined || key === 'ctrl-enter';
  note(sends ? 'send' : 'composer', root);
  return sends ? again(root, press, button) : null;
}

/** Presses the very button again; another only after a key, or when the page has drawn it anew. */
function again(root: HTMLElement, { path, key }: Press, pressed?: Element): SendGesture {
  return {
    composer: toComposer(root),
    replay: () => {
      const same = isHtml(pressed) && pressed.isConnected ? pressed : undefined;
      const button = same ?? (key === 'ctrl-enter' || pressed ? sendIn(root) : null);
      if (button) clickWholly(button);
      else if (path[0]) pressKey(path[0], 'Enter', { ctrlKey: key === 'ctrl-enter' });
    },
  };
}

/** After an error: only what is known to send is stopped, and nothing else in the page. */
function mightSend({ path, key }: Press): boolean {
  try {
    const asks = ['chevron', 'schedule', 'send'].includes(lastStep().step);
    return (
      key === 'ctrl-enter' ||
      path.some((element) => isA('send', element) || (asks && isA('surface', element)))
    );
  } catch {
    return key === 'ctrl-enter';
  }
}
