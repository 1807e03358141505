import type { Site } from '../sites/site.ts';
import { onChange } from '../background/announce.ts';
import { sendMessage } from '../background/send-message.ts';
import { shieldOnce } from '../overlay/dialog.tsx';
import { createMarks } from './marks.ts';
import { talkAbout } from './conversation.ts';
import { startGuard } from './guard.ts';
import { Knowledge } from './knowledge.ts';
import { watchPage } from './watch.ts';

/** Puts the guard on this page until `signal` says that the script is no longer wanted. */
export function protect(site: Site, signal: AbortSignal): void {
  const knowledge = new Knowledge((identifiers) =>
    sendMessage('facts.get', { identifiers }).catch(() => undefined),
  );
  const now = (): number => Date.now();
  shieldOnce();
  startGuard({
    site,
    knowledge,
    now,
    signal,
    onStopped: (stopped) => talkAbout(stopped, site, now),
  });
  whenReady(() => {
    const marks = createMarks(
      () => knowledge.connected,
      () => site.hasUnknownComposer(document),
    );
    signal.addEventListener('abort', () => marks.clear());
    const watch = watchPage({ site, knowledge, now, signal, onSeen: marks.show });
    onChange(() => {
      knowledge.forget();
      watch.look();
    }, signal);
  });
}

/** The listeners must stand before the page's; drawing and watching can wait for a document to draw on. */
function whenReady(start: () => void): void {
  if (document.readyState === 'loading')
    document.addEventListener('DOMContentLoaded', start, { once: true });
  else start();
}
