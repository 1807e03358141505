import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as v from 'valibot';
import type { Dismissals, ScreenResponse } from '../../../shared/protocol/screening.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

type Screened = v.InferOutput<typeof ScreenResponse>;
type Counted = v.InferOutput<typeof Dismissals>;

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});
const screen = async (body: object) =>
  (await organisation.as('rep').post<Screened>('/screen', body)).body;

describe('POST /screen', () => {
  it('says what is found, where, why and by whose rule', async () => {
    const text = 'Hello. As a Muslim, you will like our lamps.';
    const { language, findings } = await screen({ text });
    expect(language).toBe('en');
    expect(findings).toEqual([
      expect.objectContaining({
        span: { field: 'body', start: 7, end: 18 },
        quote: 'As a Muslim',
        category: 'pd:Religion',
        binder: 'apposition',
        why: expect.stringContaining('religion'),
        citation: expect.objectContaining({ text: expect.stringContaining('by analogy') }),
      }),
    ]);
  });

  it('says what the message contains, and how much rests on what is private', async () => {
    const text = 'As a Muslim, you will like our lamps. To opt out, tell me.';
    const { contains, personal } = await screen({ text });
    expect(contains).toMatchObject({ unsubscribe: true, 'postal-address': false });
    expect(personal).toMatchObject({ sentences: 2, resting: 1 });
  });

  it('stays quiet on a topic', async () => {
    expect((await screen({ text: 'We make lamps for Muslim museums.' })).findings).toEqual([]);
  });

  it('reads in the language that it is told', async () => {
    expect((await screen({ text: 'Re: x', language: 'en' })).language).toBe('en');
  });

  it('knows a pretended reply by what it is told of the thread', async () => {
    const message = { subject: 'Re: our call', text: 'Hello.' };
    const ids = async (more: object) =>
      (await screen({ ...message, ...more })).findings.map(({ category }) => category);
    expect(await ids({ isReply: false })).toEqual(['heed:DeceptiveSubject']);
    expect(await ids({ isReply: true })).toEqual([]);
  });

  it('neither logs nor echoes what it is given, also when it refuses', async () => {
    const logged: unknown[] = [];
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
      vi.spyOn(console, level).mockImplementation((...args) => void logged.push(...args));
    await screen({ text: 'You are pregnant, Quittengelb.' });
    const refused = await organisation
      .as('rep')
      .post('/screen', { text: 'x', language: 'Quittengelb', note: 'Quittengelb' });
    expect(refused.status).toBe(400);
    expect(JSON.stringify([refused.body, logged])).not.toContain('Quittengelb');
    vi.restoreAllMocks();
  });
});

describe('dismissals', () => {
  const path = '/screening/dismissals';
  const religion = { category: 'pd:Religion', binder: 'apposition' };
  const send = (...dismissals: object[]) => organisation.as('rep').post(path, { dismissals });
  const read = async (of = organisation) =>
    (await of.as('admin').get<Counted>(path)).body.dismissals;

  it('are added up by rule, the most dismissed first', async () => {
    await send({ ...religion, count: 2 }, { category: 'pd:Age', binder: 'copula', count: 1 });
    await send({ ...religion, count: 3 });
    expect(await read()).toEqual([
      { ...religion, count: 5 },
      { category: 'pd:Age', binder: 'copula', count: 1 },
    ]);
  });

  it('can spell nothing: what is no rule is counted as other', async () => {
    await send({ category: 'pd:Religion', binder: 'jane-doe', count: 1 });
    expect(await read()).toEqual([{ category: 'pd:Religion', binder: 'other', count: 1 }]);
  });

  it.each([
    ['no count', [{ ...religion }]],
    ['a count of none', [{ ...religion, count: 0 }]],
    ['a category of its own', [{ ...religion, category: 'Jane', count: 1 }]],
    ['a rule in words', [{ ...religion, binder: 'Dear Jane', count: 1 }]],
    ['text', [{ ...religion, count: 1, quote: 'Dear Jane' }]],
    ['none', []],
  ])('are refused with %s', async (_, dismissals) => {
    const { status, body } = await send(...dismissals);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toMatch(/jane/i);
    expect(await read()).toEqual([]);
  });

  it('are read by those who look after the policy, and of their own organisation alone', async () => {
    await send({ ...religion, count: 1 });
    expect((await organisation.as('rep').get(path)).status).toBe(403);
    expect(await read(await newOrganisation())).toEqual([]);
  });
});
