import { endsStop } from '../../shared/consent/ending.ts';
import { eventKind } from '../../shared/consent/event.ts';
import type { ConsentFacts, Mark } from '../../shared/consent/facts.ts';
import type { Identifier } from '../../shared/contact/identifier.ts';
import type { RowLine } from '../../shared/list/lines.ts';
import { purposePath } from '../../shared/policy/purposes.ts';
import { Refusal } from '../errors.ts';
import type { NewEvent } from '../store/event-rows.ts';
import type { LineOfRow, RowOfEvent } from '../store/imports-steps.ts';
import type { Store } from '../store/store.ts';

const line: RowLine = {
  column: null,
  code: 'imports.said-no',
  message: 'They have said no, which no list undoes: the row was recorded, and changes nothing.',
};

/**
 * A line for each consent about somebody whose no is on record from elsewhere than this import, in which
 * the rows of one list are not held against each other: so a dry run tells the same.
 */
export async function consentsToNo(
  store: Pick<Store, 'factsFor' | 'policy'>,
  importId: string,
  events: readonly RowOfEvent[],
): Promise<LineOfRow[]> {
  const consents = events.filter(({ event }) => eventKind(event.type).effect === 'grant');
  if (consents.length === 0) return [];
  const policy = await store.policy();
  const facts = await factsOf(
    store,
    consents.map(({ event }) => event.identifier),
  );
  return consents.flatMap(({ row, event }, index) => {
    const purposes = purposePath(policy, event.purpose);
    return facts[index]!.marks.some((mark, _, marks) =>
      forbids(mark, marks, event, purposes, importId),
    )
      ? [{ row, ...line }]
      : [];
  });
}

function forbids(
  mark: Mark,
  marks: readonly Mark[],
  event: NewEvent,
  purposes: readonly string[],
  importId: string,
): boolean {
  const { by, effect } = eventKind(mark.type);
  if (by !== 'person' || effect !== 'stop' || mark.event.startsWith(`${importId}.`)) return false;
  const all = [mark.channel, event.channel].includes('all');
  if (!all && mark.channel !== event.channel) return false;
  const reaches =
    mark.purpose === 'all' || event.purpose === 'all' || purposes.includes(mark.purpose);
  return reaches && !marks.some((other) => endsStop(other, mark));
}

/** In as many calls as it takes: a call has a limit on domains, which only very odd addresses reach. */
async function factsOf(
  store: Pick<Store, 'factsFor'>,
  identifiers: readonly Identifier[],
): Promise<ConsentFacts[]> {
  try {
    return await store.factsFor(identifiers);
  } catch (error) {
    if (!(error instanceof Refusal) || identifiers.length === 1) throw error;
    const half = identifiers.length >> 1;
    const first = await factsOf(store, identifiers.slice(0, half));
    return [...first, ...(await factsOf(store, identifiers.slice(half)))];
  }
}
