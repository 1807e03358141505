import { beforeEach, describe, expect, it } from 'vitest';
import type * as v from 'valibot';
import type { Dismissals } from '../../../shared/protocol/screening.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';

type Counted = v.InferOutput<typeof Dismissals>;

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
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
