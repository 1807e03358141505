import { describe, expect, it } from 'vitest';
import { tables, toKnown } from '../../../extension/background/known-facts.ts';
import * as given from '../../../extension/guard/given-tables.ts';
import { Knowledge } from '../../../extension/guard/knowledge.ts';
import * as wording from '../../../extension/guard/given-wording.ts';
import * as contact from '../../../shared/contact/tables.ts';
import * as law from '../../../shared/policy/jurisdictions/tables.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import * as screening from '../../../shared/screening/tables.ts';
import * as timing from '../../../shared/timing/tables.ts';

const byConsent = {
  type: 'given',
  purpose: 'direct-marketing',
  channel: 'email',
  since: 0,
  event: 'one',
} as const;

describe('the tables that a page’s script is given', () => {
  it('are asked for with the first facts, and not again', async () => {
    const asked: boolean[] = [];
    const knowledge = new Knowledge(async (identifiers, lacksTables) => {
      asked.push(lacksTables);
      const facts = identifiers.map((one) => toKnown(one, { marks: [] }));
      const answer = {
        policy: defaultPolicy,
        role: 'rep',
        version: 1,
        syncedAt: 0,
        facts,
      } as const;
      return { status: 'ready', ...answer, ...(lacksTables && { tables }) };
    });
    const person = (value: string) => ({ type: 'email', value }) as const;
    await knowledge.learn([]);
    expect(given.hasTables()).toBe(false);
    await knowledge.learn([person('a@firma.de')]);
    expect(given.hasTables()).toBe(true);
    await knowledge.learn([person('b@firma.de')]);
    expect(asked).toEqual([false, true, false]);
    expect(knowledge.about(person('a@firma.de'))).toMatchObject({ isNew: true });
  });

  it('are all that the others carry', () => {
    // As they cross from the background.
    given.giveTables(JSON.parse(JSON.stringify(tables)) as typeof tables);
    const { giveTables: _, hasTables: __, ...tablesHere } = given;
    expect(tablesHere).toEqual({ ...contact, ...law, ...timing });
  });

  it('are the first ones for as long as the page is open: what was made of them is kept', () => {
    given.giveTables({ ...tables, jurisdictions: [], eea: { XX: 'UTC' } });
    expect(given.jurisdictions).toHaveLength(law.jurisdictions.length);
    expect(given.eea['XX']).toBeUndefined();
  });

  it('are screened by likewise, where those came with the words', () => {
    expect(wording.hasScreeningTables()).toBe(false);
    wording.giveScreeningTables(JSON.parse(JSON.stringify(screening)) as typeof screening);
    expect(wording.hasScreeningTables()).toBe(true);
    const { giveScreeningTables: _, hasScreeningTables: __, ...tablesHere } = wording;
    const { hasScreeningTables: ___, ...all } = screening;
    expect(tablesHere).toEqual(all);
  });
});

describe('facts as a page is given them', () => {
  it('say what the identifier says, and that nothing else is on record', () => {
    const known = toKnown({ type: 'email', value: 'info@firma.de' }, { marks: [] });
    expect(known).toEqual({
      marks: [],
      traits: { countries: [{ country: 'DE', source: 'domain' }], class: 'generic' },
      isNew: true,
    });
  });

  it('are not called new where anything is on record, who somebody is included', () => {
    const jane = { type: 'email', value: 'jane@gmail.com' } as const;
    expect(toKnown(jane, { marks: [byConsent] })).toEqual({
      marks: [byConsent],
      traits: { countries: [], class: 'individual' },
    });
    expect(toKnown(jane, { marks: [], traits: { countries: [] } }).isNew).toBeUndefined();
  });
});
