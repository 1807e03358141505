import type { EventInput } from '../../../shared/protocol/api.ts';

/** An objection to direct marketing by e-mail, and whatever else is said. */
export function event(value: string, more: Record<string, unknown> = {}): EventInput {
  return {
    identifier: { type: 'email', value },
    type: 'objected',
    purpose: 'direct-marketing',
    channel: 'email',
    occurredAt: '2026-03-02T10:00:00Z',
    method: 'reply',
    ...more,
  } as EventInput;
}

export const emails = (...values: string[]) => values.map((value) => ({ type: 'email', value }));

/** What `POST /check` is asked about e-mail. */
export function ask(...values: string[]) {
  return { recipients: emails(...values), channel: 'email' };
}
