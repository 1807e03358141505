import { beforeEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask } from '../support/samples.ts';

let organisation: Organisation;
beforeEach(async () => {
  organisation = await newOrganisation();
});

const who = 'jane@dom.com';
const post = async (type: string, value: string, day: number, more: object = {}, of = 'email') => {
  const occurredAt = `2026-01-0${day}T00:00:00Z`;
  const identifier = { type: of, value };
  const event = { identifier, type, channel: 'all', occurredAt, method: 'recorded-by-member' };
  const { status } = await organisation
    .as('rep')
    .post('/events', { events: [{ ...event, ...more }] });
  return status;
};
const inAmerica = (value = who) => post('described', value, 1, { traits: { country: 'US' } });
const verdict = async (value = who) =>
  (await organisation.as('rep').post('/check', ask(value))).body.verdict;
const spoken = { method: 'spoken', evidence: 'call note of 4 January' };

describe('nobody un-says a no through the API', () => {
  it('by lifting the stop of a domain in part', async () => {
    await inAmerica();
    await post('objected', who, 2);
    await post('objected', 'dom.com', 3, {}, 'domain');
    expect(await post('lifted', 'dom.com', 4, { channel: 'email', ...spoken }, 'domain')).toBe(200);
    expect(await verdict()).toBe('block');
  });

  it('by a lift that was recorded by mistake, also for another spelling of the address', async () => {
    await inAmerica('jane+x@dom.com');
    await post('objected', who, 2);
    await post('lifted', who, 3, { id: 'lift', ...spoken });
    await organisation.as('admin').post('/events', {
      events: [
        {
          identifier: { type: 'email', value: who },
          type: 'corrected',
          corrects: 'lift',
          channel: 'all',
          occurredAt: '2026-01-04T00:00:00Z',
          method: 'recorded-by-member',
        },
      ],
    });
    expect(await verdict('jane+x@dom.com')).toBe('block');
  });

  it('by a yes that has run out', async () => {
    await inAmerica();
    await post('objected', who, 2);
    const yes = { channel: 'email', until: '2026-01-04T00:00:00Z', ...spoken };
    expect(await post('confirmed', who, 3, yes)).toBe(200);
    expect(await verdict()).toBe('block');
  });

  it.each([
    ['evidence that nobody can see', 'lifted', { method: 'spoken', evidence: '\u200b' }],
    ['an import', 'lifted', { method: 'import', evidence: 'list of 2024' }],
    ['an erasure that nobody asked for', 'erased', { method: 'import' }],
  ])('with %s', async (_, type, more) => {
    expect(await post(type, who, 2, more)).toBe(400);
  });
});

describe('a rep cannot take back what the organisation recorded', () => {
  beforeEach(async () => {
    await inAmerica();
    await post('suppressed', who, 2, { id: 'stop' });
  });

  it.each([
    ['released', {}, 403],
    ['corrected', { corrects: 'stop' }, 403],
    ['contacted', { corrects: 'stop' }, 400],
  ])('by %s', async (type, more, status) => {
    expect(await post(type, who, 3, more)).toBe(status);
    expect(await verdict()).toBe('block');
  });
});

it('gives an exception an end, where none was said', async () => {
  expect(
    await post('excepted', who, 1, { channel: 'email', evidence: 'asked', excepts: ['machine'] }),
  ).toBe(200);
  expect(await verdict()).toBe('block');
});
