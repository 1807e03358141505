import type { SeenSend } from '../sites/network.ts';
import { takeSecret } from './secret.ts';

/** In the page's world: how the observer tells of a send, so that only the guard hears it. */
export function tellerIn(page: Document, secret: string): (seen: SeenSend) => void {
  const dispatch = page.dispatchEvent.bind(page);
  const { stringify } = JSON;
  const Told = CustomEvent;
  return (seen) => {
    dispatch(new Told(secret, { detail: stringify(seen) }));
  };
}

/** In the guard's world: calls back for each send that the observer sees. */
export function hearSends(
  page: Document,
  onSend: (seen: SeenSend) => void,
  signal: AbortSignal,
): void {
  takeSecret(page.documentElement, (secret) => {
    const hear = (event: Event): void => {
      if (event instanceof CustomEvent) onSend(JSON.parse(String(event.detail)) as SeenSend);
    };
    page.addEventListener(secret, hear, { signal });
  });
}
