import { describe, expect, it } from 'vitest';
import type { ConsentEvent } from '../../../shared/consent/event.ts';
import type { Message } from '../../../worker/webhooks/body.ts';
import { bodyOf } from '../../../worker/webhooks/body.ts';

const message: Message = {
  id: 'msg_1',
  type: 'contact.corrected',
  seq: 7,
  data: null,
  createdAt: 2000,
  attempts: 0,
};
const event: ConsentEvent = {
  id: 'e2',
  type: 'corrected',
  purpose: 'all',
  channel: 'email',
  method: 'recorded-by-member',
  occurredAt: 1000,
  recordedAt: 1500,
  recordedBy: 'mem_1',
  corrects: 'e1',
  until: 3000,
  source: 'a note about Jane',
  evidence: 'her letter',
  identifierKey: 'abcd',
};

describe('what a message says', () => {
  it('of an event is what happened, when, and to which contact', () => {
    expect(JSON.parse(bodyOf(message, { seq: 7, contact: 'c1', event }))).toEqual({
      type: 'contact.corrected',
      timestamp: '1970-01-01T00:00:01.000Z',
      data: {
        contact: 'c1',
        version: 7,
        event: {
          id: 'e2',
          type: 'corrected',
          purpose: 'all',
          channel: 'email',
          method: 'recorded-by-member',
          occurredAt: '1970-01-01T00:00:01.000Z',
          recordedAt: '1970-01-01T00:00:01.500Z',
          corrects: 'e1',
          until: '1970-01-01T00:00:03.000Z',
        },
      },
    });
  });

  it('is never free text, a key, or who recorded it', () => {
    const text = bodyOf(message, { seq: 7, contact: 'c1', event });
    for (const secret of ['Jane', 'letter', 'abcd', 'mem_1']) expect(text).not.toContain(secret);
  });

  it('names the identifier only when it is given', () => {
    const identifier = { type: 'email', value: 'jane@example.com' };
    const text = bodyOf(message, { seq: 7, contact: 'c1', event, identifier });
    expect(JSON.parse(text)).toMatchObject({ data: { identifier } });
  });

  it('of anything else is its own data', () => {
    const other = { ...message, type: 'policy.published', seq: null, data: '{"version":3}' };
    expect(JSON.parse(bodyOf(other, undefined))).toEqual({
      type: 'policy.published',
      timestamp: '1970-01-01T00:00:02.000Z',
      data: { version: 3 },
    });
  });
});
