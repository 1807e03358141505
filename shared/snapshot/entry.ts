import type { ConsentFacts, KnownTraits, Mark } from '../consent/facts.ts';
import { wideMarks } from '../consent/gather.ts';
import type { SipKey } from './siphash.ts';
import { sipHashHex } from './siphash.ts';

/** A mark without what follows from where it lies: which event it is of, and whose. */
export type PackedMark = Omit<Mark, 'event' | 'of'>;

/** One identifier, with what is kept under its exact key, in the order of time. */
export type Member = {
  /** Hash of the exact key; `null` where the identifier is its own wide form. */
  readonly exact: string | null;
  readonly marks: readonly PackedMark[];
  /**
   * Hashes of the ids of the marks' events, in their order, where the same events are kept elsewhere
   * too: the contact has more identifiers. Otherwise an event is named by its place alone.
   */
  readonly events?: readonly string[];
  readonly traits?: KnownTraits;
};

/** All the identifiers that share a wide form, under its hash. Hashes are 16 hexadecimal digits. */
export type Entry = {
  readonly hash: string;
  /** None, in a change, where nothing is kept any more. */
  readonly members: readonly Member[];
};

/** `isElsewhere`: whether the contact has other identifiers, under which the same events are kept. */
export function memberOf(
  key: SipKey,
  exact: string | null,
  { marks, traits }: ConsentFacts,
  isElsewhere: boolean,
): Member {
  return {
    exact,
    marks: marks.map(unnamed),
    ...(isElsewhere && { events: marks.map(({ event }) => sipHashHex(key, event)) }),
    ...(traits && { traits }),
  };
}

function unnamed(mark: Mark): PackedMark {
  const { event: _, of: __, ...packed } = mark;
  return packed;
}

/** What is kept under the exact key with this hash (`null`: the wide form itself). */
export function exactFactsOf(entry: Entry, exact: string | null): ConsentFacts | undefined {
  const at = entry.members.findIndex((member) => member.exact === exact);
  if (at < 0) return undefined;
  const { traits } = entry.members[at]!;
  const marks = namedMarks(entry, at);
  return traits ? { marks, traits } : { marks };
}

/** What is kept under the wide key: what forbids, of all its members. */
export function wideFactsOf(entry: Entry): ConsentFacts {
  const marks = entry.members.flatMap((_, at) => wideMarks(namedMarks(entry, at)));
  return { marks: marks.sort((a, b) => a.since - b.since) };
}

function namedMarks({ hash, members }: Entry, at: number): Mark[] {
  const { marks, events } = members[at]!;
  return marks.map((mark, index) => ({
    ...mark,
    event: events ? events[index]! : `${hash}.${at}.${index}`,
  }));
}
