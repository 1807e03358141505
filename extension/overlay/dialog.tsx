import { render } from 'preact';
import type { DialogChoice, DialogInput } from './choice.ts';
import { DialogView } from './dialog-view.tsx';
import { language } from '../ui/say.ts';
import css from './dialog.css?inline';
import { createHost, keepInPage } from './host.ts';
import person from './person.css?inline';
import { deepActive, holdKeys, shieldKeys } from './shield.ts';

export type * from './choice.ts';

export type DialogHandle = {
  /** Shows how people stand now; the last choice has been carried out. */
  update(input: DialogInput): void;
  /** Says why the last choice could not be carried out: what is wrong and how to mend it. */
  showProblem(text: string): void;
  /** Takes the dialog away and gives the focus back. */
  close(): void;
};

let current: (() => void) | undefined;

/**
 * Shows why a send was stopped. `onChoice` is called for each choice, only ever by what a person did. Closes
 * by itself on `keep-editing` (also: Escape, the page took the dialog away, another dialog opened); any other
 * choice leaves it open and deaf until `update`, `showProblem` or `close`.
 */
export function openDialog(first: DialogInput, onChoice: (c: DialogChoice) => void): DialogHandle {
  current?.();
  shieldOnce();
  const before = deepActive();
  const life = new AbortController();
  const { host, body } = createHost('heed-dialog', person + css);
  const dialog = document.createElement('dialog');
  dialog.setAttribute('role', 'alertdialog');
  dialog.setAttribute('aria-labelledby', 'heed-title');
  dialog.setAttribute('aria-describedby', 'heed-summary');
  dialog.tabIndex = -1;
  body.append(dialog);

  const state = { input: first, problem: '', busy: false, updates: 0 };
  const show = (change: Partial<typeof state>) => {
    if (life.signal.aborted) return;
    Object.assign(state, change);
    dialog.lang = language();
    render(<DialogView {...state} onChoice={choose} />, dialog);
    // What had the focus may be gone now.
    if (dialog.isConnected && !dialog.contains(rootOf(dialog).activeElement)) dialog.focus();
  };
  const choose = (choice: DialogChoice) => {
    if (life.signal.aborted) return;
    if (choice.kind === 'keep-editing') {
      close();
    } else {
      if (state.busy) return;
      show({ busy: true, problem: '' });
    }
    onChoice(choice);
  };
  const stay = () => choose({ kind: 'keep-editing' });
  const releaseKeys = holdKeys();
  const close = () => {
    if (life.signal.aborted) return;
    if (current === stay) current = undefined;
    releaseKeys();
    // Removing the host closes the dialog without a `close` event.
    life.abort();
    render(null, dialog);
    if (before?.isConnected) before.focus({ preventScroll: true });
  };

  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    stay();
  });
  // Chromium closes a dialog whose `cancel` was prevented before, without asking.
  dialog.addEventListener('close', stay, { signal: life.signal });
  keepInPage(host, { returned: () => showModal(dialog), lost: stay }, life.signal);
  current = stay;
  showModal(dialog);
  show({});

  return {
    update: (input) => show({ input, busy: false, problem: '', updates: state.updates + 1 }),
    showProblem: (problem) => show({ problem, busy: false }),
    close,
  };
}

let shielded = false;

/** Call at `document_start`, before the page's scripts run; see `shieldKeys`. */
export function shieldOnce(): void {
  if (shielded) return;
  shielded = true;
  shieldKeys();
}

function showModal(dialog: HTMLDialogElement): void {
  // Taken out of the document, a dialog keeps `open` but leaves the top layer.
  dialog.removeAttribute('open');
  dialog.showModal();
}

function rootOf(node: Node): ShadowRoot {
  return node.getRootNode() as ShadowRoot;
}
