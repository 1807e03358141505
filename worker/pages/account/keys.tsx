import { Hono } from 'hono';
import * as v from 'valibot';
import { actions, may, permissions } from '../../../shared/access/permissions.ts';
import { roleWords } from '../../../shared/access/role-words.ts';
import { ApiKeyRequest, mostKeyDays } from '../../../shared/protocol/access.ts';
import type { AppEnv } from '../../env.ts';
import { Refusal } from '../../errors.ts';
import { makeKeyFor } from '../../intake/api-key.ts';
import type { ApiKeyEntry } from '../../store/access/api-keys.ts';
import { listApiKeys, revokeApiKey } from '../../store/access/api-keys.ts';
import { page } from './layout.tsx';
import { Card, Day, Field, Notice, Press, RoleChoice, Submit } from './parts.tsx';
import { memberWho, placeAndDoing, readForm } from './shell.ts';

const { scopes, expiresInDays } = ApiKeyRequest.entries;

/** As it comes from a form: one scope is no list, and every number is text. */
const KeyForm = v.object({
  ...ApiKeyRequest.entries,
  scopes: v.pipe(
    v.optional(
      v.union([
        v.array(v.string()),
        v.pipe(
          v.string(),
          v.transform((one) => [one]),
        ),
      ]),
      [],
    ),
    scopes,
  ),
  expiresInDays: v.pipe(v.string(), v.transform(Number), expiresInDays),
});

function Keys({ keys, now }: { keys: readonly ApiKeyEntry[]; now: number }) {
  return (
    <Card title="The keys there are" id="keys">
      {keys.length === 0 && <p>None yet.</p>}
      <ul class="list">
        {keys.map((key) => (
          <li>
            <span>
              <span class="name">{key.name}</span>
              <span class="quiet">
                {`, as ${roleWords[key.role]}, ${key.expiresAt <= now ? 'ended' : 'until'} `}
                <Day at={key.expiresAt} />
                {key.usedAt === null ? ', not used yet' : ', last used '}
                {key.usedAt !== null && <Day at={key.usedAt} />}
                <br />
                {whatItMay(key)}
              </span>
            </span>
            <Press to={`/account/keys/${key.id}/revoke`} about={key.name}>
              Revoke
            </Press>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function whatItMay({ role, scopes: own }: ApiKeyEntry): string {
  const all = actions.filter((action) => may(role, action));
  return own.length === all.length ? 'everything that the role may' : own.join(', ');
}

function Make({ problem }: { problem?: string | undefined }) {
  return (
    <Card title="Make a key" id="make">
      {problem && <Notice kind="problem">{problem}</Notice>}
      <p>For a program that uses the API. Give it no more than it needs.</p>
      <form method="post" action="/account/keys">
        <Field label="Name" name="name" hint="What it is for." autocomplete="off" maxlength={80} />
        <RoleChoice label="In the role of" value="marketer" />
        <fieldset class="scopes">
          <legend>What it may do</legend>
          {actions.map((action) => (
            <label>
              <input type="checkbox" name="scopes" value={action} />
              <span>
                {permissions[action].does}{' '}
                <span class="quiet">
                  <code>{action}</code>
                </span>
              </span>
            </label>
          ))}
        </fieldset>
        <Field
          label="Days until it ends"
          name="expiresInDays"
          type="number"
          value="90"
          min={1}
          max={mostKeyDays}
          short
        />
        <div class="row">
          <Submit>Make the key</Submit>
        </div>
      </form>
    </Card>
  );
}

/** Credentials for programs: what /api/v1/api-keys does, for people. */
export const keys = new Hono<AppEnv>()
  .get('/keys', async (c) => {
    const { place } = placeAndDoing(c, memberWho(c, 'api-keys.manage'));
    return c.html(await view(c, await listApiKeys(place)));
  })
  .post('/keys', async (c) => {
    const member = memberWho(c, 'api-keys.manage');
    const { place, by } = placeAndDoing(c, member);
    const read = await readForm(c, KeyForm);
    if (!read.ok) return c.html(await view(c, await listApiKeys(place), read.message), 400);
    const { orgId, id: actor, role } = member;
    const maker = { orgId, actor, role, credential: c.var.person.sessionId };
    try {
      const { secret } = await makeKeyFor(place, maker, read.value, by.now);
      return c.html(made(c, secret), 201);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [, path = '', rest] = /^scopes\[(\d+)\]: (.*)$/.exec(error.message) ?? [];
      const problem = rest ? `${read.value.scopes[Number(path)]} ${rest}` : error.message;
      return c.html(await view(c, await listApiKeys(place), problem), 400);
    }
  })
  .post('/keys/:id/revoke', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'api-keys.manage'));
    await revokeApiKey(place, c.req.param('id'), by);
    return c.redirect('/account/keys', 303);
  });

type Shown = { var: AppEnv['Variables'] };

function view(c: Shown, all: readonly ApiKeyEntry[], problem?: string) {
  return page({
    title: 'API keys',
    person: c.var.person,
    here: '/account/keys',
    children: (
      <>
        <Keys keys={all} now={Date.now()} />
        <Make problem={problem} />
      </>
    ),
  });
}

function made(c: Shown, secret: string) {
  return page({
    title: 'The new key',
    person: c.var.person,
    narrow: true,
    children: (
      <Card>
        <p>Copy it now: it is not shown again. Whoever has it may what it may.</p>
        <code class="secret">{secret}</code>
        <p>
          Sent as <code>Authorization: Bearer heed_key_…</code>
        </p>
        <p>
          <a href="/account/keys">Back to the keys</a>
        </p>
      </Card>
    ),
  });
}
