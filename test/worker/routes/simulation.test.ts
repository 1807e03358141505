import { env } from 'cloudflare:workers';
import type * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Policy } from '../../../shared/policy/policy.ts';
import { defaultPolicy, presets } from '../../../shared/policy/presets/index.ts';
import type { SimulateResponse } from '../../../shared/protocol/simulate.ts';
import { countingDatabase } from '../support/counting-database.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, emails, event } from '../support/samples.ts';

type Answer = v.InferOutput<typeof SimulateResponse>;
const strict: Policy = { ...defaultPolicy, strictness: 'restrictive' };

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});
const simulate = (more: object = {}, policy: unknown = strict, role = 'marketer' as const) =>
  organisation.as(role).post<Answer>('/policy/simulate', { policy, ...more });
const record = async (...events: object[]) => {
  expect((await organisation.as('admin').post('/events', { events })).status).toBe(200);
};
const inAmerica = (value: string) => event(value, { type: 'described', traits: { country: 'US' } });
const people = async () => {
  await record(
    inAmerica('free@example.com'),
    event('yes@example.com', { type: 'given', method: 'web-form' }),
    event('no@example.com'),
    { ...event(''), identifier: { type: 'phone', value: '+442079460123' } },
  );
};
const key = async (value: string) => {
  const { body } = await organisation
    .as('rep')
    .post<{ contact: { id: string; identifiers: { key: string }[] } }>(
      '/contacts/find',
      emails(value)[0],
    );
  return { contact: body.contact.id, identifier: body.contact.identifiers[0]!.key };
};

describe('POST /policy/simulate', () => {
  it('says how many were looked at, and who goes from which verdict to which by which rule', async () => {
    await people();
    const { status, body } = await simulate();
    expect(status).toBe(200);
    expect(body).toEqual({
      version: 1,
      contacts: 4,
      erased: 0,
      asked: 3,
      moves: {
        allow: { allow: 1, warn: 0, block: 1 },
        warn: { allow: 0, warn: 0, block: 0 },
        block: { allow: 0, warn: 0, block: 1 },
      },
      byRule: { 'opt-in': { gained: 1, lost: 0 } },
      changes: [
        {
          ...(await key('free@example.com')),
          from: 'allow',
          to: 'block',
          gained: ['opt-in'],
          lost: [],
        },
      ],
      next: null,
    });
  });

  it('foretells just what a check says once the draft is published', async () => {
    await people();
    const all = ask('free@example.com', 'yes@example.com', 'no@example.com', 'new@example.de');
    const verdicts = async () => {
      const { body } = await organisation.as('rep').post('/check', all);
      return body.decisions.map(({ verdict }) => verdict);
    };
    const before = await verdicts();
    const { changes } = (await simulate({ recipients: all.recipients })).body;
    const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
    await organisation.as('dpo').put('/policy', { policy: strict }, headers);
    const foretold = before.map(
      (verdict, place) => changes.find(({ recipient }) => recipient === place)?.to ?? verdict,
    );
    expect(await verdicts()).toEqual(foretold);
    expect(foretold).not.toEqual(before);
  });

  it('compares with what was published, and finds nothing changed by the same', async () => {
    await people();
    const headers = { 'content-type': 'application/json', 'if-match': '"1"' };
    await organisation.as('dpo').put('/policy', { policy: strict }, headers);
    const { body } = await simulate();
    expect([body.version, body.changes, body.byRule]).toEqual([2, [], {}]);
  });

  it('looks at a page at a time, and at everybody once', async () => {
    const names = Array.from({ length: 5 }, (_, n) => `person${n}@example.com`);
    await record(...names.map(inAmerica));
    const changed: string[] = [];
    let looked = 0;
    let after: string | null | undefined;
    do {
      const { body }: { body: Answer } = await simulate({ limit: 2, ...(after && { after }) });
      changed.push(...body.changes.map(({ contact }) => contact!));
      looked += body.contacts;
      after = body.next;
    } while (after);
    expect([looked, new Set(changed).size]).toEqual([5, 5]);
  });

  it('asks by each identifier that the channel reaches, and a letter once for each person', async () => {
    await people();
    expect((await simulate({ channel: 'sms' })).body).toMatchObject({ contacts: 4, asked: 1 });
    expect((await simulate({ channel: 'post' })).body).toMatchObject({ contacts: 4, asked: 4 });
  });

  it('cannot ask about somebody who was erased, and says so', async () => {
    await people();
    const { contact } = await key('free@example.com');
    await organisation.as('dpo').post(`/contacts/${contact}/erase`, { reason: 'retention-ended' });
    expect((await simulate()).body).toMatchObject({
      contacts: 4,
      erased: 1,
      asked: 2,
      changes: [],
    });
  });

  it('takes a sample, also of people of whom nothing is on record', async () => {
    const { body } = await simulate(
      { recipients: emails('a@example.us', 'b@example.com') },
      { ...defaultPolicy, jurisdictions: { US: { strictness: 'restrictive' } } },
    );
    expect(body).toMatchObject({ contacts: 2, asked: 2, next: null });
    for (const change of body.changes) expect(change.recipient).toBeLessThan(2);
  });

  it.each(presets.map(({ id, policy }) => [id, policy] as const))(
    'takes the preset %s as a draft',
    async (_, policy) => {
      await people();
      const { status, body } = await simulate({}, policy);
      expect([status, body.asked]).toEqual([200, 3]);
    },
  );

  it('changes nothing', async () => {
    await people();
    const dump = async () => {
      const tables = ['events', 'policy_versions', 'contacts', 'audit'];
      const counts = tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`));
      return (await env.DB.batch(counts)).map(({ results }) => results[0]);
    };
    const before = await dump();
    await simulate();
    expect(await dump()).toEqual(before);
  });

  it('asks the database as often for many contacts as for one', async () => {
    const { db, count } = countingDatabase(env.DB);
    const measured = (await newOrganisation({ ...env, DB: db })).as('admin');
    const measure = async () => {
      const before = count.statements;
      const { body } = await measured.post<Answer>('/policy/simulate', { policy: strict });
      return { asked: body.asked, statements: count.statements - before };
    };
    await measured.post('/events', { events: [inAmerica('one@example.com')] });
    const forOne = await measure();
    const many = Array.from({ length: 60 }, (_, n) => inAmerica(`person${n}@host${n}.example`));
    await measured.post('/events', { events: many });
    const forMany = await measure();
    expect([forOne.asked, forMany.asked]).toEqual([1, 61]);
    expect(forMany.statements).toBe(forOne.statements);
  });

  it('tells each thing that is wrong with the draft', async () => {
    const draft = { ...defaultPolicy, strictness: 'off', sender: { timeZone: 'Mars/Base' } };
    const { status, body } = await organisation
      .as('marketer')
      .post('/policy/simulate', { policy: draft });
    expect([status, body.error.code]).toEqual([400, 'policy.invalid']);
    expect(body.error.problems!.map(({ path }) => path).sort()).toEqual([
      'sender.timeZone',
      'strictness',
    ]);
  });

  it.each([
    [{ limit: 501 }, 'limit'],
    [{ limit: 0 }, 'limit'],
    [{ after: 'x' }, 'after'],
    [{ channel: 'fax' }, 'channel'],
    [{ recipients: [] }, 'recipients'],
    [{ recipients: emails('no address') }, 'recipients[0].value'],
    [{ contacts: ['x'] }, 'contacts'],
  ])('refuses %j', async (more, field) => {
    const { status, body } = await organisation
      .as('marketer')
      .post('/policy/simulate', { policy: strict, ...more });
    expect([status, body.error.message.startsWith(`${field}: `)]).toEqual([400, true]);
  });

  it('shows nothing of another organisation, and is not for reps', async () => {
    await people();
    const other = (await newOrganisation()).as('admin');
    const { body } = await other.post<Answer>('/policy/simulate', { policy: strict });
    expect([body.contacts, body.asked]).toEqual([0, 0]);
    const { status } = await organisation.as('rep').post('/policy/simulate', { policy: strict });
    expect(status).toBe(403);
  });
});
