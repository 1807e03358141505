import { shieldOnce } from '../../../extension/overlay/dialog.tsx';

/** What a page may do that would get in our way. Ours came first, as a content script at `document_start` does. */
export function beHostile(): void {
  shieldOnce();
  const swallow = (event: Event) => {
    document.documentElement.dataset['saw'] =
      `${document.documentElement.dataset['saw'] ?? ''} ${event.type}`;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const type of ['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste'])
    window.addEventListener(type, swallow, { capture: true });
  // A focus trap, like the ones of page dialogs.
  document.addEventListener('focusin', () => document.querySelector<HTMLElement>('.send')?.focus());
  // As high as z-index goes, and the page's own modal dialog.
  const cover = document.createElement('div');
  cover.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:rgb(255 0 0 / 20%)';
  const dialog = document.createElement('dialog');
  dialog.textContent = 'A dialog of the page';
  document.body.append(cover, dialog);
  dialog.showModal();
}
