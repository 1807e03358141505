import { describe, expect, it } from 'vitest';
import type { Role } from '../../../shared/policy/policy.ts';
import { roles } from '../../../shared/policy/policy.ts';
import { defaultPolicy } from '../../../shared/policy/presets/index.ts';
import { Refusal } from '../../../worker/errors.ts';
import { readEvent } from '../../../worker/intake/event.ts';
import { checkExceptions } from '../../../worker/intake/exception.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, event } from '../support/samples.ts';

const now = Date.parse('2026-06-01T12:00:00Z');
const exception = {
  type: 'excepted',
  method: 'recorded-by-member',
  evidence: 'Asked us to write.',
};

function verdictOn(role: Role, more: Record<string, unknown>): string {
  try {
    checkExceptions(defaultPolicy, role, [readEvent(event('jane@example.com', more), 0, now)]);
    return 'taken';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `${error.status} ${error.message}`;
  }
}

describe('an exception', () => {
  it('to what a machine found, everyone may record', () => {
    for (const role of roles) expect(verdictOn(role, exception)).toBe('taken');
  });

  it('to what the organisation decided, those whom the policy names', () => {
    const more = { ...exception, excepts: ['organisation', 'machine'] };
    expect(verdictOn('admin', more)).toBe('taken');
    expect(verdictOn('dpo', more)).toBe('taken');
    expect(verdictOn('rep', more)).toContain('403 events[0].excepts: your role (rep)');
    expect(verdictOn('marketer', more)).toContain('organisation');
  });

  it('to the law, those whom the policy names', () => {
    const law = { ...exception, excepts: ['law'] };
    for (const role of roles)
      expect(verdictOn(role, law)).toContain(['admin', 'dpo'].includes(role) ? 'taken' : '403');
  });

  it.each([
    [{ evidence: '' }, '400 events[0].evidence: Say why'],
    [{ evidence: undefined }, '400 events[0].evidence: Say why'],
    [{ channel: 'all' }, '400 events[0]: an exception names one channel and one purpose'],
    [{ purpose: 'all' }, '400 events[0]: an exception names one channel and one purpose'],
    [{ excepts: [] }, '400 events[0].excepts: must not be empty'],
    [{ type: 'objected', excepts: ['machine'] }, '400 events[0].excepts: belongs to'],
  ])('is refused when it says %j', (more, message) => {
    expect(verdictOn('admin', { ...exception, ...more })).toContain(message);
  });

  it('never reaches a person’s no, and names itself where it answers', async () => {
    const organisation = await newOrganisation();
    const admin = organisation.as('admin');
    const excepts = ['organisation', 'machine'];
    const { status } = await admin.post('/events', {
      events: [
        event('no@example.com'),
        event('no@example.com', { ...exception, excepts }),
        event('listed@example.com', { type: 'suppressed', method: 'recorded-by-member' }),
        event('listed@example.com', {
          ...exception,
          excepts,
          id: 'why-not',
          until: '2027-02-01T00:00:00Z',
        }),
      ],
    });
    expect(status).toBe(200);
    const { body } = await admin.post('/check', ask('no@example.com', 'listed@example.com'));
    expect(body.decisions.map(({ verdict }) => verdict)).toEqual(['block', 'allow']);
    expect(body.decisions[1]!.reasons[0]).toMatchObject({
      rule: 'suppression',
      exceptedBy: 'why-not',
    });
  });

  it('is refused over the API with nothing stored', async () => {
    const organisation = await newOrganisation();
    const events = [
      event('a@example.com'),
      event('b@example.com', { ...exception, excepts: ['law'] }),
    ];
    const { status, body } = await organisation.as('rep').post('/events', { events });
    expect([status, body.error.code]).toEqual([403, 'events.exception-not-allowed']);
    expect((await organisation.as('rep').get('/sync')).body.version).toBe(0);
  });
});
