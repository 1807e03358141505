import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../worker/errors.ts';
import { readEvent } from '../../../worker/intake/event.ts';
import { event } from '../support/samples.ts';

const now = Date.parse('2026-06-01T12:00:00Z');

/** The error's code and message for an event; fails the test when it is taken. */
function refusalOf(more: Record<string, unknown>): Refusal {
  try {
    readEvent(event('jane@example.com', more), 2, now);
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('The event was taken.');
}

describe('readEvent', () => {
  it('reads the address and the times, and gives an id where there is none', () => {
    const sent = event(' Jane@Example.com ', {
      type: 'given',
      occurredAt: '2026-05-01T10:00:00+02:00',
      until: '2027-05-01T00:00:00Z',
    });
    expect(readEvent(sent, 0, now)).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      identifier: { type: 'email', value: 'jane@example.com' },
      occurredAt: Date.parse('2026-05-01T08:00:00Z'),
      until: Date.parse('2027-05-01T00:00:00Z'),
    });
  });

  it.each([
    ['2026-06-01T12:05:00Z', true],
    ['2026-06-01T12:05:01Z', false],
    ['2036-06-01T12:00:00Z', false],
    ['1970-01-01T00:00:00Z', true],
    ['1969-12-31T23:59:59Z', false],
    ['2024-02-29T00:00:00Z', true],
    ['2026-02-29T00:00:00Z', false],
    ['2026-02-31T00:00:00Z', false],
    ['2026-04-31T00:00:00+02:00', false],
    ['2026-05-01T10:00:00+99:99', false],
  ])('%s as the time it happened: taken is %s', (occurredAt, taken) => {
    if (taken) expect(readEvent(event('j@example.com', { occurredAt }), 0, now)).toBeDefined();
    else expect(refusalOf({ occurredAt }).message).toContain('events[2].occurredAt: ');
  });

  it('refuses an end before the beginning', () => {
    const refusal = refusalOf({ type: 'given', until: '2026-03-02T10:00:00Z' });
    expect(refusal.message).toBe('events[2].until: The end has to lie after the time it happened.');
  });

  it('refuses an address it cannot read, and does not repeat it', () => {
    const refusal = refusalOf({ identifier: { type: 'email', value: 'jane at example' } });
    expect(refusal.status).toBe(400);
    expect(refusal.message).toContain('events[2].identifier.value: An e-mail address needs an @');
    expect(refusal.message).not.toContain('jane');
  });

  it.each(['id', 'purpose', 'language', 'noticeVersion'])(
    'keeps people out of what is stored in the clear: %s',
    (field) => {
      for (const value of ['jane@example.com', 'Jane Doe', '<jane>']) {
        const refusal = refusalOf({ [field]: value });
        expect(refusal.message).toContain(`events[2].${field}: may hold letters`);
        expect(refusal.message).not.toContain('ane');
      }
    },
  );
});

describe('what ends a person’s no', () => {
  const evidence = 'Reply of 3 May';

  it.each(['web-form', 'reply', 'in-writing', 'preference-page', 'spoken'])(
    'is their own act: %s',
    (method) => {
      for (const type of ['lifted', 'confirmed'])
        expect(readEvent(event('j@example.com', { type, method, evidence }), 0, now).type).toBe(
          type,
        );
    },
  );

  it.each(['import', 'recorded-by-member', 'provider-webhook', 'unsubscribe-link', 'one-click'])(
    'is not what came by %s',
    (method) => {
      for (const type of ['lifted', 'confirmed']) {
        const refusal = refusalOf({ type, method, evidence });
        expect(refusal.code).toBe('events.not-their-own-act');
        expect(refusal.message).toContain('events[2].method: ');
      }
    },
  );

  it.each([undefined, '', '   '])('is shown by evidence, not %j', (missing) => {
    const refusal = refusalOf({ type: 'lifted', method: 'web-form', evidence: missing });
    expect(refusal.code).toBe('events.no-evidence');
    expect(refusal.message).toContain('events[2].evidence: ');
  });

  it('may be recorded as a consent that ends nothing, from an import', () => {
    expect(
      readEvent(event('j@example.com', { type: 'given', method: 'import' }), 0, now),
    ).toBeDefined();
  });
});
