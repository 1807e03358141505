import { env } from 'cloudflare:workers';
import type { Role } from '../../../shared/policy/policy.ts';
import { randomHex } from '../../../worker/bytes.ts';
import type { Bindings } from '../../../worker/env.ts';
import { makeLink } from '../../../worker/store/access/links.ts';
import { Browser } from './browser.ts';

export const password = 'correct horse battery';

/** Somebody who has joined by an invitation, and is signed in. */
export type Somebody = {
  readonly browser: Browser;
  readonly email: string;
  readonly name: string;
  readonly orgId: string;
};

export async function newOrganisationId(): Promise<string> {
  const id = `org_${randomHex(6)}`;
  await env.DB.prepare('INSERT INTO organisations VALUES (?, ?, 0)').bind(id, `Org ${id}`).run();
  return id;
}

export async function invite(orgId: string, role: Role, email?: string): Promise<string> {
  const link = { kind: 'join', role, ...(email && { email }) } as const;
  const by = { actor: 'mem_test', now: Date.now() };
  const { secret } = await makeLink({ db: env.DB, orgId }, link, by);
  return `/account/link/${secret}`;
}

/** Accepts an invitation as a person does, in a browser of their own. */
export async function newPerson(
  role: Role,
  { orgId, bindings = env }: { orgId?: string; bindings?: Bindings } = {},
): Promise<Somebody> {
  const where = orgId ?? (await newOrganisationId());
  const email = `p${randomHex(6)}@example.com`;
  const name = `Pat ${randomHex(3)}`;
  const browser = new Browser(bindings);
  const { status, text } = await browser.post(await invite(where, role, email), { name, password });
  if (status !== 303) throw new Error(`Joining answered ${status}: ${text}`);
  return { browser, email, name, orgId: where };
}

/** Signs somebody in, in another browser. */
export async function signIn({ email }: Pick<Somebody, 'email'>, more: object = {}) {
  const browser = new Browser();
  const answer = await browser.post('/account/sign-in', { email, password, ...more });
  return { browser, answer };
}

/** What was done in an organisation, in alphabetical order. */
export async function audited(orgId: string): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT action FROM audit WHERE org_id = ?')
    .bind(orgId)
    .all<{ action: string }>();
  return results.map(({ action }) => action).sort();
}
