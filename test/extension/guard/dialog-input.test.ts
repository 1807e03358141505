import { describe, expect, it, vi } from 'vitest';
import { inputFor } from '../../../extension/guard/dialog-input.ts';
import { gmail } from '../../../extension/sites/gmail/gmail.ts';
import type { Mark } from '../../../shared/consent/facts.ts';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { at, jane, janeWith, mark } from './subjects.ts';

const { asked } = vi.hoisted(() => ({ asked: [] as unknown[] }));
vi.mock('../../../extension/background/send-message.ts', () => ({
  sendMessage: async (name: string, ask: unknown) => {
    asked.push([name, ask]);
    return { text: 'Puis-je ?', language: 'fr' };
  },
}));

const saveDraft = vi.fn<() => boolean>(() => true);

function input(marks: readonly Mark[], country = 'DE', policy: Policy = defaultPolicy) {
  const { facts, decision, setting } = janeWith(marks, country, policy);
  const recipient = { text: 'Jane', identifier: jane, remove: () => true };
  return inputFor(
    { kind: 'stop', people: [{ recipient, decision }] },
    {
      site: gmail,
      stopped: { composer: { saveDraft } as never },
      knowledge: { setting, about: () => facts },
      now: () => at,
    },
  );
}

describe('what the dialog offers besides', () => {
  it('says of a person’s no nothing that leads around it', () => {
    const [person] = input([mark('objected')]).people;
    for (const offer of ['otherChannels', 'exceptionBy', 'asking'])
      expect(person).not.toHaveProperty(offer);
  });

  it('names the channels over which the law lets one write without consent', () => {
    const [person] = input([], 'FR').people;
    expect(person!.otherChannels).toEqual(['phone']);
    expect(input([], 'DE').people[0]).not.toHaveProperty('otherChannels');
  });

  it('gives a message that asks, in what they most likely read', async () => {
    const [person] = input([], 'FR').people;
    expect(await person!.asking!()).toEqual({ text: 'Puis-je ?', language: 'fr' });
    expect(asked).toEqual([['asking.get', { country: 'FR' }]]);
  });

  it('gives none where no channel is open for it: to ask is to write', () => {
    expect(input([], 'DE').people[0]).not.toHaveProperty('asking');
  });

  it('does not offer to take out whom the page cannot take out', () => {
    const { facts, decision, setting } = janeWith([mark('objected')], 'DE', defaultPolicy);
    const people = [{ recipient: { text: 'Jane', identifier: jane }, decision }];
    const around = {
      site: gmail,
      stopped: { composer: {} as never },
      knowledge: { setting, about: () => facts },
      now: () => at,
    };
    expect(inputFor({ kind: 'stop', people }, around).people[0]!.removable).toBe(false);
    expect(input([mark('objected')]).people[0]!.removable).toBe(true);
  });

  it('names who may make an exception, where this member may not', () => {
    expect(input([]).people[0]!.exceptionBy).toEqual(['admin', 'dpo']);
    const restrictive: Policy = { ...defaultPolicy, strictness: 'restrictive' };
    expect(input([], 'DE', restrictive).people[0]).not.toHaveProperty('exceptionBy');
  });

  it('offers to keep the draft where the page can', () => {
    expect(input([]).canSaveDraft).toBe(true);
  });
});

describe('what it says when nobody could be checked', () => {
  const around = {
    site: gmail,
    stopped: { composer: {} as never },
    knowledge: { setting: undefined, about: () => undefined },
    now: () => at,
  };

  it('names the site that could not be read, and lets one send with a reason', () => {
    const { trouble } = inputFor({ kind: 'unreadable' }, around);
    expect(trouble).toMatchObject({ sendAnyway: true });
    expect(trouble!.text).toContain('Gmail shows this message');
  });

  it('asks to reload where the extension did not answer, and lets nothing be sent', () => {
    const shown = inputFor({ kind: 'no-answer' }, around);
    expect(shown.trouble!.text).toContain('Reload the page');
    expect(shown.trouble).not.toHaveProperty('sendAnyway');
    expect(shown.canSaveDraft).toBe(false);
  });
});
