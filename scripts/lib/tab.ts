import type { RawTab } from './driver.ts';
import type { Found, Query } from './page-query.ts';
import { findInPage } from './page-query.ts';

const patience = 60_000;
const pollEvery = 100;

/** A tab with the helpers that scenarios are written in. */
export type Tab = RawTab & {
  /** Waits until it is there and has a size. `selector` reaches into open shadow roots. */
  readonly see: (selector: string, more?: Omit<Query, 'selector'>) => Promise<Found>;
  readonly has: (selector: string, more?: Omit<Query, 'selector'>) => Promise<boolean>;
  readonly gone: (selector: string, more?: Omit<Query, 'selector'>) => Promise<void>;
  /** Clicks in the middle of it with the real mouse; fails when something else lies above it. */
  readonly click: (selector: string, more?: Omit<Query, 'selector'>) => Promise<void>;
  /** Clicks a field, empties it and types. */
  readonly fill: (selector: string, text: string) => Promise<void>;
};

export function tabOf(raw: RawTab): Tab {
  const find = (query: Query) => raw.evaluate(findInPage, query);

  async function see(selector: string, more: Omit<Query, 'selector'> = {}): Promise<Found> {
    const query = { selector, ...more };
    return until(`see ${describe(query)}`, async () => (await find(query)) ?? undefined);
  }

  async function click(selector: string, more: Omit<Query, 'selector'> = {}): Promise<void> {
    const query = { selector, ...more, scroll: true };
    const found = await until(`click ${describe(query)}`, async () => {
      const now = await find(query);
      return now && now.coveredBy === '' ? now : undefined;
    }).catch(async (error: unknown) => {
      const covered = (await find(query))?.coveredBy;
      throw covered ? new Error(`${String(error)} It is covered by ${covered}.`) : error;
    });
    await raw.clickAt(found.x, found.y);
  }

  return {
    ...raw,
    see,
    click,
    has: async (selector, more = {}) => (await find({ selector, ...more })) !== null,
    gone: async (selector, more = {}) => {
      const query = { selector, ...more };
      await until(`be rid of ${describe(query)}`, async () =>
        (await find(query)) === null ? true : undefined,
      );
    },
    fill: async (selector, text) => {
      await click(selector);
      await raw.evaluate(() => {
        const field = document.activeElement;
        if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
          field.select();
      }, undefined);
      await raw.type(text);
    },
  };
}

/** Asks again and again until there is an answer. `what` completes "Waited 15 s to ...". */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined> | Answer | undefined,
): Promise<Answer> {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${patience / 1000} s in vain to ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, pollEvery));
  }
}

function describe({ selector, text }: Query): string {
  return text === undefined ? selector : `${selector} that says "${text}"`;
}
