import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { openList, unread } from '../../../shared/list/list-reader.ts';
import { readRow } from '../../../shared/list/row.ts';
import { rowSettings } from '../../../shared/list/row-settings.ts';
import { ListSettings } from '../../../shared/list/settings.ts';

type Given = Partial<v.InferInput<typeof ListSettings>>;

/** What is known of the rows of a list before one is read, and what the first comes to. */
function of(text: string, given: Given = {}) {
  const settings = v.parse(ListSettings, {
    format: 'csv',
    defaults: { type: 'objected' },
    ...given,
  });
  const opened = openList(text, settings, unread, { isLast: true });
  if (!opened.ok) throw new Error(opened.problem.message);
  const known = rowSettings(settings, opened.list.state());
  const row = opened.list.next()!;
  return { ...known, event: readRow(row.cells!, known, { createdAt: 0, now: 0 }).events[0] };
}

describe('what is known of a list’s rows before they are read', () => {
  it('is whether columns say yes or no', () => {
    expect(of('email\na@x.de\n').hasFlags).toBe(false);
    const given = { defaults: {} };
    expect(of('email,unsubscribed\na@x.de,yes\n', given)).toMatchObject({
      hasFlags: true,
      event: { type: 'objected' },
    });
  });

  it('is whether they say more than who, what and when, by a column or a default', () => {
    expect(of('email,date\na@x.de,2026\n').hasDetails).toBe(false);
    expect(of('email,Unsub reason\na@x.de,late\n')).toMatchObject({
      hasDetails: true,
      event: { evidence: 'late' },
    });
    const defaults = { type: 'objected', source: 'fair' } as const;
    expect(of('email\na@x.de\n', { defaults })).toMatchObject({
      hasDetails: true,
      event: { source: 'fair' },
    });
  });

  it('is nothing of NDJSON, whose lines may each say something else', () => {
    const line = '{"email":"a@x.de","evidence":"late"}';
    expect(of(line, { format: 'ndjson' })).toMatchObject({
      hasDetails: true,
      event: { evidence: 'late' },
    });
  });

  it('has the defaults that the header suggests', () => {
    const settings = { defaults: {} };
    expect(of('Email Address,UNSUB_TIME\na@x.de,\n', settings)).toMatchObject({
      defaults: { type: 'withdrawn', channel: 'email' },
      event: { type: 'withdrawn', channel: 'email' },
    });
  });
});
