import { describe, expect, it } from 'vitest';
import { linkedin } from '../../../extension/sites/linkedin/linkedin.ts';
import {
  bubble,
  click,
  find,
  gestureOf,
  ines,
  inShadow,
  key,
  openAt,
  thread,
  whom,
} from './linkedin-page.ts';

/** As the drift suite takes a page: what may be changed in it, and what its own code holds on to. */
type Page = {
  readonly root: HTMLElement;
  send: HTMLElement;
  readonly body: HTMLElement;
  readonly parts: HTMLElement[];
  readonly keep: HTMLElement[];
  readonly chips: () => HTMLElement[];
  readonly replaced: (old: HTMLElement, made: HTMLElement) => void;
};
type Random = {
  percent: (of: number) => boolean;
  below: (n: number) => number;
  pick: <T>(list: readonly T[]) => T;
};
type Change = (page: Page, random: Random) => unknown;

const drift = '../../practice/drift';
const { randomFrom } = (await import(/* @vite-ignore */ `${drift}/random.js`)) as {
  randomFrom: (seed: number) => Random;
};
const { attributeChanges } = (await import(/* @vite-ignore */ `${drift}/attributes.js`)) as {
  attributeChanges: Record<string, Change>;
};
const { structureChanges } = (await import(/* @vite-ignore */ `${drift}/structure.js`)) as {
  structureChanges: Record<string, Change>;
};
/** Frames have no scripts of their own here; the browser's suite goes into them. */
const changes: Record<string, Change> = Object.fromEntries(
  Object.entries({ ...attributeChanges, ...structureChanges }).filter(
    ([name]) => name !== 'intoFrame',
  ),
);

function open(seed: number): Page {
  const inRoot = seed % 2 === 0;
  openAt(inRoot ? '/feed/' : '/messaging/thread/2-a/', thread());
  const place: ParentNode = inRoot ? inShadow(bubble(ines, 'Ines Marek')) : document;
  const root = find('.msg-convo-wrapper, .msg-overlay-conversation-bubble', place);
  const [body, send, form] = ['[contenteditable]', '.msg-form__send-button', 'form'].map((one) =>
    find(one, root),
  );
  const page: Page = {
    root,
    send: send!,
    body: body!,
    parts: [form!, body!, find('footer', root), find('ul', root), send!],
    keep: [root, body!, send!, form!],
    chips: () => [find('a', root)],
    replaced: (old, made) => {
      if (old === page.send) page.send = made;
    },
  };
  return page;
}

type Fate = 'stopped' | 'asked about' | 'somebody else' | 'left, said before' | 'left in silence';

function sendFrom(seed: number): { readonly fate: Fate; readonly made: readonly string[] } {
  const page = open(seed);
  const random = randomFrom(seed);
  const made: string[] = [];
  for (let left = 1 + random.below(6); left > 0; left--) {
    const name = random.pick(Object.keys(changes));
    changes[name]!(page, random);
    made.push(name);
  }
  const composers = linkedin.composers(document);
  const seen = composers.map((one) => ({
    root: one.root,
    canSend: one.hasSend(),
    reading: one.recipients().status,
  }));
  const way = seed % 3;
  made.push(['click', 'Ctrl+Enter', 'Enter on Send'][way]!);
  const gesture =
    way === 1
      ? gestureOf(page.body, key({ ctrlKey: true }))
      : gestureOf(page.send, way === 0 ? click() : key({}));
  if (gesture) {
    const people = [whom(gesture)].flat();
    const others = people.some((one) => one !== ines && one?.startsWith('ACoAA'));
    const fate = others ? 'somebody else' : people.includes(ines) ? 'stopped' : 'asked about';
    return { fate, made };
  }
  const isSeen = seen.some(({ root }) => holds(root, page.body));
  const isSaid = !isSeen || seen.some(({ canSend, reading }) => !canSend || reading !== 'read');
  return { fate: isSaid ? 'left, said before' : 'left in silence', made };
}

function holds(root: Node, inner: Node): boolean {
  for (let at: Node | null = inner; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null)
    if (at === root) return true;
  return false;
}

describe('a LinkedIn that has changed', () => {
  // Each takes some 30 ms here; 600 were tried when this was written.
  it('lets nothing leave in silence, takes nobody for another, and mostly knows whom it goes to', () => {
    const runs = Array.from({ length: 120 }, (_, at) => sendFrom(at + 1));
    const silent = runs.filter(({ fate }) => ['left in silence', 'somebody else'].includes(fate));
    expect(silent.map(({ made }) => made.join(' '))).toEqual([]);
    const stopped = runs.filter(({ fate }) => fate === 'stopped');
    expect(stopped.length).toBeGreaterThan(runs.length / 2);
  });
});
