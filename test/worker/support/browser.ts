import { env } from 'cloudflare:workers';
import { app } from '../../../worker/app.ts';
import type { Bindings } from '../../../worker/env.ts';

export const origin = 'https://heed.example';

/** What a page answered: its text, and where it leads on to. */
export type Page = {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Path and query of a redirect. */
  readonly to: string;
};

type Form = Readonly<Record<string, string | readonly string[]>>;

/** A browser without script: it keeps cookies, and says whose page a form was on. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #bindings: Bindings;

  constructor(bindings: Bindings = env) {
    this.#bindings = bindings;
  }

  get(path: string): Promise<Page> {
    return this.send(path, { headers: {} });
  }

  post(path: string, form: Form = {}, headers: Record<string, string> = {}): Promise<Page> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(form))
      for (const one of [value].flat()) body.append(name, one);
    return this.send(path, { method: 'POST', body, headers: { origin, ...headers } });
  }

  /** As our script does. */
  async postJson<T>(path: string, json: unknown): Promise<{ status: number; body: T }> {
    const { status, text } = await this.send(path, {
      method: 'POST',
      body: JSON.stringify(json),
      headers: { origin, 'content-type': 'application/json' },
    });
    return { status, body: JSON.parse(text) as T };
  }

  async send(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = {
      ...(cookie && { cookie }),
      'user-agent': 'Firefox/150 (Linux)',
      ...init.headers,
    };
    const url = new URL(path, origin).href;
    const response = await app.request(url, { ...init, headers }, this.#bindings);
    this.#keep(response.headers);
    const location = response.headers.get('location');
    const to = location ? location.replace(origin, '') : '';
    return { status: response.status, text: await response.text(), headers: response.headers, to };
  }

  #keep(headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /max-age=0/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}
