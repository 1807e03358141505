import { vi } from 'vitest';
import type { GuardOptions, StoppedSend } from '../../../extension/guard/guard.ts';
import { startGuard } from '../../../extension/guard/guard.ts';
import type { AskFacts } from '../../../extension/guard/knowledge.ts';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

export const now = Date.UTC(2026, 4, 3, 15);

const mark = (type: 'given' | 'objected'): ConsentFacts => ({
  marks: [{ type, purpose: 'direct-marketing', channel: 'email', since: now - 1000, event: type }],
});
const known: Record<string, ConsentFacts> = {
  'yes@example.com': mark('given'),
  'no@example.com': mark('objected'),
};

/** What the background answers: one person said yes, one said no, nothing is known of the rest. */
export const background: AskFacts = async (identifiers) => ({
  status: 'ready',
  policy: defaultPolicy,
  role: 'rep',
  version: 1,
  syncedAt: now,
  facts: identifiers.map(({ value }) => known[value] ?? { marks: [] }),
});

let life = new AbortController();

/** Shows the page with a guard on it. `heard` is what reached the page, `stopped` what the guard kept. */
export async function guardOn(
  html: string,
  learnt = Object.keys(known),
  more: Partial<GuardOptions> = {},
) {
  life.abort();
  life = new AbortController();
  document.body.innerHTML = html;
  const heard: string[] = [];
  const stopped: StoppedSend[] = [];
  const knowledge = new Knowledge(background);
  await knowledge.learn(learnt.map((value) => ({ type: 'email', value })));
  const onStopped = vi.fn<(one: StoppedSend) => Promise<void>>(async (one) => {
    stopped.push(one);
  });
  const options = { site: gmail, knowledge, now: () => now, signal: life.signal, onStopped };
  startGuard({ ...options, ...more });
  for (const type of ['click', 'keydown'])
    document.body.addEventListener(type, () => heard.push(type), { signal: life.signal });
  return { heard, stopped, knowledge };
}

const init = { bubbles: true, cancelable: true, composed: true, button: 0 };
export const press = (on: Element) => on.dispatchEvent(new PointerEvent('pointerdown', init));
export const click = (on: Element) => on.dispatchEvent(new MouseEvent('click', init));
export const ctrlEnter = (on: Element, repeat = false) =>
  on.dispatchEvent(
    new KeyboardEvent('keydown', { ...init, key: 'Enter', code: 'Enter', ctrlKey: true, repeat }),
  );
export const sendButton = (index = 0): Element => document.querySelectorAll('.aoO')[index]!;
export const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

export function addChip(address: string): void {
  document
    .querySelector('[role=listbox]')!
    .insertAdjacentHTML(
      'afterbegin',
      `<div class="afV" role="option" data-hovercard-id="${address}" data-name=""></div>`,
    );
}
