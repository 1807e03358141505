import { isOverlay } from './shield.ts';

/** Where an anchor is in the window, or `null` when it cannot be seen: hidden, scrolled away or covered. */
export type Place = { readonly rect: DOMRect; readonly rtl: boolean } | null;

type Follower = { readonly anchor: Element; readonly look: () => void };

const followers = new Set<Follower>();
let frame = 0;
let clock: ReturnType<typeof setInterval> | undefined;

/** Something may lie over an anchor without the anchor moving: an open menu, a second composer. */
const lookAgain = 300;

function lookAll(): void {
  if (frame) return;
  frame = requestAnimationFrame(() => {
    frame = 0;
    for (const { look } of followers) look();
  });
}

function start(): void {
  addEventListener('scroll', lookAll, { capture: true, passive: true });
  addEventListener('resize', lookAll);
  clock = setInterval(() => {
    if (!document.hidden) lookAll();
  }, lookAgain);
}

function stop(): void {
  removeEventListener('scroll', lookAll, { capture: true });
  removeEventListener('resize', lookAll);
  clearInterval(clock);
}

/**
 * Calls `onPlace` now and whenever the anchor has moved. Reads the page's layout, never writes to it. All
 * followers share one look a frame; between scrolls and resizes it is the observers that notice.
 */
export function follow(
  anchor: Element,
  onPlace: (place: Place) => void,
  signal: AbortSignal,
): void {
  if (followers.size === 0) start();
  let last = '';
  const look = () => {
    const place = placeOf(anchor);
    const now = place
      ? `${place.rect.x} ${place.rect.y} ${place.rect.width} ${place.rect.height} ${place.rtl}`
      : '';
    if (now === last) return;
    last = now;
    onPlace(place);
  };
  const follower = { anchor, look };
  followers.add(follower);
  const sizes = new ResizeObserver(lookAll);
  sizes.observe(anchor);
  sizes.observe(document.documentElement);
  const stopWatching = watchMoves(anchor, lookAll);
  onPlace(null);
  look();
  signal.addEventListener('abort', () => {
    followers.delete(follower);
    sizes.disconnect();
    stopWatching();
    if (followers.size === 0) stop();
  });
}

function placeOf(anchor: Element): Place {
  if (!anchor.isConnected) return null;
  const rect = anchor.getBoundingClientRect();
  if (rect.width === 0 || rect.height === 0) return null;
  const root = anchor.getRootNode() as Document | ShadowRoot;
  const top = root.elementFromPoint(rect.x + rect.width / 2, rect.y + rect.height / 2);
  // What covers it is the page's: our own dialog shades the page, but leaves it to be seen.
  if (!top || !(anchor.contains(top) || top.contains(anchor) || isOverlay(top))) return null;
  return { rect, rtl: getComputedStyle(anchor).direction === 'rtl' };
}

/**
 * Notices that an element was moved by something else than scrolling: an intersection observer with margins
 * that leave exactly the element's rectangle changes its ratio as soon as the element leaves it.
 */
function watchMoves(anchor: Element, onMove: () => void): () => void {
  let observer: IntersectionObserver | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const arm = (threshold: number) => {
    observer?.disconnect();
    clearTimeout(retry);
    const { left, top, width, height } = anchor.getBoundingClientRect();
    if (!width || !height) {
      // Comes back to life through the resize observer's next look.
      retry = setTimeout(() => arm(1), 1000);
      return;
    }
    const { clientWidth, clientHeight } = document.documentElement;
    const margins = [top, clientWidth - left - width, clientHeight - top - height, left];
    const rootMargin = margins.map((margin) => `${-Math.floor(margin)}px`).join(' ');
    let first = true;
    observer = new IntersectionObserver(
      (entries) => {
        const ratio = entries.at(-1)!.intersectionRatio;
        if (first) {
          first = false;
          if (ratio === threshold) return;
          if (ratio > 0) arm(ratio);
          else retry = setTimeout(() => arm(1), 1000);
          return;
        }
        onMove();
        arm(1);
      },
      { rootMargin, threshold: Math.min(1, Math.max(1e-7, threshold)) },
    );
    observer.observe(anchor);
  };
  arm(1);
  return () => {
    observer?.disconnect();
    clearTimeout(retry);
  };
}
