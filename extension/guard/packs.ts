import type { Compiled } from '../../shared/screening/compile.ts';
import { compiling } from '../../shared/screening/compile.ts';
import type { Pack } from '../../shared/screening/pack.ts';

/** Gives the words of a language; null where there are none. */
export type AskPack = (language: string) => Promise<Pack | null>;

/** So long may a step of making them ready take from who is writing: milliseconds. */
const step = 5;
/** What could not be had is asked for again after this long: milliseconds. */
const retry = 60_000;

/** The languages that this page can read. Each is fetched and made ready when it is first met. */
export class Packs {
  readonly #ask: AskPack;
  readonly #now: () => number;
  readonly #ready = new Map<string, Compiled>();
  readonly #coming = new Map<string, Promise<void>>();
  readonly #missing = new Map<string, number>();

  constructor(ask: AskPack, now: () => number) {
    this.#ask = ask;
    this.#now = now;
  }

  readonly get = (language: string): Compiled | undefined => this.#ready.get(language);

  get size(): number {
    return this.#ready.size;
  }

  /** Whether nothing is to be waited for: it is here, or could not be had. */
  isSettled(language: string): boolean {
    const failedAt = this.#missing.get(language) ?? -Infinity;
    return this.#ready.has(language) || this.#now() - failedAt < retry;
  }

  async load(languages: readonly string[]): Promise<void> {
    await Promise.all(languages.map((one) => this.#load(one)));
  }

  #load(language: string): Promise<void> {
    if (this.isSettled(language)) return Promise.resolve();
    let coming = this.#coming.get(language);
    if (!coming) {
      coming = this.#fetch(language).finally(() => this.#coming.delete(language));
      this.#coming.set(language, coming);
    }
    return coming;
  }

  async #fetch(language: string): Promise<void> {
    const pack = await this.#ask(language).catch(() => null);
    if (pack) this.#ready.set(language, await inSteps(compiling(pack)));
    else this.#missing.set(language, this.#now());
  }
}

/** Some tens of milliseconds of work, with room between for keys that are pressed meanwhile. */
async function inSteps<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const end = performance.now() + step;
    do {
      const done = steps.next();
      if (done.done === true) return done.value;
    } while (performance.now() < end);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
