import { beforeEach, describe, expect, it, vi } from 'vitest';
import { observeCalls } from '../../../extension/observer/observe-calls.ts';
import type { ReadSend, SeenSend } from '../../../extension/sites/network.ts';

type Page = Window & typeof globalThis;
const told: SeenSend[] = [];
/** What went on to the network, with its very arguments. */
let went: unknown[][];
let page: Page;

/** A page of its own: its calls are watched, and this test's are not. */
function newPage(): Page {
  class Xhr {
    open(...args: unknown[]): void {
      went.push(args);
    }
    send(...args: unknown[]): void {
      went.push(args);
    }
  }
  class Nav {
    sendBeacon(...args: unknown[]): boolean {
      went.push(args);
      return true;
    }
  }
  return {
    URL,
    Request,
    Blob,
    URLSearchParams,
    XMLHttpRequest: Xhr,
    Navigator: Nav,
    setTimeout: globalThis.setTimeout,
    location: new URL('https://mail.example/inbox'),
    fetch: (...args: unknown[]) => {
      went.push(args);
      return Promise.resolve(new Response('answer'));
    },
  } as unknown as Page;
}
const read: ReadSend = ({ pathname }, body) =>
  pathname === '/send' ? { recipients: (JSON.parse(body) as { to: string[] }).to } : null;
const body = JSON.stringify({ to: ['a@example.com'] });
const seen = { recipients: ['a@example.com'] };
const later = () => new Promise((resolve) => setTimeout(resolve, 10));

beforeEach(() => {
  told.length = 0;
  went = [];
  page = newPage();
  observeCalls(page, read, (one) => told.push(one));
});

describe('the observer of a page’s calls', () => {
  it('tells of a send by fetch, and lets it go on unchanged', async () => {
    const init = { method: 'POST', body };
    const answer = await page.fetch('/send', init);
    expect(await answer.text()).toBe('answer');
    expect(went).toEqual([['/send', init]]);
    expect(went[0]![1]).toBe(init);
    await later();
    expect(told).toEqual([seen]);
  });

  it('reads a Request without taking its body from the page', async () => {
    const request = new Request('https://mail.example/send', { method: 'POST', body });
    await page.fetch(request);
    await later();
    expect(told).toEqual([seen]);
    expect(await request.text()).toBe(body);
  });

  it('tells of a send by XMLHttpRequest', async () => {
    const xhr = new page.XMLHttpRequest();
    xhr.open('POST', '/send');
    xhr.send(body);
    await later();
    expect(went).toEqual([['POST', '/send'], [body]]);
    expect(told).toEqual([seen]);
  });

  it.each([
    ['text', body],
    ['a blob', new Blob([body])],
    ['bytes', new TextEncoder().encode(body)],
  ])('tells of a send by beacon as %s', async (_, data) => {
    const beacon = new page.Navigator();
    expect(beacon.sendBeacon('/send', data)).toBe(true);
    await later();
    expect(told).toEqual([seen]);
  });

  it('says nothing of what is fetched, of drafts, and of what cannot be read', async () => {
    await page.fetch('/send');
    await page.fetch('/draft', { method: 'POST', body });
    await page.fetch('/send', { method: 'POST', body: 'not JSON' });
    await page.fetch('http://[', { method: 'POST', body });
    await later();
    expect(told).toEqual([]);
    expect(went).toHaveLength(4);
  });

  it('gives the page its own errors, and none of ours', async () => {
    const broken = newPage();
    broken.fetch = vi.fn<typeof fetch>().mockRejectedValue(new TypeError('offline'));
    observeCalls(broken, read, () => undefined);
    await expect(broken.fetch('/send', { method: 'POST', body })).rejects.toThrow('offline');
    const odd = { method: { toString: () => 'POST' } } as unknown as RequestInit;
    await page.fetch('/send', odd);
    expect(went.at(-1)).toEqual(['/send', odd]);
  });
});
