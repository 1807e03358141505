import { all, clickWholly, isHtml, matches, pressKey } from '../dom.ts';
import type { Composer, SendGesture, SendWay } from '../site.ts';
import { together, toComposer } from './composer.ts';
import { hasUnknownComposer } from './composers.ts';
import type { Press } from './press.ts';
import { pressedIn, unknownComposer } from './press.ts';
import { reaction } from './reaction.ts';
import { sendIn, says } from './send-button.ts';
import { anyOf, isA } from './selectors.ts';
import { lastStep, note } from './trail.ts';

/**
 * Sends from what stands outside every composer: menus and dialogs that one opened, a Send that is in
 * no known composer, Ctrl+Enter with the focus nowhere.
 */
export function sendOutside(roots: readonly HTMLElement[], press: Press): SendGesture | null {
  const { path, key } = press;
  // Heed's own dialog is none of the page's, also another build's.
  if (path.some(({ localName }) => localName.startsWith('heed-'))) return null;
  const surface = path.findLast((element) => isA('surface', element));
  const found =
    (surface && inSurface(roots, press, surface)) ??
    (path.some((element) => isA('send', element)) ? gesture(unknownComposer(path), press) : null) ??
    (key === 'ctrl-enter' ? withFocusElsewhere(roots, press) : null) ??
    reaction(press, surface);
  if (!surface && !found && lastStep().step !== 'reaction') note('elsewhere');
  return found;
}

function inSurface(
  roots: readonly HTMLElement[],
  press: Press,
  surface: Element,
): SendGesture | null {
  const { step, of } = lastStep();
  const scheduling = stepOfSchedule(press, surface);
  if (scheduling) {
    const flows = step === 'chevron' || step === 'schedule';
    if (roots.length === 0 && !flows && !has(press, 'scheduleItem')) return null;
    const composer = composerOf(roots, flows ? of : undefined, press);
    note('schedule', flows ? of : undefined);
    return {
      ...gesture(composer, press, 'schedule'),
      ...(scheduling === 'opens' && { opens: true }),
    };
  }
  const asks = matches(surface, '[role=dialog], [role=alertdialog], dialog') && confirms(press);
  return asks ? confirmation(roots, press) : null;
}

/**
 * Presets commit at once, and so does anything in a dialog of the schedule that does not merely take it
 * away: which button confirms a date and a time, only its words would tell.
 */
function stepOfSchedule(press: Press, surface: Element): 'opens' | 'sends' | null {
  const { step } = lastStep();
  const onItem = press.path.some((element) => matches(element, '[role=menuitem]'));
  if (has(press, 'scheduleItem') || (press.key && holds(surface, 'scheduleItem'))) return 'opens';
  if (has(press, 'schedulePicker')) return 'opens';
  if (holds(surface, 'schedulePreset')) return onItem || press.key ? 'sends' : null;
  if (step === 'chevron') return onItem ? 'opens' : null;
  if (step !== 'schedule' || !confirms(press)) return null;
  return pressedIn(press.path)?.closest('table, [role=grid]') ? 'opens' : 'sends';
}

/** Presses something that does not merely take the dialog away. */
function confirms({ path, key }: Press): boolean {
  const pressed = pressedIn(path);
  if (!pressed) return key === 'enter';
  return !isA('dialogCancel', pressed) && !says('cancel', pressed);
}

/** What asks again before sending: to many one by one, without an attachment that was spoken of. */
function confirmation(roots: readonly HTMLElement[], press: Press): SendGesture | null {
  const { step, of } = lastStep();
  const saysSo = press.path.some((element) => says('send', element));
  if (step === 'send' && of) return gesture(composerOf(roots, of, press), press, 'merge');
  if (!saysSo || (roots.length === 0 && !hasUnknownComposer(document))) return null;
  return gesture(composerOf(roots, undefined, press), press, 'merge');
}

function withFocusElsewhere(roots: readonly HTMLElement[], press: Press): SendGesture | null {
  const field = press.path.find((element) =>
    matches(element, 'input, textarea, [contenteditable]'),
  );
  if (!field) {
    if (roots.length === 0) return null;
    return gesture(composerOf(roots, undefined, press), press);
  }
  const writes = matches(field, '[contenteditable]') || hasUnknownComposer(document);
  return writes ? gesture(unknownComposer(press.path), press) : null;
}

/** The one it belongs to; where that is not certain, all of them together. */
function composerOf(
  roots: readonly HTMLElement[],
  of: HTMLElement | undefined,
  { path }: Press,
): Composer {
  if (of) return toComposer(of);
  const [first, ...others] = roots;
  if (!first) return unknownComposer(path);
  return others.length === 0 ? toComposer(first) : together([first, ...others]);
}

function gesture(composer: Composer, { path, key }: Press, how?: SendWay): SendGesture {
  return {
    composer,
    ...(how && { way: how }),
    replay: () => {
      const pressed = key === 'ctrl-enter' ? sendIn(composer.root) : pressedIn(path);
      if (isHtml(pressed) && pressed.isConnected) clickWholly(pressed);
      else if (path[0]) pressKey(path[0], 'Enter', { ctrlKey: key === 'ctrl-enter' });
    },
  };
}

function has(press: Press, part: 'scheduleItem' | 'schedulePicker'): boolean {
  return press.path.some((element) => isA(part, element));
}

function holds(surface: Element, part: 'scheduleItem' | 'schedulePreset'): boolean {
  return all(surface, [anyOf(part)]).length > 0;
}
