/** The hosts that we made ourselves. A page may make elements of the same name; they are not ours. */
const hosts = new WeakSet<EventTarget>();
let modals = 0;

/** Whether an event at window level came from inside our own interface. */
export function isOverlay(target: EventTarget | null): boolean {
  return target !== null && hosts.has(target);
}

export function markAsOverlay(host: HTMLElement): void {
  hosts.add(host);
}

/** While a dialog is open, no key reaches the page at all. Call what is returned when it closes. */
export function holdKeys(): () => void {
  modals += 1;
  let held = true;
  return () => {
    if (held) modals -= 1;
    held = false;
  };
}

/** What has the focus, looked for inside open shadow roots too: LinkedIn's chat lives in one. */
export function deepActive(): HTMLElement | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active instanceof HTMLElement ? active : null;
}

/** The keys that are ours. Those with `Alt` stand in docs/permissions.md. */
export type OwnKey = 'Escape' | 'Alt+Shift+H' | 'Alt+Shift+W';
const own = new Map<OwnKey, () => boolean>();

/** Takes a key from the page whenever `act` says that it has used it. */
export function onKey(key: OwnKey, act: () => boolean): void {
  own.set(key, act);
}

function isOwn(event: KeyboardEvent): boolean {
  if (event.type !== 'keydown' || !event.isTrusted || event.repeat) return false;
  const { altKey, shiftKey, ctrlKey, metaKey, code, key } = event;
  // By its place on the keyboard: with Alt, a Mac writes another letter.
  if (altKey && shiftKey && !ctrlKey && !metaKey && (code === 'KeyH' || code === 'KeyW'))
    return own.get(code === 'KeyH' ? 'Alt+Shift+H' : 'Alt+Shift+W')?.() === true;
  return key === 'Escape' && own.get('Escape')?.() === true;
}

const keys = ['keydown', 'keypress', 'keyup'] as const;
/** These carry what was typed or copied: `InputEvent.data`, `ClipboardEvent.clipboardData`. */
const text = [
  'beforeinput',
  'input',
  'compositionstart',
  'compositionupdate',
  'compositionend',
  'copy',
  'cut',
  'paste',
  'drop',
] as const;

/**
 * Keeps the page's key handlers away from our fields: Gmail takes a letter typed outside its own fields for a
 * shortcut. Must run at `document_start`, so that this listener comes before any of the page's. What the
 * browser itself does with a key (typing, Tab, Enter on a button, Escape) does not depend on propagation; our
 * own parts therefore listen to none of these events.
 */
export function shieldKeys(signal?: AbortSignal): void {
  const options = { capture: true, ...(signal && { signal }) };
  for (const type of keys) window.addEventListener(type, shieldKey, options);
  for (const type of text) window.addEventListener(type, shieldText, options);
}

function shieldKey(event: KeyboardEvent): void {
  if (modals === 0 && isOwn(event)) {
    event.preventDefault();
    return event.stopImmediatePropagation();
  }
  if (modals === 0 && !isOverlay(event.target)) return;
  event.stopImmediatePropagation();
  // Ctrl+Enter held down a moment too long must not press the button that now has the focus.
  if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
}

function shieldText(event: Event): void {
  if (isOverlay(event.target)) event.stopImmediatePropagation();
}
