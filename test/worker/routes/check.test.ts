import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { itNeedsAToken, itReadsJson } from '../support/common-route-tests.ts';
import { countingDatabase } from '../support/counting-database.ts';
import type { Organisation } from '../support/organisation.ts';
import { newOrganisation } from '../support/organisation.ts';
import { ask, emails, event } from '../support/samples.ts';

const path = '/check';
let organisation: Organisation;

beforeAll(async () => {
  organisation = await newOrganisation();
  const { status } = await organisation.as('rep').post('/events', {
    events: [
      event('stop+offers@example.com'),
      event('j.doe+x@googlemail.com'),
      event('yes@example.com', { type: 'given', method: 'web-form' }),
      event('news@example.com', { type: 'withdrawn', purpose: 'newsletter' }),
      event('news@example.com', { type: 'given', method: 'web-form' }),
      {
        ...event('x'),
        identifier: { type: 'domain', value: 'blocked.example' },
        type: 'suppressed',
        purpose: 'all',
        channel: 'all',
      },
    ],
  });
  expect(status).toBe(200);
});

const verdictOf = async (value: string, more = {}): Promise<string> =>
  (await organisation.as('rep').post(path, { ...ask(value), ...more })).body.verdict;

describe('POST /check', () => {
  itNeedsAToken((caller) => caller.post(path, ask('a@example.com')));
  itReadsJson(path);

  it('answers each recipient in order, and the strongest verdict of all', async () => {
    const asked = ask('yes@example.com', 'stop+offers@example.com', 'unknown@example.com');
    const { status, body } = await organisation.as('rep').post(path, asked);
    expect(status).toBe(200);
    expect(body.verdict).toBe('block');
    expect(body.decisions.map(({ recipient }) => recipient)).toEqual(asked.recipients);
    expect(body.decisions.map(({ verdict }) => verdict)).toEqual(['allow', 'block', 'block']);
  });

  it('says who decided, why in words, by which rule and citation, and what one can do', async () => {
    const { body } = await organisation.as('rep').post(path, ask('stop+offers@example.com'));
    expect(body.decisions[0]!.reasons).toEqual([
      expect.objectContaining({
        rule: 'objection',
        verdict: 'block',
        decidedBy: 'person',
        overridable: false,
        message: 'They objected to direct marketing by e-mail on 2026-03-02.',
        citation: expect.objectContaining({ text: expect.stringContaining('GDPR Art. 21') }),
        remedies: expect.arrayContaining(['remove-recipient']),
      }),
    ]);
  });

  it.each([
    ['stop@example.com', 'block', 'an objection reaches the address without its tag'],
    ['STOP+Other@Example.com', 'block', 'and one with another tag, in any case'],
    ['jdoe@gmail.com', 'block', 'and another spelling of a Gmail address'],
    ['anyone@blocked.example', 'block', 'a domain on the list stops all below it'],
    ['anyone@mail.blocked.example', 'block', 'and its subdomains'],
    ['yes@example.com', 'allow', 'a consent holds for its address'],
    ['yes+tag@example.com', 'block', 'and for that one alone'],
  ])('%s: %s (%s)', async (value, verdict) => {
    expect(await verdictOf(value)).toBe(verdict);
  });

  it('tells purposes and channels apart', async () => {
    expect(await verdictOf('news@example.com', { purpose: 'newsletter' })).toBe('block');
    expect(await verdictOf('news@example.com')).toBe('allow');
    expect(await verdictOf('yes@example.com', { channel: 'sms' })).toBe('block');
  });

  it('shows another organisation nothing', async () => {
    const other = await newOrganisation();
    const { body } = await other.as('admin').post(path, ask('stop+offers@example.com'));
    expect(body.decisions[0]!.reasons.map(({ rule }) => rule)).toEqual(['unknown']);
  });

  it.each([
    [[], 'recipients: Give at least one recipient.'],
    [emails(...Array(1001).fill('a@example.com')), 'recipients: At most 1000 recipients'],
    [
      [{ type: 'fax', value: '1' }],
      'recipients[0].type: must be one of email, linkedin, phone, domain.',
    ],
    [[...emails('a@example.com'), { type: 'email' }], 'recipients[1].value: is required.'],
    [[{ type: 'email', value: 7 }], 'recipients[0].value: must be text in quotes.'],
    [[{ type: 'email', value: 'x'.repeat(501) }], 'at most 500 characters'],
    [
      emails('a@example.com', 'not an address'),
      'recipients[1].value: An e-mail address needs an @',
    ],
    [
      [{ type: 'phone', value: '020 7946' }],
      'recipients[0].value: Write the number with its country',
    ],
    ['a@example.com', 'recipients: must be a list [...].'],
  ])('refuses recipients it cannot read and says where (%#)', async (recipients, message) => {
    const { status, body } = await organisation
      .as('rep')
      .post(path, { recipients, channel: 'email' });
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
    expect(body.error.message).not.toMatch(/example\.com"|not an address|7946"|"fax"/);
  });

  it('refuses an unknown channel and an unknown field', async () => {
    const { body } = await organisation
      .as('rep')
      .post(path, { ...ask('a@b.example'), channel: 'fax' });
    expect(body.error.message).toBe('channel: must be one of email, linkedin, phone, sms, post.');
    const extra = await organisation.as('rep').post(path, { ...ask('a@b.example'), role: 'admin' });
    expect(extra.body.error.message).toBe('role: is not a known field.');
  });

  it.each([
    "'; DROP TABLE events; --@example.com",
    '"]}@example.com',
    '%00@example.com',
    '$(id)@x.example',
  ])('takes or refuses %s as a value, and nothing else happens', async (value) => {
    expect([200, 400]).toContain((await organisation.as('rep').post(path, ask(value))).status);
    expect(await verdictOf('stop@example.com')).toBe('block');
  });

  it('asks the database as often for 1,000 recipients as for one', async () => {
    const { db, count } = countingDatabase(env.DB);
    const { id } = organisation;
    const measured = await newOrganisation({ ...env, DB: db });
    expect(measured.id).not.toBe(id);
    const before = { ...count };
    await measured.as('rep').post(path, ask('one@example.com'));
    const forOne = count.statements - before.statements;
    const many = Array.from({ length: 1000 }, (_, n) => `person${n}@host${n}.example`);
    const { status, body } = await measured.as('rep').post(path, ask(...many));
    expect([status, body.decisions.length]).toEqual([200, 1000]);
    expect(count.statements - before.statements).toBe(2 * forOne);
    expect([forOne, count.calls - before.calls]).toEqual([3, 6]);
  });

  it('refuses so many levels of domains that one query could not hold them', async () => {
    const deep = 'a.'.repeat(100);
    const many = Array.from({ length: 400 }, (_, n) => `x@${deep}host${n}.example`);
    const { status, body } = await organisation.as('rep').post(path, ask(...many));
    expect([status, body.error.code]).toEqual([413, 'check.too-many-domains']);
  });
});
