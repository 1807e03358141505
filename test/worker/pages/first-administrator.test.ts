import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Bindings } from '../../../worker/env.ts';
import { makeSetupLink } from '../../../worker/store/access/organisations.ts';
import { Browser } from '../support/browser.ts';
import { nobodyHere } from '../support/first-start.ts';
import { newPerson, password } from '../support/people.ts';

// The first to sign in waits for better-auth to be loaded.
beforeAll(() => newPerson('rep'), 60_000);

describe('the first administrator’s link', () => {
  let bindings: Bindings;
  let link: string;
  beforeEach(async () => {
    bindings = await nobodyHere();
    const { secret } = (await makeSetupLink(bindings.DB, undefined, Date.now()))!;
    link = `/account/link/${secret}`;
  });
  const everything = {
    name: 'Fia First',
    password,
    email: 'First@Example.com',
    organisation: 'Acme',
  };

  it('makes the organisation and its administrator, who is then signed in', async () => {
    const browser = new Browser(bindings);
    expect((await browser.get(link)).text).toContain('You are the first here');
    const { to } = await browser.post(link, everything);
    expect(to).toBe('/account?done=joined');
    const account = (await browser.get('/account')).text;
    for (const words of ['Acme', 'Administrator', 'first@example.com'])
      expect(account).toContain(words);
  });

  it('works once', async () => {
    await new Browser(bindings).post(link, everything);
    const again = new Browser(bindings);
    expect((await again.get(link)).status).toBe(410);
    const { status } = await again.post(link, { ...everything, email: 'second@example.com' });
    expect([status, again.cookies.size]).toEqual([410, 0]);
    const { results } = await bindings.DB.prepare('SELECT id FROM members').all();
    expect(results).toHaveLength(1);
  });

  it('works once also for two who press at the same moment', async () => {
    const answers = await Promise.all(
      ['a@race.example', 'b@race.example', 'c@race.example'].map((email) =>
        new Browser(bindings).post(link, { ...everything, email }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 410, 410]);
    const { results } = await bindings.DB.prepare('SELECT id FROM members').all();
    expect(results).toHaveLength(1);
    const left = "SELECT count(*) AS n FROM accounts WHERE email LIKE '%@race.example'";
    expect(await bindings.DB.prepare(left).first('n')).toBe(1);
  });

  it('opens nothing by being looked at, as mail scanners do', async () => {
    for (let times = 0; times < 3; times++) await new Browser(bindings).get(link);
    expect((await new Browser(bindings).post(link, everything)).status).toBe(303);
  });
});
