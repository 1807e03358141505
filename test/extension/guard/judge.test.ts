import { describe, expect, it, vi } from 'vitest';
import { judge } from '../../../extension/guard/judge.ts';
import type { AskFacts } from '../../../extension/guard/knowledge.ts';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import type { RecipientReading } from '../../../extension/sites/site.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';

const now = Date.UTC(2026, 4, 3);
const mark = (type: 'given' | 'objected'): ConsentFacts => ({
  marks: [{ type, purpose: 'direct-marketing', channel: 'email', since: now - 1, event: type }],
});
const person = (value: string) => ({
  text: value,
  identifier: { type: 'email', value } as const,
  remove: () => true,
});
const reading = (...people: string[]): RecipientReading => ({
  status: 'read',
  recipients: people.map(person),
});
const known: Record<string, ConsentFacts> = {
  'yes@example.com': mark('given'),
  'no@example.com': mark('objected'),
};
const background = () =>
  vi.fn<AskFacts>(async (identifiers) => ({
    status: 'ready',
    policy: defaultPolicy,
    role: 'rep',
    version: 1,
    syncedAt: now,
    facts: identifiers.map(({ value }) => known[value] ?? { marks: [] }),
  }));
const learn = async (...people: string[]) => {
  const knowledge = new Knowledge(background());
  await knowledge.learn(people.map((value) => ({ type: 'email', value })));
  return knowledge;
};

describe('judge', () => {
  it('lets a message pass to people who may be written to', async () => {
    const knowledge = await learn('yes@example.com');
    expect(judge(reading('yes@example.com'), knowledge, 'email', now)).toEqual({ kind: 'pass' });
  });

  it('stops it when one of them said no, and tells about all of them', async () => {
    const knowledge = await learn('yes@example.com', 'no@example.com');
    const answer = judge(reading('yes@example.com', 'no@example.com'), knowledge, 'email', now);
    expect(answer).toMatchObject({
      kind: 'stop',
      people: [{ decision: { verdict: 'allow' } }, { decision: { verdict: 'block' } }],
    });
  });

  it('has to ask while anything is not known yet', async () => {
    expect(judge(reading(), new Knowledge(background()), 'email', now).kind).toBe('ask');
    const knowledge = await learn('yes@example.com');
    expect(judge(reading('other@example.com'), knowledge, 'email', now).kind).toBe('ask');
  });

  it('stops a message whose recipients cannot be read', async () => {
    const answer = judge(
      { status: 'unreadable', why: 'detectors-disagree' },
      await learn(),
      'email',
      now,
    );
    expect(answer.kind).toBe('unreadable');
  });

  it('stops a message to what is no single person, and lets a reason override it', async () => {
    const group = { text: 'Sales team', remove: () => true };
    const answer = judge({ status: 'read', recipients: [group] }, await learn(), 'email', now);
    expect(answer).toMatchObject({
      kind: 'stop',
      people: [{ decision: { reasons: [{ rule: 'uncheckable', overridable: true }] } }],
    });
  });

  it('lets everything pass where no server has been connected', async () => {
    const knowledge = new Knowledge(async () => ({ status: 'not-connected' }));
    await knowledge.learn([]);
    expect(judge(reading('no@example.com'), knowledge, 'email', now)).toEqual({ kind: 'pass' });
  });
});

describe('Knowledge', () => {
  it('asks only for what it does not know', async () => {
    const ask = background();
    const knowledge = new Knowledge(ask);
    const [a, b] = ['a@example.com', 'b@example.com'].map(
      (value) => ({ type: 'email', value }) as const,
    );
    await knowledge.learn([a!]);
    await knowledge.learn([a!, b!]);
    await knowledge.learn([a!, b!]);
    expect(ask.mock.calls).toEqual([[[a]], [[b]]]);
  });

  it('says so when the background does not answer', async () => {
    const knowledge = new Knowledge(async () => undefined);
    expect(await knowledge.learn([])).toBe(false);
    expect(knowledge.connected).toBeUndefined();
  });

  it('does not keep an answer that came after everything changed', async () => {
    let version = 'old';
    const ask = vi.fn<AskFacts>(async (identifiers) => {
      const facts = identifiers.map(() => (version === 'old' ? mark('given') : mark('objected')));
      await Promise.resolve();
      return {
        status: 'ready',
        policy: defaultPolicy,
        role: 'rep',
        version: 1,
        syncedAt: 0,
        facts,
      };
    });
    const knowledge = new Knowledge(ask);
    const learning = knowledge.learn([{ type: 'email', value: 'x@example.com' }]);
    version = 'new';
    knowledge.forget();
    await learning;
    expect(knowledge.about({ type: 'email', value: 'x@example.com' })).toEqual(mark('objected'));
    expect(ask).toHaveBeenCalledTimes(2);
  });
});
