import { onChange } from '../background/announce.ts';
import { onHeard } from '../background/heard.ts';
import { sendMessage } from '../background/send-message.ts';
import { isOutOfDate } from '../../shared/policy/out-of-date.ts';
import { shieldOnce } from '../overlay/dialog.tsx';
import { hearSends } from '../observer/hear-sends.ts';
import type { PageState } from '../overlay/page-state.tsx';
import type { SeenSend } from '../sites/network.ts';
import type { Site } from '../sites/site.ts';
import { talkAbout } from './conversation.ts';
import { watchElsewhere } from './elsewhere.ts';
import type { PassedSend } from './guard.ts';
import { startGuard } from './guard.ts';
import { pageStateOf } from './health.ts';
import { Knowledge } from './knowledge.ts';
import { createDrawing } from './drawing.ts';
import { wordsHere } from './learn-words.ts';
import type { Claimant } from './owner.ts';
import { claimPage } from './owner.ts';
import { Packs } from './packs.ts';
import { WrittenScreening } from './screening.ts';
import { contactedBy, PassedSends } from './sends.ts';
import { Troubles, troublesIn } from './troubles.ts';
import { isUnchecked } from './unchecked.ts';
import type { SeenComposer } from './watch.ts';
import { watchPage } from './watch.ts';
import { within } from './within.ts';

/** This run of the extension's script in a page, and whether the extension still knows it. */
export type Script = { readonly me: Claimant; readonly isAlive: () => boolean };

/** Puts the guard on this page, until another script takes over. Answers what is said of the page. */
export function protect(
  site: Site,
  { me, isAlive }: Script,
): { state: () => PageState | undefined } {
  const life = new AbortController();
  const { signal } = life;
  const now = (): number => Date.now();
  const knowledge = new Knowledge(
    (identifiers, lacksTables) =>
      sendMessage('facts.get', { identifiers, lacksTables }).catch(() => undefined),
    async (deadlineMs) => (await sendMessage('worker.hear', { deadlineMs })).heardAt,
  );
  const askPack = async (language: string) =>
    (await within(3000, sendMessage('pack.get', { language })))?.pack ?? null;
  const screening = new WrittenScreening(new Packs(askPack, now), knowledge, wordsHere);
  const sends = new PassedSends();
  const troubles = new Troubles((problem, structure) => {
    const told = { site: site.id, problem, structure };
    void sendMessage('guard.report', told).catch(() => undefined);
  });
  const is = { owner: false, orphan: false, leaking: false, failing: false };
  let state: PageState | undefined;
  let plan = (): void => undefined;

  const isOff = (): boolean => knowledge.setting?.policy.sitesOff.includes(site.id) === true;
  const failed = (): void => {
    // Once is enough: looking again for each failure would fail, and look, for ever.
    if (is.failing) return;
    is.failing = true;
    troubles.tell('site-failed', document.documentElement);
    plan();
  };

  shieldOnce();
  // The listeners have to stand before the page's, also in a script that is not the page's owner yet.
  startGuard({
    site,
    knowledge,
    screening,
    now,
    signal,
    isOff: () => !is.owner || isOff() || (checkAlive(), false),
    onStopped: async (stopped) => {
      await wordsHere();
      return talkAbout(stopped, { site, knowledge, now });
    },
    onPassed,
    onFailed: failed,
  });
  const owning = claimPage({
    me,
    signal,
    onOwned: () => {
      is.owner = true;
      whenReady(draw);
    },
    onReplaced: () => life.abort(),
  });
  // A page may send at the press, before the gesture that was let pass is whole.
  hearSends(document, (seen) => setTimeout(() => void onSeenSend(seen), 700), signal);
  return { state: () => state };

  /** An update left this script behind. It goes on from what it knows, and says so, until another takes over. */
  function checkAlive(): void {
    if (is.orphan || isAlive()) return;
    is.orphan = true;
    owning.giveUp();
    plan();
  }

  function onPassed(passed: PassedSend): void {
    sends.add(passed, now());
    const events = contactedBy(passed, site, now());
    void sendMessage('contacted.record', { events }).catch(() => undefined);
  }

  /** The page sent something off: was it decided about, here or in another frame? */
  async function onSeenSend({ recipients }: SeenSend): Promise<void> {
    if (!is.owner) return;
    const people = recipients.flatMap((one) => site.recipientOf?.(one) ?? []);
    const isLeak = await isUnchecked(people, { knowledge, sends, now });
    if (!isLeak || !is.owner || isOff()) return;
    is.leaking = true;
    troubles.tell('sent-unchecked', document.documentElement);
    plan();
  }

  function draw(): void {
    /** While the background is asked anew, what was said goes on being said. */
    const pageState = (seen: readonly SeenComposer[]) => {
      const isAsking = knowledge.connected === undefined && seen.length > 0;
      return (state = stateWith(seen) ?? (isAsking ? state : undefined));
    };
    const drawing = createDrawing({
      site,
      knowledge,
      screening,
      now,
      isOff,
      pageState,
      plan: () => plan(),
      signal,
    });
    const elsewhere = watchElsewhere(site, () => plan(), signal);
    let unknown: readonly Element[] = [];
    const onSeen = (seen: readonly SeenComposer[]): void => {
      checkAlive();
      unknown = unknownAmong(seen);
      if (troubles.see(troublesIn(seen, unknown), now())) setTimeout(() => plan(), 2500);
      drawing.show(seen);
    };
    const watch = watchPage({ site, knowledge, now, signal, onSeen, onFailed: failed, isOff });
    plan = watch.plan;
    const startAnew = (): void => {
      if (!is.orphan) knowledge.forget();
      drawing.refresh();
      watch.look();
    };
    onChange(startAnew, signal);
    onHeard((at) => knowledge.hear(at), signal);
    // A page that comes back from the browser's back/forward cache has heard of nothing meanwhile.
    window.addEventListener('pageshow', (event) => event.persisted && startAnew(), { signal });

    function unknownAmong(seen: readonly SeenComposer[]): readonly Element[] {
      if (isOff()) return [];
      try {
        const found = elsewhere.found(seen.map(({ composer }) => composer.root));
        return found.length > 0 || !site.hasUnknownComposer(document) ? found : [document.body];
      } catch {
        failed();
        return [document.body];
      }
    }

    function stateWith(seen: readonly SeenComposer[]): PageState | undefined {
      const { connected, setting, heardAt } = knowledge;
      return pageStateOf({
        isOrphan: is.orphan,
        connected,
        isOff: isOff() && window.top === window,
        isOutOfDate: setting !== undefined && isOutOfDate(setting.policy, heardAt, now()),
        hasLeak: is.leaking,
        hasFailed: is.failing,
        hasUnknown: unknown.length > 0,
        seen,
      });
    }
  }
}

/** Drawing and watching can wait for a document to draw on. */
function whenReady(start: () => void): void {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
}
