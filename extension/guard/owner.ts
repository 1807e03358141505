/** Which script keeps this page: a build of the extension, and one run of it. */
export type Claimant = {
  /** The extension's id, the same after an update. */
  readonly build: string;
  /** This run of the script; another after an update. */
  readonly run: string;
};

export type ClaimOptions = {
  readonly me: Claimant;
  /** The page is this script's to keep: at once, or when the script that kept it goes. */
  readonly onOwned: () => void;
  /** A newer run of this build keeps the page, or another build since this script was orphaned. */
  readonly onReplaced: () => void;
  readonly signal: AbortSignal;
};

const attribute = 'data-heed-owner';
const question = 'heed-owner';
/** A page that keeps taking the mark away is not fought for ever; the listeners stay in any case. */
const patience = 20;

/**
 * One script keeps a page. A newer run of the same build takes over from the one that the update left
 * behind; another build stands back while the owner answers. Scripts of several extensions share
 * nothing but the page, so the mark and the question are the page's: one that lies about them could
 * make Heed stand back, but then it could as well send by itself.
 */
export function claimPage({ me, onOwned, onReplaced, signal }: ClaimOptions): {
  giveUp: () => void;
} {
  const root = document.documentElement;
  const mark = `${me.build} ${me.run}`;
  let state: 'waiting' | 'owner' | 'orphan' = 'waiting';
  let placed = 0;

  const watcher = new MutationObserver(look);
  watcher.observe(root, { attributes: true, attributeFilter: [attribute] });
  root.addEventListener(question, answer, { signal });
  signal.addEventListener('abort', () => watcher.disconnect());
  claim();
  return { giveUp };

  function claim(): void {
    const owner = root.getAttribute(attribute);
    const isOther = owner !== null && buildOf(owner) !== me.build;
    if (isOther && isAnswered(root)) return;
    state = 'owner';
    place();
    onOwned();
  }

  function place(): void {
    placed++;
    root.setAttribute(attribute, mark);
  }

  /** Only a live owner answers: one left behind by an update is to be replaced. */
  function answer(event: Event): void {
    if (state === 'owner') event.preventDefault();
  }

  function look(): void {
    const owner = root.getAttribute(attribute);
    if (owner === mark || signal.aborted) return;
    if (state === 'waiting') return claim();
    const isNewer = owner !== null && buildOf(owner) === me.build;
    if (isNewer || (state === 'orphan' && owner !== null)) return onReplaced();
    // The page, or a build that did not ask, took the mark away.
    if (state === 'owner' && placed < patience) place();
  }

  /** This script was left behind by an update: whoever waits may take over. */
  function giveUp(): void {
    if (state !== 'owner') return;
    state = 'orphan';
    if (root.getAttribute(attribute) === mark) root.removeAttribute(attribute);
  }
}

const buildOf = (mark: string): string | undefined => mark.split(' ')[0];

function isAnswered(root: Element): boolean {
  return !root.dispatchEvent(new Event(question, { cancelable: true }));
}
