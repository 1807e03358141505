import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import type { PassedSend } from '../../../extension/guard/guard.ts';
import { PassedSends } from '../../../extension/guard/sends.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { FactsAnswer } from '../../../shared/protocol/messages.ts';

// There is no background here: what it would say of the sends of other frames.
const background = vi.hoisted(() => ({ wasPassed: false as boolean | undefined }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async () => {
    if (background.wasPassed === undefined) throw new Error('nobody answers');
    return { wasPassed: background.wasPassed };
  },
}));
const { isUnchecked } = await import('../../../extension/guard/unchecked.ts');

const now = () => 1_000_000;
const person = { type: 'email', value: 'a@example.com' } as const;
const sentToHer = {
  people: [{ recipient: { text: 'A', identifier: person } }],
} as unknown as PassedSend;
const ready = {
  status: 'ready',
  policy: defaultPolicy,
  role: 'member',
  syncedAt: 1,
  facts: [],
  selectors: {},
} as unknown as FactsAnswer;
const knowing = (answer: FactsAnswer = ready) => new Knowledge(async () => answer);

beforeEach(() => {
  background.wasPassed = false;
});

describe('a message that a page has sent off', () => {
  it('was checked if it was let pass here or in another frame, else not', async () => {
    const sends = new PassedSends();
    const known = { knowledge: knowing(), sends, now };
    expect(await isUnchecked([person], known)).toBe(true);
    background.wasPassed = true;
    expect(await isUnchecked([person], known)).toBe(false);
    background.wasPassed = false;
    sends.add(sentToHer, now());
    expect(await isUnchecked([person], known)).toBe(false);
  });

  it('is told of also where it leaves while all is asked anew, as after each record', async () => {
    const knowledge = knowing();
    await knowledge.learn([]);
    knowledge.forget();
    expect(await isUnchecked([], { knowledge, sends: new PassedSends(), now })).toBe(true);
  });

  it('is no business of a device that is not connected', async () => {
    const knowledge = knowing({ status: 'not-connected' });
    expect(await isUnchecked([], { knowledge, sends: new PassedSends(), now })).toBe(false);
  });

  it('is judged by what passed here, when the background does not answer', async () => {
    background.wasPassed = undefined;
    const sends = new PassedSends();
    const known = { knowledge: knowing(), sends, now };
    expect(await isUnchecked([], known)).toBe(true);
    sends.add(sentToHer, now());
    expect(await isUnchecked([], known)).toBe(false);
  });
});
