import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endsStop } from '../../../shared/consent/ending.ts';
import { eventKind } from '../../../shared/consent/event.ts';
import type { ConsentFacts } from '../../../shared/consent/facts.ts';
import { covers } from '../../../shared/consent/scope.ts';
import type { NewEvent } from '../../../worker/store/event-rows.ts';
import type { Store } from '../../../worker/store/store.ts';
import { by, email, newEvent, newStore, now } from '../support/store.ts';

const people = ['jane@work.example', 'jane@home.example', 'j@third.example'] as const;
const why = { ...by, method: 'spoken' } as const;
const person = fc.constantFrom(...people);

/** What somebody said, or was done about them, on one of few days. */
const said = fc
  .record({
    who: person,
    type: fc.constantFrom<NewEvent['type'][]>(
      'objected',
      'withdrawn',
      'lifted',
      'given',
      'contacted',
    ),
    purpose: fc.constantFrom('direct-marketing', 'newsletter', 'all'),
    channel: fc.constantFrom<NewEvent['channel'][]>('email', 'phone', 'all'),
    day: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ who, type, purpose, channel, day }) => {
    const occurredAt = now - 86_400_000 * (30 - day);
    return newEvent(who, { type, purpose, channel, occurredAt, method: 'web-form' });
  });

const history = fc.array(said, { minLength: 1, maxLength: 8 });
const onRecord = people.map((who) => newEvent(who, { type: 'contacted', occurredAt: now - 1 }));
let times = 0;
const anew = (events: readonly NewEvent[]): NewEvent[] =>
  events.map((each) => ({ ...each, id: `${each.id}-${++times}` }));

/** A person's no's that nothing has ended in all of their scope. */
function standing({ marks }: ConsentFacts): string[] {
  const isNo = (type: NewEvent['type']) =>
    eventKind(type).by === 'person' && eventKind(type).effect === 'stop';
  return marks
    .filter(({ type }) => isNo(type))
    .filter((stop) => !marks.some((mark) => endsStop(mark, stop) && covers(mark, stop)))
    .map(({ type, purpose, channel }) => `${type} ${purpose} ${channel}`);
}

async function standingOf(store: Store): Promise<Set<string>[]> {
  const facts = await store.factsFor(people.map(email));
  return facts.map((each) => new Set(standing(each)));
}

describe('a person’s no, whoever is linked with whom', () => {
  it('is lost neither by linking nor by unlinking, and a yes stays with the address it names', async () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('link', 'unlink'), person, person, history), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(history, steps, async (first, then) => {
        const { store } = await newStore();
        await store.record(anew([...onRecord, ...first]), by);
        for (const [what, a, b, more] of then) {
          const before = await standingOf(store);
          if (what === 'link') await store.link(email(a), email(b), why);
          else await store.unlink(email(a), why);
          const after = await standingOf(store);
          for (const [at, noes] of before.entries())
            expect([...noes].filter((no) => !after[at]!.has(no))).toEqual([]);
          await store.record(anew(more), by);
        }
        const facts = await store.factsFor(people.map(email));
        const yeses = facts.map(({ marks }) => marks.filter(({ type }) => type === 'given').length);
        const given = [...first, ...then.flatMap(([, , , more]) => more)].filter(
          ({ type }) => type === 'given',
        );
        expect(yeses).toEqual(
          people.map((who) => given.filter(({ identifier }) => identifier.value === who).length),
        );
      }),
      { numRuns: 25 },
    );
  });
});
