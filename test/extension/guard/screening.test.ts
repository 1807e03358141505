import { beforeEach, describe, expect, it, vi } from 'vitest';
import { judge } from '../../../extension/guard/judge.ts';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import { Packs } from '../../../extension/guard/packs.ts';
import { standingOf, WrittenScreening } from '../../../extension/guard/screening.ts';
import type { Composer, Written } from '../../../extension/sites/site.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import type { Policy, Role } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import type { Severity } from '../../../shared/policy/policy.ts';
import { en } from '../../../shared/screening/terms/en/pack.ts';
import { at, jane, mark } from './subjects.ts';

/** As in a page's script before it was given the tables. */
const tables = vi.hoisted(() => ({ areHere: true, asked: 0 }));
vi.mock('../../../shared/screening/tables.ts', async (original) => ({
  ...(await original<object>()),
  hasScreeningTables: () => tables.areHere,
}));
const tablesHere = async () => {
  tables.asked++;
  tables.areHere = true;
};

const complete = 'I am Ann Lee of Lee Ltd. Reply stop to opt out.';
const sensitive = `As a Muslim, you will like our food. ${complete}`;

let asked: string[];
let packs: Packs;
beforeEach(() => {
  asked = [];
  Object.assign(tables, { areHere: true, asked: 0 });
  packs = new Packs(
    async (language) => {
      asked.push(language);
      return language === 'en' ? en : null;
    },
    () => at,
  );
});

type World = {
  written?: Partial<Written>;
  marks?: ConsentFacts['marks'];
  policy?: Policy;
  role?: Role;
};
async function write({
  written,
  marks = [mark('given')],
  policy = defaultPolicy,
  role = 'rep',
}: World) {
  const knowledge = new Knowledge(async () => ({
    status: 'ready',
    policy,
    role,
    version: 1,
    syncedAt: at,
    facts: [{ marks: [...marks], traits: { countries: [{ country: 'GB', source: 'declared' }] } }],
  }));
  await knowledge.learn([jane]);
  const recipient = { text: 'Jane <jane@example.com>', identifier: jane, remove: () => false };
  const composer: Composer = {
    root: document.createElement('div'),
    recipients: () => ({ status: 'read', recipients: [recipient] }),
    hasSend: () => true,
    written: () => ({ body: sensitive, isReply: false, ...written }),
  };
  const screening = new WrittenScreening(packs, knowledge, tablesHere);
  const decide = () => {
    const message = screening.factsOf(composer);
    if (message === 'wait') return 'wait';
    const judged = judge(composer.recipients(), knowledge, 'email', at, true, message);
    if (!('people' in judged)) return judged.kind;
    const [{ decision } = { decision: undefined }] = judged.people;
    const rules = decision?.reasons.filter(({ verdict }) => verdict !== 'allow') ?? [];
    return { kind: judged.kind, verdict: decision?.verdict, rules: rules.map(({ rule }) => rule) };
  };
  return { screening, composer, decide };
}

const withSeverity = (severity: Severity): Policy => ({
  ...defaultPolicy,
  contents: 'off',
  firstContactNotice: 'off',
  screening: { default: 'off', byCategory: { 'pd:Religion': severity } },
});

describe('a message at the gesture that sends it', () => {
  it('waits for the words of its language once, and no longer', async () => {
    const { screening, composer, decide } = await write({ policy: withSeverity('warn') });
    expect(decide()).toBe('wait');
    await screening.look(composer);
    expect(asked).toEqual(['en']);
    expect(decide()).toEqual({ kind: 'stop', verdict: 'warn', rules: ['screening'] });
  });

  it('waits likewise for the tables that every language needs', async () => {
    tables.areHere = false;
    const { screening, composer, decide } = await write({ policy: withSeverity('warn') });
    expect(decide()).toBe('wait');
    expect(screening.lookNow(composer)).toBeUndefined();
    expect(asked).toEqual([]);
    await screening.look(composer);
    expect(tables.asked).toBe(1);
    expect(decide()).toEqual({ kind: 'stop', verdict: 'warn', rules: ['screening'] });
  });

  it.each(['warn', 'block'] as const)('is met as the policy says: %s', async (severity) => {
    const { screening, composer, decide } = await write({ policy: withSeverity(severity) });
    await screening.look(composer);
    expect(decide()).toMatchObject({ kind: 'stop', verdict: severity, rules: ['screening'] });
  });

  it('passes, and loads no language, where the policy asks for nothing', async () => {
    const { decide } = await write({ policy: withSeverity('off') });
    expect(decide()).toMatchObject({ kind: 'pass' });
    expect(asked).toEqual([]);
  });

  it('passes when nothing is said of its reader', async () => {
    const body = 'We make lamps for Muslim museums and many others.';
    const { screening, composer, decide } = await write({
      written: { body },
      policy: withSeverity('block'),
    });
    await screening.look(composer);
    expect(decide()).toMatchObject({ kind: 'pass' });
  });

  it('cannot be talked past a person’s no', async () => {
    const marks = [mark('objected')];
    const { screening, composer, decide } = await write({ marks, policy: withSeverity('warn') });
    await screening.look(composer);
    const [finding] = (await screening.look(composer))!.findings;
    screening.dismiss(composer, finding!);
    expect(decide()).toMatchObject({ kind: 'stop', verdict: 'block' });
  });

  it('is not stopped again for a finding that was dismissed, until the words change', async () => {
    let body = sensitive;
    const { screening, composer, decide } = await write({ policy: withSeverity('warn') });
    const changing = { ...composer, written: () => ({ body, isReply: false }) };
    Object.assign(composer, { written: changing.written });
    const [finding] = (await screening.look(composer))!.findings;
    screening.dismiss(composer, finding!);
    expect(decide()).toMatchObject({ kind: 'pass' });
    body = `${sensitive} Bye.`;
    expect(decide()).toMatchObject({ kind: 'pass' });
    body = `You are a Muslim. ${complete}`;
    expect(decide()).toMatchObject({ kind: 'stop' });
  });

  it('says what a first message lacks, and asks nothing of an answer', async () => {
    const body = 'Shall we talk about the lamps that you have in your shop?';
    const first = await write({ written: { body } });
    await first.screening.look(first.composer);
    expect(first.decide()).toMatchObject({
      verdict: 'warn',
      rules: expect.arrayContaining(['contents']),
    });
    const answer = await write({ written: { body, isReply: true } });
    await answer.screening.look(answer.composer);
    expect(answer.decide()).toMatchObject({ kind: 'pass' });
  });

  it('has a subject that pretends a thread only where there was none', async () => {
    const rulesOf = async (world: World) => {
      const { screening, composer, decide } = await write(world);
      await screening.look(composer);
      return (decide() as { rules: string[] }).rules;
    };
    const written = { subject: 'Re: our lamps', body: complete };
    expect(await rulesOf({ written })).toContain('honest-subject');
    expect(await rulesOf({ written: { ...written, isReply: true } })).toEqual([]);
    expect(await rulesOf({ written: { ...written, continues: true } })).not.toContain(
      'honest-subject',
    );
    const marks = [mark('given'), mark('contacted')];
    expect(await rulesOf({ written, marks })).not.toContain('honest-subject');
  });

  it('goes on to be judged by its people when it cannot be read, or has no pack', async () => {
    const broken = await write({ policy: withSeverity('block') });
    Object.assign(broken.composer, {
      written: () => {
        throw new Error('The page changed.');
      },
    });
    expect(broken.decide()).toMatchObject({ kind: 'pass' });
    const dutch =
      'Wij maken lampen voor de winkel en het museum, en dat doen wij met veel plezier.';
    const other = await write({ written: { body: dutch }, policy: withSeverity('block') });
    expect(other.decide()).toBe('wait');
    await other.screening.look(other.composer);
    expect(other.decide()).toMatchObject({ kind: 'pass' });
  });
});

describe('who may wave a finding through', () => {
  const findingIn = async (subject: string, body: string) => {
    const { screening, composer } = await write({ written: { subject, body } });
    return (await screening.look(composer))!.findings[0]!;
  };

  it('is anybody where it is a warning, and who may override where it is a stop', async () => {
    const finding = await findingIn('Lamps', sensitive);
    const may = (severity: Severity, role: Role) =>
      standingOf(finding, { policy: withSeverity(severity), role });
    expect(may('warn', 'rep')).toEqual({ severity: 'warn', mayDismiss: true });
    expect(may('block', 'rep')).toEqual({ severity: 'block', mayDismiss: false });
    expect(may('block', 'admin')).toEqual({ severity: 'block', mayDismiss: true });
  });

  it('is nobody where a fact decides', async () => {
    const finding = await findingIn('Re: lamps', complete);
    expect(standingOf(finding, { policy: defaultPolicy, role: 'admin' }).mayDismiss).toBe(false);
  });
});
