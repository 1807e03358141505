import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as v from 'valibot';
import { browserIn } from '../../../shared/access/browser-name.ts';
import { roleWords } from '../../../shared/access/role-words.ts';
import type { AppEnv } from '../../env.ts';
import { Refusal } from '../../errors.ts';
import type { DeviceEntry } from '../../store/access/devices.ts';
import { disconnectDevice, listDevices } from '../../store/access/devices.ts';
import type { Person, SessionEntry } from '../../store/access/people.ts';
import { endSessions, waysIn, workIn } from '../../store/access/people.ts';
import { page } from './layout.tsx';
import { Card, Day, Notice, Press, Submit } from './parts.tsx';
import { memberWho, placeAndDoing, readForm } from './shell.ts';
import { loadAuth, passCookies } from './signing-in.ts';
import { SignInWays } from './ways-in.tsx';

const done: Readonly<Record<string, string>> = {
  joined:
    'Welcome. Add a passkey or an authenticator app, so that a password alone does not open your account.',
  reset: 'Your password is changed. Set up a passkey or an authenticator app again.',
  password: 'Your password is changed, and you are signed out everywhere else.',
  'passkey-added': 'The passkey is added.',
  'passkey-removed': 'The passkey is removed.',
  'authenticator-on': 'Your authenticator app is asked for from now on.',
  'authenticator-off': 'Your authenticator app is not asked for any more.',
  ended: 'Signed out there.',
  disconnected: 'The browser is disconnected.',
};

function You({ person }: { person: Person }) {
  const { member, organisations } = person;
  const others = organisations.filter(({ id }) => id !== member?.orgId);
  return (
    <Card title="You" id="you">
      <ul class="list">
        <li>
          <span class="name">{person.name}</span>
          <span>{person.email}</span>
        </li>
        <li>
          <span class="name">{member ? member.organisation : 'No organisation'}</span>
          <span>{member ? roleWords[member.role] : 'You were removed. Ask an administrator.'}</span>
        </li>
      </ul>
      {others.length > 0 && (
        <form method="post" action="/account/organisation" class="row">
          {others.map(({ id, name }) => (
            <Submit kind="secondary" small name="id" value={id}>
              Go to {name}
            </Submit>
          ))}
        </form>
      )}
    </Card>
  );
}

function Sessions({ sessions, here }: { sessions: readonly SessionEntry[]; here: string }) {
  return (
    <Card title="Where you are signed in" id="sessions">
      <ul class="list">
        {sessions.map(({ id, userAgent, createdAt }) => (
          <li>
            <span>
              {browserIn(userAgent)}, since <Day at={createdAt} />
            </span>
            {id === here ? (
              <span class="quiet">This one</span>
            ) : (
              <Press to={`/account/sessions/${id}/end`} about={browserIn(userAgent)}>
                Sign out
              </Press>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Press to="/account/sessions/end-others">Sign out everywhere else</Press>
      )}
    </Card>
  );
}

function Devices({ devices }: { devices: readonly DeviceEntry[] }) {
  return (
    <Card title="Connected browsers" id="devices">
      {devices.length === 0 && (
        <p>
          None. In the browser’s Heed settings press Connect, then{' '}
          <a href="/account/device">enter the code</a>.
        </p>
      )}
      <ul class="list">
        {devices.map(({ id, name, createdAt, usedAt }) => (
          <li>
            <span>
              <span class="name">{name}</span>, since <Day at={createdAt} />
              <span class="quiet">
                {usedAt === null ? (
                  ', not used yet'
                ) : (
                  <>
                    , last used <Day at={usedAt} />
                  </>
                )}
              </span>
            </span>
            <Press to={`/account/devices/${id}/disconnect`} about={name}>
              Disconnect
            </Press>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const Chosen = v.object({ id: v.string() });

export const account = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { person } = c.var;
    const { member } = person;
    const [{ sessions, passkeys }, devices] = await Promise.all([
      waysIn(c.env.DB, person.accountId, Date.now()),
      member ? listDevices({ db: c.env.DB, orgId: member.orgId }, member.id) : [],
    ]);
    const good = done[c.req.query('done') ?? ''];
    return c.html(
      page({
        title: 'Your account',
        person,
        here: '/account',
        children: (
          <>
            {good && <Notice kind="good">{good}</Notice>}
            <You person={person} />
            <SignInWays person={person} passkeys={passkeys} now={Date.now()} />
            {member && <Devices devices={devices} />}
            <Sessions sessions={sessions} here={person.sessionId} />
          </>
        ),
      }),
    );
  })
  .post('/sign-out', async (c) => {
    const auth = await loadAuth(c);
    passCookies(c, await auth.api.signOut({ headers: c.req.raw.headers, asResponse: true }));
    return c.redirect('/account/sign-in', 303);
  })
  .post('/organisation', async (c) => {
    const read = await readForm(c, Chosen);
    const orgId = read.ok ? read.value.id : '';
    await workIn({ db: c.env.DB, orgId }, c.var.person.sessionId);
    return c.redirect('/account', 303);
  })
  .post('/sessions/end-others', async (c) => {
    const { accountId, sessionId } = c.var.person;
    await endSessions(c.env.DB, accountId, { allBut: sessionId });
    return c.redirect('/account?done=ended', 303);
  })
  .post('/sessions/:id/end', async (c) => {
    await endSessions(c.env.DB, c.var.person.accountId, { id: c.req.param('id') });
    return c.redirect('/account?done=ended', 303);
  })
  .post('/devices/:id/disconnect', async (c) => {
    const member = memberWho(c, 'devices.enrol');
    const { place, by } = placeAndDoing(c, member);
    await disconnectDevice(place, { id: c.req.param('id'), memberId: member.id }, by);
    return c.redirect('/account?done=disconnected', 303);
  });

const tooOld =
  'You signed in a while ago. Sign out and in again, then do this: it would let somebody stay.';

/** For what would let somebody who found an open browser stay: a new passkey. In seconds since signing in. */
export const fresh = (seconds: number) =>
  createMiddleware<AppEnv>(async (c, next) => {
    if (Date.now() - c.var.person.signedInAt >= seconds * 1000)
      throw new Refusal(403, 'auth.not-fresh', tooOld);
    await next();
  });
