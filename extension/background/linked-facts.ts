import type { ConsentEvent } from '../../shared/consent/event.ts';
import { eventKind } from '../../shared/consent/event.ts';
import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import { exactFacts } from '../../shared/consent/gather.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import { exactKey } from '../../shared/contact/keys.ts';
import { linkEvents } from '../../shared/contact/link.ts';
import { mergeTraits, saysTheSame } from './pending.ts';

/**
 * What is known of each identifier, with what its member said under their other names: a no holds
 * for all of them, a yes for the one that it names. `find` answers for several at once.
 */
export async function withLinks(
  identifiers: readonly Identifier[],
  linkedTo: (one: Identifier) => Promise<readonly Identifier[]>,
  find: (all: readonly Identifier[]) => Promise<ConsentFacts[] | undefined>,
): Promise<ConsentFacts[] | undefined> {
  const others = await Promise.all(identifiers.map(linkedTo));
  const found = await find([...identifiers, ...others.flat()]);
  if (!found) return undefined;
  let next = identifiers.length;
  return identifiers.map((one, at) =>
    others[at]!.reduce((known, other) => join(one, known, other, found[next++]!), found[at]!),
  );
}

/** As the worker would join two contacts that turn out to be one person. */
function join(
  one: Identifier,
  known: ConsentFacts,
  other: Identifier,
  theirs: ConsentFacts,
): ConsentFacts {
  const more = theirs.marks.filter((mark) => !known.marks.some((own) => saysTheSame(own, mark)));
  const key = exactKey(one);
  const events = linkEvents(
    known.marks.map((mark) => toEvent(mark, key)),
    more.map((mark) => toEvent(mark, exactKey(other))),
  );
  const { marks } = exactFacts(events, key, { at: Number.MAX_SAFE_INTEGER });
  const traits = mergeTraits(theirs.traits, known.traits);
  return { marks, ...(traits && { traits }) };
}

function toEvent({ event, since, noticed, method, ...mark }: Mark, key: string): ConsentEvent {
  return {
    ...mark,
    id: event,
    occurredAt: since,
    recordedAt: since,
    recordedBy: 'device',
    method: method ?? 'recorded-by-member',
    ...(noticed && { noticeVersion: 'sent' }),
    ...(eventKind(mark.type).effect === 'grant' && { identifierKey: key }),
  };
}
