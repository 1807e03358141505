import type { Tab } from './tab.ts';

/** What the dialog says, read off the screen: the story tells what a person saw, not what we meant. */
export type Shown = {
  readonly title: string;
  readonly people: readonly {
    readonly name: string;
    readonly status: string;
    readonly reasons: readonly {
      readonly message: string;
      readonly decidedBy: string;
      readonly citation: string;
    }[];
  }[];
  readonly buttons: readonly string[];
};

/** Waits for the dialog; nothing when it does not come. */
export async function readShown(tab: Tab): Promise<Shown | undefined> {
  const came = await tab.see('heed-dialog >>> dialog').catch(() => undefined);
  return came && tab.evaluate(readDialog, undefined);
}

/** Runs in the page, so it holds all that it uses. */
function readDialog(): Shown {
  const dialog = document.querySelector('heed-dialog')?.shadowRoot?.querySelector('dialog');
  const say = (node: Element | null | undefined) =>
    node instanceof HTMLElement ? (node.textContent ?? '').replaceAll(/\s+/g, ' ').trim() : '';
  const inside = (node: Element | undefined, selector: string) => [
    ...(node?.querySelectorAll(selector) ?? []),
  ];
  return {
    title: say(dialog?.querySelector('h1')),
    people: inside(dialog ?? undefined, '.person').map((person) => ({
      name: say(person.querySelector('.person-name bdi')),
      status: say(person.querySelector('.person-head')?.lastElementChild),
      reasons: inside(person, '.reason').map((reason) => ({
        message: say(reason.querySelector('p')),
        decidedBy: say(reason.querySelector('.decider')),
        citation: say(reason.querySelector('details p')),
      })),
    })),
    buttons: inside(dialog ?? undefined, '.actions button').map(say),
  };
}
