import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as v from 'valibot';
import type { ScreenResponse } from '../../../shared/protocol/screening.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

type Screened = v.InferOutput<typeof ScreenResponse>;

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
