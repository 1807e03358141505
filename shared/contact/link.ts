import { endsStop } from '../consent/ending.ts';
import type { ConsentEvent } from '../consent/event.ts';
import { eventKind } from '../consent/event.ts';
import type { Mark } from '../consent/facts.ts';
import { happenedAt } from '../consent/fold.ts';
import { covers } from '../consent/scope.ts';
import { sipHashHex, sipKeyFromHex } from '../snapshot/siphash.ts';

/**
 * One history for two contacts that turn out to be one person: all events of both, and every no of
 * either still in force. A lift that the one recorded would otherwise end an earlier no of the other,
 * which it was never about; such a no is said again from the moment of the lift, and names the event
 * it comes from. Never softer than either was, as far as a person's no goes; in rare overlaps stricter.
 */
export function linkEvents(a: readonly ConsentEvent[], b: readonly ConsentEvent[]): ConsentEvent[] {
  const other = withOwnIds(b, a);
  return [...a, ...other, ...kept(a, other), ...kept(other, a)];
}

/**
 * Two histories of one that was linked by mistake. Each side keeps every no, and what ended it; a
 * consent, a relationship, an exception and what is known of the person go to the side whose
 * identifier they name (`identifierKey`), and to neither where they name none: nobody gets a yes on
 * a guess. `keysOfA` are the exact lookup keys of the identifiers that leave as `a`.
 */
export function unlinkEvents(
  events: readonly ConsentEvent[],
  keysOfA: Iterable<string>,
): { readonly a: ConsentEvent[]; readonly b: ConsentEvent[] } {
  const own = new Set(keysOfA);
  const goesTo = (side: 'a' | 'b') => (event: ConsentEvent) => {
    const { effect } = eventKind(event.type);
    if (ofThePerson.has(effect)) return true;
    if (event.identifierKey === undefined) return effect === 'note';
    return own.has(event.identifierKey) === (side === 'a');
  };
  return { a: events.filter(goesTo('a')), b: events.filter(goesTo('b')) };
}

const ofThePerson: ReadonlySet<string> = new Set([
  'stop',
  'lift',
  'release',
  'listing',
  'correct',
  'link',
  'erase',
]);

/** The no's of `mine` that an ending in `theirs` would silence, said again from that ending on. */
function kept(mine: readonly ConsentEvent[], theirs: readonly ConsentEvent[]): ConsentEvent[] {
  const endings = theirs.filter(reachesAll);
  const owned = ownEndings(mine);
  return mine
    .filter(({ type }) => eventKind(type).effect === 'stop')
    .flatMap((stop) =>
      endings
        .filter((end) => endsStop(toMark(end), toMark(stop)))
        .flatMap((end) => keptAt(stop, end, owned)),
    );
}

function keptAt(
  stop: ConsentEvent,
  end: ConsentEvent,
  owned: readonly ConsentEvent[],
): ConsentEvent[] {
  const since = happenedAt(end);
  const scope = overlap(stop, end);
  if (!scope || (stop.until !== undefined && stop.until <= since)) return [];
  const recordedAt = Math.max(stop.recordedAt, end.recordedAt);
  const endedBefore = owned.some(
    (lift) =>
      endsStop(toMark(lift), toMark(stop)) &&
      happenedAt(lift) <= since &&
      lift.recordedAt <= recordedAt &&
      covers(lift, scope),
  );
  if (endedBefore) return [];
  const id = newId(`${stop.id} ${end.id} ${JSON.stringify(scope)}`);
  const from = { source: 'linked', evidence: `event ${stop.id}` };
  return [{ ...stop, ...scope, ...from, id, occurredAt: since, recordedAt }];
}

type Reach = Pick<ConsentEvent, 'purpose' | 'channel'>;

/**
 * What both speak of. Purposes with different names may still be one below the other, which only a
 * policy knows: then the stop's own counts.
 */
function overlap(stop: Reach, end: Reach): Reach | undefined {
  if (stop.channel !== 'all' && end.channel !== 'all' && stop.channel !== end.channel)
    return undefined;
  return {
    purpose: stop.purpose === 'all' ? end.purpose : stop.purpose,
    channel: stop.channel === 'all' ? end.channel : stop.channel,
  };
}

/** A consent ends a no for the identifier that it names; a lift, and a consent that names none, for all. */
function reachesAll({ type, identifierKey }: ConsentEvent): boolean {
  const { effect } = eventKind(type);
  return isLift(effect) || (effect === 'grant' && identifierKey === undefined);
}

/** The lifts that surely count whatever else is known: not taken back, and alone under their id. */
function ownEndings(events: readonly ConsentEvent[]): ConsentEvent[] {
  const takenBack = new Set(events.map(({ corrects }) => corrects));
  const uses = new Map<string, number>();
  for (const { id } of events) uses.set(id, (uses.get(id) ?? 0) + 1);
  return events.filter(
    ({ id, type }) => isLift(eventKind(type).effect) && !takenBack.has(id) && uses.get(id) === 1,
  );
}

const isLift = (effect: string): boolean => effect === 'lift' || effect === 'release';

/** Two different events under one id: the second contact's get another, so that neither hides the other. */
function withOwnIds(
  events: readonly ConsentEvent[],
  others: readonly ConsentEvent[],
): ConsentEvent[] {
  const taken = idsWithContent(others);
  const clashing = new Set(
    [...idsWithContent(events)].flatMap(([id, content]) =>
      taken.has(id) && taken.get(id) !== content ? [id] : [],
    ),
  );
  const renamed = (id: string): string => (clashing.has(id) ? newId(id) : id);
  return events.map((event) => ({
    ...event,
    id: renamed(event.id),
    ...(event.corrects !== undefined && { corrects: renamed(event.corrects) }),
  }));
}

function idsWithContent(events: readonly ConsentEvent[]): Map<string, string> {
  const contents = new Map<string, Set<string>>();
  for (const event of events) {
    const content = JSON.stringify(event, Object.keys(event).sort());
    contents.set(event.id, (contents.get(event.id) ?? new Set()).add(content));
  }
  return new Map([...contents].map(([id, all]) => [id, [...all].sort().join()]));
}

/** As long as an id may be, whatever it is made from; not secret, so under a key that everybody knows. */
function newId(text: string): string {
  return `linked-${sipHashHex(openKey, text)}`;
}
const openKey = sipKeyFromHex('0'.repeat(32));

function toMark(event: ConsentEvent): Mark {
  const { type, purpose, channel, method, id } = event;
  return { type, purpose, channel, method, since: happenedAt(event), event: id };
}
