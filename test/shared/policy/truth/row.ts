import { countrySources } from '../../../../shared/consent/event.ts';
import type { CountrySource } from '../../../../shared/consent/event.ts';
import type { ConsentFacts, KnownTraits } from '../../../../shared/consent/facts.ts';
import { exactFacts } from '../../../../shared/consent/gather.ts';
import { channels } from '../../../../shared/contact/channels.ts';
import { parseIdentifier } from '../../../../shared/contact/identifier.ts';
import { locateIdentifier } from '../../../../shared/contact/locate.ts';
import { decide } from '../../../../shared/policy/decide.ts';
import type { Ask, Decision, MessageFacts } from '../../../../shared/policy/decision.ts';
import { contents, recipientClasses } from '../../../../shared/policy/jurisdiction.ts';
import { timeZoneOf } from '../../../../shared/policy/jurisdictions/index.ts';
import type { Policy } from '../../../../shared/policy/policy.ts';
import { factsAbout } from '../../../../shared/policy/subject.ts';
import type { Column, Row } from './csv.ts';
import { TableError } from './csv.ts';
import type { Complain } from './dates.ts';
import { readTime } from './dates.ts';
import { askedAddress, readHistory } from './history.ts';
import { readPolicy } from './policy.ts';

/** What Heed says to a row's question. */
export function decideRow(row: Row): Decision {
  const { policy, facts, ask } = readRow(row);
  return decide(policy, facts, ask);
}

export type RowQuestion = {
  readonly policy: Policy;
  readonly facts: ConsentFacts;
  readonly ask: Ask;
};

/** Reads the question of a row. Whatever is not understood is a `TableError`, never a guess. */
export function readRow(row: Row): RowQuestion {
  const wrong =
    (column: Column): Complain =>
    (problem) => {
      throw new TableError(row.where, column, problem);
    };
  const { policy, role } = readPolicy(row.policy, wrong('policy'));
  const channel = oneOf(channels, row.channel, wrong('channel'));
  const about = readCountry(row.country, wrong('country'));
  const recipient =
    row.class === '-' ? undefined : oneOf(recipientClasses, row.class, wrong('class'));
  const traits = recipient ? { ...about, class: recipient } : about;
  const timeZone = zoneOf(traits, policy);
  const [asked = '', ...more] = row['asked on'].split(/, */);
  const at = readTime(asked, timeZone, wrong('asked on'));
  const [known] = more.map((text) =>
    /^known \d/.test(text)
      ? readTime(text.slice(6), timeZone, wrong('asked on'))
      : wrong('asked on')(`"${text}" is not understood; write 2026-05-05, known 2026-05-10.`),
  );
  const events = readHistory(row.history, { channel, timeZone }, wrong('history'));
  const recorded = exactFacts(events, askedAddress, {
    at,
    ...(known !== undefined && { knownAt: known }),
  });
  const hasTraits = traits.countries.length > 0 || traits.class || traits.timeZone;
  return {
    policy,
    facts: hasTraits ? { ...recorded, traits } : recorded,
    ask: {
      channel,
      purpose: row.purpose,
      at,
      role,
      ...(row.message !== '-' && { message: readMessage(row.message, wrong('message')) }),
    },
  };
}

/**
 * Where they are: `DE` by their own word, `DE by profile + FR by domain` by what hints at it, what an
 * address or number says of itself, or `unknown`; `in America/Denver` names the zone of their clock.
 */
function readCountry(text: string, complain: Complain): KnownTraits {
  const [, places = '', timeZone] = /^(.*?)(?: in (\S+\/\S+))?$/.exec(text) ?? [];
  const zone = timeZone === undefined ? {} : { timeZone };
  const [, kind, value = ''] = /^(address|number) (\S+)$/.exec(places) ?? [];
  if (kind !== undefined) {
    const read = parseIdentifier(kind === 'number' ? 'phone' : 'email', value);
    if (!read.ok) return complain(read.problem.message);
    const { traits } = factsAbout(read.value, { marks: [] }, locateIdentifier);
    return { countries: [], ...traits, ...zone };
  }
  if (places === 'unknown') return { countries: [], ...zone };
  const countries = places.split(/ ?\+ ?/).map((place) => {
    const [, country = '', source = 'declared'] =
      /^([A-Z]{2}(?:-[A-Z]{2})?)(?: by (\S+))?$/.exec(place) ?? [];
    if (country === '')
      return complain(`"${place}" is no country; write DE, DE by domain or unknown.`);
    return { country, source: oneOf<CountrySource>(countrySources, source, complain) };
  });
  return { countries, ...zone };
}

/** Where days are counted: their own zone, that of their country, or the sender's. */
function zoneOf({ timeZone, countries }: KnownTraits, { sender }: Policy): string {
  if (timeZone !== undefined) return timeZone;
  const declared = countries.find(({ source }) => source === 'declared') ?? countries[0];
  return (declared && timeZoneOf(declared.country)) ?? sender.timeZone;
}

/** Reads `without unsubscribe, postal-address; finding health; deceptive subject`. */
function readMessage(text: string, complain: Complain): MessageFacts {
  const contains: Record<string, boolean> = {};
  const findings: { category: string }[] = [];
  let deceptiveSubject = false;
  for (const part of text.split(/; */)) {
    const [, verb, list = ''] = /^(without|with|finding) (.+)$/.exec(part) ?? [];
    if (part === 'deceptive subject') deceptiveSubject = true;
    else if (verb === 'finding') findings.push({ category: list });
    else if (verb !== undefined)
      for (const one of list.split(/, */))
        contains[oneOf(contents, one, complain)] = verb === 'with';
    else
      complain(`"${part}" is not understood; write with, without, finding or deceptive subject.`);
  }
  return { contains, findings, deceptiveSubject };
}

function oneOf<Word extends string>(
  allowed: readonly Word[],
  text: string,
  complain: Complain,
): Word {
  return (
    allowed.find((one) => one === text) ??
    complain(`"${text}" stands here; write one of ${allowed.join(', ')}.`)
  );
}
