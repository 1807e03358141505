import type * as v from 'valibot';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { locateIdentifier } from '../../shared/contact/locate.ts';
import type { Ask } from '../../shared/policy/decision.ts';
import type { Policy } from '../../shared/policy/policy.ts';
import { simulate } from '../../shared/policy/simulate.ts';
import { factsAbout } from '../../shared/policy/subject.ts';
import { reaches } from '../../shared/protocol/reaches.ts';
import type { SimulateRequest, SimulateResponse } from '../../shared/protocol/simulate.ts';
import { readIdentifier } from '../intake/identifier.ts';
import type { ContactRecord } from '../store/contact-records.ts';
import type { Store } from '../store/store.ts';

type Answer = Omit<v.InferOutput<typeof SimulateResponse>, 'version'>;
type Asked = Pick<SimulateRequest, 'recipients' | 'after' | 'limit'>;
/** Somebody to ask about, and how the answer names them. */
type Person = {
  readonly identifier: Identifier;
  readonly name: { contact: string; identifier: string } | { recipient: number };
};
type People = Pick<Answer, 'contacts' | 'erased' | 'next'> & { readonly people: Person[] };

/** What would change for a page of contacts, or for a sample. Nothing is kept. Two queries, however many. */
export async function simulationAnswer(
  store: Store,
  policies: { readonly before: Policy; readonly after: Policy },
  ask: Ask,
  asked: Asked,
): Promise<Answer> {
  const { people, ...counts } = await peopleIn(store, ask, asked);
  const facts = await store.factsFor(people.map(({ identifier }) => identifier));
  const questions = people.map(({ identifier }, index) => ({
    id: `${index}`,
    facts: factsAbout(identifier, facts[index]!, locateIdentifier),
    ask,
  }));
  const { moves, byRule, changes } = simulate(policies.before, policies.after, questions);
  return {
    ...counts,
    asked: questions.length,
    moves,
    byRule,
    changes: changes.map(({ id, gained, lost, ...verdicts }) => ({
      ...people[Number(id)]!.name,
      ...verdicts,
      gained: [...gained],
      lost: [...lost],
    })),
  };
}

async function peopleIn(store: Store, ask: Ask, { recipients, ...page }: Asked): Promise<People> {
  if (recipients) {
    const people = recipients.map((recipient, index) => ({
      identifier: readIdentifier(recipient, `recipients[${index}].value`),
      name: { recipient: index },
    }));
    return { people, contacts: people.length, erased: 0, next: null };
  }
  const { after = '', limit } = page;
  const found = await store.contacts.page({ after, limit: limit + 1 });
  const contacts = found.slice(0, limit);
  return {
    people: contacts.flatMap((contact) => reachable(contact, ask)),
    contacts: contacts.length,
    erased: contacts.filter(({ erased }) => erased).length,
    next: found.length > limit ? contacts.at(-1)!.id : null,
  };
}

/** By each identifier that the channel reaches; a letter reaches everybody, once. */
function reachable({ id, identifiers }: ContactRecord, { channel }: Ask): Person[] {
  const all = identifiers.flatMap(({ key, type, value }) =>
    value === null ? [] : [{ identifier: { type, value }, name: { contact: id, identifier: key } }],
  );
  if (channel === 'post') return all.slice(0, 1);
  return all.filter(({ identifier }) => reaches[channel].includes(identifier.type));
}
