import type { ConsentFacts } from '../../shared/consent/facts.ts';
import { isEmpty } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import * as contact from '../../shared/contact/tables.ts';
import * as law from '../../shared/policy/jurisdictions/tables.ts';
import { factsAbout } from '../../shared/policy/subject.ts';
import type { FactsAnswer, KnownFacts, Tables } from '../../shared/protocol/messages.ts';
import * as timing from '../../shared/timing/tables.ts';
import type { Kept } from './kept.ts';

/** Facts as a page is given them, which cannot read an identifier for itself: that takes tables. */
export function toKnown(identifier: Identifier, facts: ConsentFacts): KnownFacts {
  return { ...factsAbout(identifier, facts), ...(isEmpty(facts) && { isNew: true }) };
}

export const tables: Tables = { ...contact, ...law, ...timing };

export function readyAnswer(
  { policy, role, version, selectors }: Kept['snapshot'],
  syncedAt: number,
  identifiers: readonly Identifier[],
  found: readonly ConsentFacts[],
  lacksTables: boolean,
): FactsAnswer {
  const facts = identifiers.map((one, at) => toKnown(one, found[at]!));
  return {
    status: 'ready',
    policy,
    role,
    version,
    syncedAt,
    facts,
    ...(selectors !== undefined && { selectors }),
    ...(lacksTables && { tables }),
  };
}
