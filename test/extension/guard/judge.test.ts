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
    expect(judge(reading('yes@example.com'), knowledge, 'email', now).kind).toBe('pass');
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

  it('asks about a message that seems to go to nobody: it has been misread', async () => {
    expect(judge(reading(), await learn(), 'email', now).kind).toBe('unreadable');
  });

  it('has the worker asked about somebody unknown, unless it was heard a moment ago', async () => {
    const knowledge = await learn('new@example.com');
    const at = (later: number, hasAsked?: true) =>
      judge(reading('new@example.com'), knowledge, 'email', now + later, hasAsked);
    expect(at(1000).kind).toBe('stop');
    expect(at(60_000)).toEqual({ kind: 'ask', whom: 'worker' });
    expect(at(60_000, true).kind).toBe('stop');
  });

  it('has the worker asked after a long silence, and then does what the policy says', async () => {
    const knowledge = await learn('yes@example.com', 'no@example.com');
    const later = now + 25 * 3_600_000;
    const yes = reading('yes@example.com');
    expect(judge(yes, knowledge, 'email', later)).toEqual({ kind: 'ask', whom: 'worker' });
    expect(judge(yes, knowledge, 'email', later, true)).toMatchObject({
      kind: 'stop',
      people: [{ decision: { verdict: 'warn', reasons: [{ rule: 'out-of-date' }] } }],
    });
    expect(judge(reading('no@example.com'), knowledge, 'email', later).kind).toBe('stop');
  });

  it('lets everything pass where no server has been connected', async () => {
    const knowledge = new Knowledge(async () => ({ status: 'not-connected' }));
    await knowledge.learn([]);
    const answer = judge(reading('no@example.com'), knowledge, 'email', now);
    expect(answer).toEqual({ kind: 'pass', people: [] });
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
    expect(ask.mock.calls.map(([identifiers]) => identifiers)).toEqual([[a], [b]]);
  });

  it('says so when the background does not answer', async () => {
    const knowledge = new Knowledge(async () => undefined);
    expect(await knowledge.learn([])).toBe(false);
    expect(knowledge.connected).toBeUndefined();
  });

  it('gives up on a background that never answers', async () => {
    vi.useFakeTimers();
    const learning = new Knowledge(() => new Promise(() => undefined)).learn([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await learning).toBe(false);
    vi.useRealTimers();
  });

  it('asks anew once the worker was heard, and waits no longer than the policy says', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const ask = background();
    const heard = vi.fn<(deadline: number) => Promise<number>>(async () => now + 5);
    const knowledge = new Knowledge(ask, heard);
    await knowledge.learn([]);
    await knowledge.refresh();
    expect(heard).toHaveBeenCalledWith(defaultPolicy.offline.deadlineMs);
    expect([knowledge.connected, knowledge.heardAt]).toEqual([undefined, now + 5]);

    await knowledge.learn([]);
    heard.mockReturnValue(new Promise(() => undefined));
    const waiting = knowledge.refresh();
    await vi.advanceTimersByTimeAsync(defaultPolicy.offline.deadlineMs + 200);
    await waiting;
    expect(knowledge.connected).toBe(true);
    vi.useRealTimers();
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
