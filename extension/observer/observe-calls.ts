import type { ReadSend, SeenSend } from '../sites/network.ts';

/** What is longer is a file on its way, not a message: characters. */
const longest = 4_000_000;

/**
 * Watches what the page's own code posts, and tells of what is a send. Read only: each call goes on
 * with the very arguments, before its body is looked at; nothing of the body is kept, and no error of
 * ours reaches the page.
 */
export function observeCalls(
  page: Window & typeof globalThis,
  read: ReadSend,
  tell: (seen: SeenSend) => void,
): void {
  // The page may put its own in place of these later.
  const { URL: Address, Request: PageRequest, Blob: PageBlob, URLSearchParams: Params } = page;
  const later = page.setTimeout.bind(page);
  const called = new WeakMap<XMLHttpRequest, { method: string; url: string }>();

  const { XMLHttpRequest: Xhr, Navigator: Nav } = page;
  page.fetch = watched(page.fetch, ([input, init]) => {
    if (input instanceof PageRequest) {
      const method = init?.method ?? input.method;
      if (!posts(method)) return;
      if (init?.body) look(method, input.url, init.body);
      else if (mayBe(input.url))
        void input
          .clone()
          .text()
          .then((body) => look(method, input.url, body), nothing);
    } else look(init?.method ?? 'GET', String(input), init?.body);
  });
  Xhr.prototype.open = watched(Xhr.prototype.open, ([method, url], self) => {
    called.set(self as XMLHttpRequest, { method, url: String(url) });
  });
  Xhr.prototype.send = watched(Xhr.prototype.send, ([body], self) => {
    const { method, url } = called.get(self as XMLHttpRequest) ?? { method: '', url: '' };
    look(method, url, body);
  });
  Nav.prototype.sendBeacon = watched(Nav.prototype.sendBeacon, ([url, body]) => {
    look('POST', String(url), body);
  });

  function look(method: string, url: string, body: unknown): void {
    if (!posts(method)) return;
    if (typeof body === 'string' || body instanceof Params) later(() => readNow(url, String(body)));
    else if (body instanceof PageBlob) void body.text().then((text) => readNow(url, text), nothing);
    else if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) {
      const copy = new TextDecoder().decode(body);
      later(() => readNow(url, copy));
    } else later(() => readNow(url, ''));
  }

  function readNow(url: string, body: string): void {
    try {
      const seen = body.length > longest ? null : read(new Address(url, page.location.href), body);
      if (seen) tell(seen);
    } catch {
      // A body that cannot be read is none that is known to send.
    }
  }

  /** Cloning a request's body costs: only for where messages may go, which a reader tells by the address. */
  function mayBe(url: string): boolean {
    return new Address(url, page.location.href).origin === page.location.origin;
  }
}

const posts = (method: string): boolean => /^(post|put|patch)$/i.test(method);
const nothing = (): void => undefined;

/** The same function to all who look, which lets somebody see its arguments first. */
function watched<Called extends (this: never, ...args: never[]) => unknown>(
  original: Called,
  see: (args: Parameters<Called>, self: ThisParameterType<Called>) => void,
): Called {
  return new Proxy(original, {
    apply(target, self: ThisParameterType<Called>, args: Parameters<Called>) {
      try {
        see(args, self);
      } catch {
        // The page's call is none of our errors' business.
      }
      return Reflect.apply(target, self, args) as unknown;
    },
  });
}
