/*
 * How the observer, which runs in the page's own world, and the guard, which does not, come to share a
 * secret that the page does not know. Both run before any script of the page; whichever is second asks
 * or is told at once, through the document, and the first answer is the last.
 */

const offer = 'heed-offer';
const request = 'heed-request';
const attribute = 'data-heed-secret';

/** In the page's world: makes the secret, and gives it to the guard alone. */
export function offerSecret(root: Element): string {
  const secret = crypto.randomUUID();
  // `once` is not enough: were the guard never to ask, a page that asked would be told.
  const give = (): void => {
    root.setAttribute(attribute, secret);
    const isTaken = !root.dispatchEvent(new Event(offer, { cancelable: true }));
    root.removeAttribute(attribute);
    if (isTaken) root.removeEventListener(request, give);
  };
  root.addEventListener(request, give);
  give();
  return secret;
}

/** In the guard's world: calls back once, with the first secret that is offered. */
export function takeSecret(root: Element, onSecret: (secret: string) => void): void {
  const take = (event: Event): void => {
    const secret = root.getAttribute(attribute);
    if (!secret) return;
    event.preventDefault();
    root.removeEventListener(offer, take);
    onSecret(secret);
  };
  root.addEventListener(offer, take);
  root.dispatchEvent(new Event(request));
}
