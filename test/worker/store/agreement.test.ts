import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import { eventTypes } from '../../../shared/consent/event.ts';
import { parseIdentifier } from '../../../shared/contact/identifier.ts';
import { decide } from '../../../shared/policy/decide.ts';
import { factsAbout } from '../../../shared/policy/subject.ts';
import type { EventInput, SyncResponse } from '../../../shared/protocol/api.ts';
import type { Snapshot } from '../../../shared/snapshot/snapshot.ts';
import { applyDelta, lookUp } from '../../../shared/snapshot/snapshot.ts';
import type { Caller } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { emails } from '../support/samples.ts';

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

const input: fc.Arbitrary<EventInput> = fc
  .record({
    identifier: fc.constantFrom(...identifiers),
    // Of an erased contact the device has only what its wide form finds.
    type: fc.constantFrom(...eventTypes.filter((each) => each !== 'erased')),
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

/** What the device would decide about each address, from its own copy. */
function onDevice(snapshot: Snapshot, { policy, role }: SyncResponse, asked: Asked) {
  return addresses.map((value) => {
    const identifier = parseIdentifier('email', value);
    if (!identifier.ok) throw new Error(identifier.problem.message);
    const facts = lookUp(snapshot, identifier.value);
    const about = factsAbout(identifier.value, facts);
    const { verdict, reasons } = decide(policy, about, { ...asked, role, at: Date.now() });
    return {
      verdict,
      reasons: reasons.map(({ rule, events, exceptedBy }) => ({ rule, events, exceptedBy })),
    };
  });
}

async function onServer(caller: Caller, asked: Asked) {
  const { body } = await caller.post('/check', { recipients: emails(...addresses), ...asked });
  return body.decisions.map(({ verdict, reasons }) => ({
    verdict,
    reasons: reasons.map(({ rule, events, exceptedBy }) => ({ rule, events, exceptedBy })),
  }));
}

async function syncFrom(caller: Caller, since: number): Promise<SyncResponse> {
  return (await caller.get(`/sync?since=${since}`)).body;
}

describe('the device and the server', () => {
  it('decide alike, whatever was recorded and however the device was brought up to date', async () => {
    const batches = fc.array(fc.array(input, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    });
    const question: fc.Arbitrary<Asked> = fc.record({
      channel: fc.constantFrom<Asked['channel'][]>('email', 'phone'),
      purpose: fc.constantFrom('direct-marketing', 'newsletter', 'other'),
    });
    await fc.assert(
      fc.asyncProperty(batches, question, async (sent, asked) => {
        const caller = (await newOrganisation()).as('admin');
        let kept: Snapshot | undefined;
        let last = await syncFrom(caller, 0);
        for (const events of sent) {
          const { status } = await caller.post('/events', { events });
          expect(status).toBe(200);
          last = await syncFrom(caller, kept?.version ?? 0);
          kept = applyDelta(kept, last);
        }
        const whole = applyDelta(undefined, await syncFrom(caller, 0));
        const answer = await onServer(caller, asked);
        expect(onDevice(kept!, last, asked)).toEqual(answer);
        expect(onDevice(whole, last, asked)).toEqual(answer);
        expect(new Map([...kept!.entries].sort())).toEqual(new Map([...whole.entries].sort()));
      }),
      { numRuns: 25 },
    );
  }, 120_000);

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
    const answer = await syncFrom(caller, 0);
    const asked: Asked = { channel: 'email', purpose: 'direct-marketing' };
    const device = onDevice(applyDelta(undefined, answer), answer, asked);
    expect(device[0]).toMatchObject({ verdict: 'block', reasons: [{ rule: 'objection' }] });
    expect(await onServer(caller, asked)).toEqual(device);
  });
});
