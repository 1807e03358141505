import type { ConsentFacts, CountryEvidence, KnownTraits } from '../consent/facts.ts';
import { recipientClassOf } from '../contact/kind.ts';
import { domainEvidence } from '../contact/locate-domain.ts';
import type { Identifier } from '../contact/types.ts';
import type { RecipientClass } from './jurisdiction.ts';

/** Every country that an identifier hints at. */
export type Locate = (identifier: Identifier) => readonly CountryEvidence[];

/**
 * What is on record about somebody, with what their identifier says of itself: its country domain,
 * and whether it is a shared mailbox. What was recorded comes first: a declared country silences
 * every hint, and a recorded hint the same sort of hint. Phone numbers are located only by a
 * `locate` that can (`locateIdentifier`, 145 kB of tables), so that a page's script need not carry it.
 */
export function factsAbout(
  identifier: Identifier,
  facts: ConsentFacts,
  locate: Locate = domainEvidence,
): ConsentFacts {
  return factsAboutAll([identifier], facts, locate);
}

/** The same for one person's several identifiers; hints that differ are all kept, as the strictest decides. */
export function factsAboutAll(
  identifiers: readonly Identifier[],
  facts: ConsentFacts,
  locate: Locate = domainEvidence,
): ConsentFacts {
  const known = facts.traits?.countries ?? [];
  const countries = isDeclared(known) ? [] : hints(identifiers, known, locate);
  const recipient = facts.traits?.class ?? strictestClass(identifiers);
  if (countries.length === 0 && recipient === facts.traits?.class) return facts;
  const traits: KnownTraits = {
    ...facts.traits,
    countries: [...known, ...countries],
    ...(recipient && { class: recipient }),
  };
  return { ...facts, traits };
}

function isDeclared(countries: readonly CountryEvidence[]): boolean {
  return countries.some(({ source }) => source === 'declared');
}

function hints(
  identifiers: readonly Identifier[],
  known: readonly CountryEvidence[],
  locate: Locate,
): CountryEvidence[] {
  const all = identifiers.flatMap((identifier) => locate(identifier));
  return all.filter(
    ({ country, source }, index) =>
      !known.some((one) => one.source === source) &&
      all.findIndex((one) => one.country === country && one.source === source) === index,
  );
}

/** One private address among them is enough to treat the person as one. */
function strictestClass(identifiers: readonly Identifier[]): RecipientClass | undefined {
  const classes = identifiers.flatMap((identifier) => recipientClassOf(identifier) ?? []);
  return classes.find((one) => one === 'individual') ?? classes[0];
}
