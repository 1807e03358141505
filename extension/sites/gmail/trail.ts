/**
 * Which control was used last. Gmail draws what a control opens (menus, dialogs, pickers) at the end of
 * the page, apart from the composer or message that it belongs to; only this ties the two together.
 */
export type Step = 'chevron' | 'schedule' | 'send' | 'composer' | 'reaction' | 'elsewhere';

let last: { readonly step: Step; readonly of: WeakRef<HTMLElement> | undefined } = {
  step: 'elsewhere',
  of: undefined,
};

export function note(step: Step, of?: HTMLElement): void {
  last = { step, of: of && new WeakRef(of) };
}

/** What it belongs to is missing when it has left the page since. */
export function lastStep(): { readonly step: Step; readonly of: HTMLElement | undefined } {
  const of = last.of?.deref();
  return { step: last.step, of: of?.isConnected ? of : undefined };
}
