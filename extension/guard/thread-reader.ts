import { sendMessage } from '../background/send-message.ts';
import type { Banner } from '../overlay/banner.tsx';
import { showBanner } from '../overlay/banner.tsx';
import type { LastMessage, Site } from '../sites/site.ts';
import { today } from '../ui/today.ts';
import { decisionFor } from './judge.ts';
import type { Knowledge } from './knowledge.ts';
import type { Recorder } from './recorder.ts';

type ThreadOptions = {
  readonly site: Site;
  readonly knowledge: Knowledge;
  readonly recorder: Recorder;
  readonly now: () => number;
  readonly isOff: () => boolean;
  readonly onLearnt: () => void;
};

/** So many messages are remembered as read, while the page is open. */
const most = 30;

/** Longer than a wish to be left alone ever is; what is read crosses to the background and no further. */
const longest = 6000;

/**
 * Reads what the contact wrote last in the thread that is open, and offers to record it when they ask to
 * be left alone. Nothing of it is kept or sent: only what was looked at already, for as long as the page is open.
 */
export function createThreadReader(options: ThreadOptions): { look(): void; clear(): void } {
  const { site, knowledge, recorder, now, isOff, onLearnt } = options;
  const asked = new Map<string, boolean | undefined>();
  const sentAway = new Set<string>();
  let shown: { readonly about: string; readonly banner: Banner } | undefined;

  return { look, clear: () => show(undefined) };

  function look(): void {
    const last = isOff() || knowledge.connected !== true ? null : read();
    if (!last) return show(undefined);
    const about = `${last.from.value} ${last.text}`;
    if (shown?.about === about) return;
    show(undefined);
    if (sentAway.has(about)) return;
    if (!asked.has(about)) return ask(last, about);
    if (asked.get(about) !== true || hasSaidNo(last)) return;
    show({
      about,
      banner: showBanner({
        who: nameIn(last),
        record: () =>
          recorder.record(
            { person: '', type: 'objected', method: 'reply', occurredOn: today() },
            last.from,
          ),
        undoable: () => recorder.undoable(last.from),
        undo: () => recorder.undo(last.from),
        onGone: () => {
          sentAway.add(about);
          shown = undefined;
        },
      }),
    });
  }

  function read(): LastMessage | null {
    try {
      return site.lastMessage?.(document) ?? null;
    } catch {
      return null;
    }
  }

  function ask({ from, text }: LastMessage, about: string): void {
    if (asked.size >= most) asked.clear();
    asked.set(about, undefined);
    const reading = sendMessage('thread.read', { text: text.slice(0, longest) });
    void Promise.all([reading, knowledge.learn([from])]).then(
      ([{ asksToStop }]) => {
        asked.set(about, asksToStop);
        if (asksToStop) onLearnt();
      },
      () => asked.delete(about),
    );
  }

  /** Then there is nothing to record, and nothing known yet is no reason to offer it either. */
  function hasSaidNo({ from }: LastMessage): boolean {
    const recipient = { text: '', identifier: from };
    const decision = decisionFor(recipient, knowledge, site.channel, now());
    return (
      decision === 'ask' ||
      decision.reasons.some((one) => one.decidedBy === 'person' && one.verdict === 'block')
    );
  }

  function nameIn({ from }: LastMessage): string {
    const person = site
      .people?.(document)
      .find(({ identifier }) => identifier?.value === from.value);
    return person?.text ?? from.value;
  }

  function show(next: typeof shown): void {
    shown?.banner.remove();
    shown = next;
  }
}
