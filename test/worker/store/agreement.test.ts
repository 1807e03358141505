import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { eventTypes } from '../../../shared/consent/event.ts';
import { decide } from '../../../shared/policy/decide.ts';
import type { Reason } from '../../../shared/policy/decision.ts';
import { factsAbout } from '../../../shared/policy/subject.ts';
import type { EventInput } from '../../../shared/protocol/api.ts';
import { Refusal } from '../../../worker/errors.ts';
import { orgKeys } from '../../../worker/keys.ts';
import { snapshotsOf } from '../../../worker/store/snapshot.ts';
import { usual } from '../../../worker/store/snapshot-limits.ts';
import { storeFor } from '../../../worker/store/store.ts';
import { Device } from '../support/device.ts';
import type { Caller } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { emails } from '../support/samples.ts';
import { by, email } from '../support/store.ts';

/** Few people with many spellings, so that their keys meet. */
const addresses = [
  'jane@gmail.com',
  'j.ane+a@gmail.com',
  'jane+b@googlemail.com',
  'joe@acme.example',
  'joe+x@acme.example',
  'ann@mail.acme.example',
];
const identifiers: EventInput['identifier'][] = [
  ...addresses.map((value) => ({ type: 'email' as const, value })),
  { type: 'domain', value: 'acme.example' },
  { type: 'domain', value: 'mail.acme.example' },
];

const anyAddress = fc.constantFrom(...addresses);

const input: fc.Arbitrary<EventInput> = fc
  .record({
    identifier: fc.constantFrom(...identifiers),
    type: fc.constantFrom(...eventTypes),
    purpose: fc.constantFrom('direct-marketing', 'newsletter'),
    channel: fc.constantFrom<EventInput['channel'][]>('email', 'phone'),
    occurredAt: fc
      .integer({ min: 1, max: 28 })
      .map((day) => `2026-02-${String(day).padStart(2, '0')}T00:00:00Z`),
    method: fc.constant<ConsentEvent['method']>('web-form'),
    evidence: fc.constant('shown'),
  })
  .map((event) => ({ ...event, ...detailsFor(event.type) }));

/** What some types cannot do without. */
function detailsFor(type: EventInput['type']): Partial<EventInput> {
  if (type === 'relationship-recorded') return { ground: { kind: 'purchase' } };
  if (type === 'registry-listed') return { registry: 'TPS' };
  if (type === 'described')
    return { traits: { country: 'GB', countrySource: 'declared', class: 'employee' } };
  return type === 'corrected' ? { corrects: 'no-such-event' } : {};
}

type Asked = { channel: 'email' | 'phone'; purpose: string };
type Told = { verdict: string; reasons: { rule: string; events: string[]; exceptedBy?: string }[] };

/** What the device would decide about each address, from its own copy. */
async function onDevice(device: Device, asked: Asked): Promise<Told[]> {
  const { policy, role } = device.kept;
  const decided = addresses.map(async (value) => {
    const about = factsAbout(email(value), await device.facts(value));
    const { verdict, reasons } = decide(policy, about, { ...asked, role, at: Date.now() });
    return { verdict, reasons: reasons.map(told) };
  });
  return Promise.all(decided);
}

async function onServer(caller: Caller, asked: Asked): Promise<Told[]> {
  const { body } = await caller.post('/check', { recipients: emails(...addresses), ...asked });
  return body.decisions.map(({ verdict, reasons }) => ({ verdict, reasons: reasons.map(told) }));
}

const told = ({ rule, events, exceptedBy }: Pick<Reason, 'rule' | 'events' | 'exceptedBy'>) => ({
  rule,
  events: [...events],
  ...(exceptedBy !== undefined && { exceptedBy }),
});

/** A device names events by where they lie; but what are two for the server are two for it, and what is one is one. */
function expectSame(device: Told[], server: Told[]): void {
  for (const [at, mine] of device.entries()) {
    const theirs = server[at]!;
    const names = (one: Told) =>
      one.reasons.flatMap(({ events, exceptedBy }) => [...events, exceptedBy ?? '']);
    const own = names(mine);
    const numbered = (all: string[]) => all.map((name) => all.indexOf(name));
    expect(numbered(own)).toEqual(numbered(names(theirs)));
    const withoutNames = (one: Told) => ({
      verdict: one.verdict,
      reasons: one.reasons.map(({ rule, events, exceptedBy }) => [
        rule,
        events.length,
        exceptedBy !== undefined,
      ]),
    });
    expect(withoutNames(mine)).toEqual(withoutNames(theirs));
  }
}

/** A whole of what there is now, in parts of so many identifiers. */
async function buildBase(orgId: string, perPart: number): Promise<void> {
  const scope = { db: env.DB, orgId, keys: await orgKeys(env, orgId) };
  const snapshots = snapshotsOf(scope, { ...usual, few: 0, perPart });
  while (await snapshots.buildOn(0));
}

describe('the device and the server', () => {
  it('decide alike, whatever was recorded and linked, and however the device was brought up to date', async () => {
    const batches = fc.array(fc.array(input, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    });
    const question: fc.Arbitrary<Asked> = fc.record({
      channel: fc.constantFrom<Asked['channel'][]>('email', 'phone'),
      purpose: fc.constantFrom('direct-marketing', 'newsletter', 'other'),
    });
    const links = fc.array(fc.tuple(fc.nat(), anyAddress, anyAddress), { maxLength: 2 });
    const base = fc.record({ after: fc.nat({ max: 3 }), perPart: fc.integer({ min: 1, max: 9 }) });
    await fc.assert(
      fc.asyncProperty(
        batches,
        question,
        links,
        base,
        async (sent, asked, linked, { after, perPart }) => {
          const organisation = await newOrganisation();
          const caller = organisation.as('admin');
          const { link } = await storeFor(env, organisation.id);
          const device = new Device(caller);
          for (const [index, events] of sent.entries()) {
            const { status } = await caller.post('/events', { events });
            expect(status).toBe(200);
            for (const [when, a, b] of linked)
              if (when % sent.length === index)
                await link(email(a), email(b), { ...by, now: Date.now(), method: 'spoken' }).catch(
                  notOnRecord,
                );
            if (index === after) await buildBase(organisation.id, perPart);
            await device.sync();
          }
          const fresh = await new Device(caller).sync();
          const answer = await onServer(caller, asked);
          expectSame(await onDevice(device, asked), answer);
          expectSame(await onDevice(fresh, asked), answer);
          expect(fresh.kept.base === null).toBe(after >= sent.length);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('know of an event from a sender whose clock runs fast', async () => {
    const caller = (await newOrganisation()).as('admin');
    const soon = new Date(Date.now() + 4 * 60_000).toISOString();
    const identifier = { type: 'email', value: addresses[0] };
    const event = {
      identifier,
      type: 'objected',
      channel: 'email',
      occurredAt: soon,
      method: 'reply',
    };
    await caller.post('/events', { events: [event] });
    const asked: Asked = { channel: 'email', purpose: 'direct-marketing' };
    const device = await onDevice(await new Device(caller).sync(), asked);
    expect(device[0]).toMatchObject({ verdict: 'block', reasons: [{ rule: 'objection' }] });
    expectSame(device, await onServer(caller, asked));
  });
});

function notOnRecord(error: unknown): void {
  if (!(error instanceof Refusal && error.status === 404)) throw error;
}
