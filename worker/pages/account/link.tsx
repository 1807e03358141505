import { Hono } from 'hono';
import * as v from 'valibot';
import { roleWords } from '../../../shared/access/role-words.ts';
import { Email, Name, Password } from '../../../shared/protocol/access.ts';
import type { AppEnv } from '../../env.ts';
import { addressOf, countRequest } from '../../http/rate-limit.ts';
import { joinAsExisting, joinAsNew, resetSignIn } from '../../store/access/joining.ts';
import type { OpenLink } from '../../store/access/links.ts';
import { openLink } from '../../store/access/links.ts';
import type { Person } from '../../store/access/people.ts';
import { workIn } from '../../store/access/people.ts';
import { page } from './layout.tsx';
import { Card, Field, Notice, Submit, Username } from './parts.tsx';
import { personOf, readForm } from './shell.ts';
import { loadAuth, welcome } from './signing-in.ts';

const Joining = v.object({
  name: Name,
  email: v.optional(Email),
  organisation: v.optional(Name),
  password: Password,
});
const Anew = v.object({ password: Password });

const spent =
  'This link opens nothing (any more): it works once, and for three days. Ask whoever gave it to you for a new one.';

function spentPage() {
  const children = (
    <Card>
      <Notice kind="problem">{spent}</Notice>
    </Card>
  );
  return page({ title: 'This link is spent', narrow: true, children });
}

type ViewProps = { link: OpenLink; person: Person | undefined; problem?: string };

function view({ link, person, problem }: ViewProps) {
  const { organisation, isFirst, role } = link;
  const title =
    link.kind === 'reset'
      ? 'Choose a new password'
      : isFirst
        ? 'Set Heed up'
        : `Join ${organisation}`;
  return page({
    title,
    narrow: true,
    children: (
      <Card>
        {problem && <Notice kind="problem">{problem}</Notice>}
        {link.kind === 'join' && (
          <p>
            {isFirst
              ? 'You are the first here. You will be able to invite others, and to decide what they may do.'
              : `You are invited as: ${roleWords[role]}.`}
          </p>
        )}
        {link.kind === 'reset' && (
          <p>
            For {link.email}. Your passkeys and your authenticator app are taken off, and you are
            signed out everywhere else; set them up again afterwards.
          </p>
        )}
        {person && link.kind === 'join' ? (
          <JoinAs person={person} link={link} />
        ) : (
          <form method="post">
            {link.kind === 'join' ? (
              <AboutYou link={link} />
            ) : (
              <Username email={link.email ?? ''} />
            )}
            <NewPassword />
          </form>
        )}
      </Card>
    ),
  });
}

function AboutYou({ link }: { link: OpenLink }) {
  return (
    <>
      {link.isFirst && (
        <Field
          label="Organisation"
          name="organisation"
          hint="What its people call it."
          value={link.organisation}
          autocomplete="organization"
          maxlength={80}
        />
      )}
      <Field label="Your name" name="name" autocomplete="name" maxlength={80} />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autocomplete="username"
        {...(link.email && { value: link.email, readonly: true })}
      />
    </>
  );
}

function NewPassword() {
  return (
    <>
      <Field
        label="Password"
        name="password"
        type="password"
        hint="At least 12 characters. A few words that do not belong together are good."
        autocomplete="new-password"
        minlength={12}
        maxlength={128}
      />
      <Submit>Go on</Submit>
    </>
  );
}

function JoinAs({ person, link }: { person: Person; link: OpenLink }) {
  if (link.email !== null && link.email !== person.email)
    return (
      <Notice kind="problem">
        {`This invitation is for ${link.email}, and you are signed in as ${person.email}. Sign out first.`}
      </Notice>
    );
  return (
    <form method="post">
      <p>You are signed in as {person.name}.</p>
      <Submit>Join {link.organisation}</Submit>
    </form>
  );
}

/** One-time links: the first administrator, invitations, and signing in anew. Reading one uses nothing up. */
export const link = new Hono<AppEnv>()
  .get('/link/:secret', async (c) => {
    await countRequest(c.env, 'GUEST_LIMIT', addressOf(c));
    const open = await openLink(c.env.DB, c.req.param('secret'), Date.now());
    if (!open) return c.html(spentPage(), 410);
    return c.html(view({ link: open, person: await personOf(c) }));
  })
  .post('/link/:secret', async (c) => {
    await countRequest(c.env, 'ATTEMPT_LIMIT', addressOf(c));
    const now = Date.now();
    const open = await openLink(c.env.DB, c.req.param('secret'), now);
    if (!open) return c.html(spentPage(), 410);
    const person = await personOf(c);
    const again = (problem: string) => c.html(view({ link: open, person, problem }), 400);
    if (open.kind === 'join' && person) {
      if (open.email !== null && open.email !== person.email) return again('Sign out first.');
      if (!(await joinAsExisting(c.env.DB, open, person.accountId, now)))
        return c.html(spentPage(), 410);
      await workIn({ db: c.env.DB, orgId: open.orgId }, person.sessionId);
      return c.redirect('/account?done=joined', 303);
    }
    const { hashPassword } = await import('../../auth/password.ts');
    if (open.kind === 'reset') {
      const read = await readForm(c, Anew);
      if (!read.ok) return again(read.message);
      const hash = await hashPassword(read.value.password);
      if (!(await resetSignIn(c.env.DB, open, hash, now))) return c.html(spentPage(), 410);
      await enter(c, open.email!, read.value.password);
      return c.redirect('/account?done=reset', 303);
    }
    const read = await readForm(c, Joining);
    if (!read.ok) return again(read.message);
    const { password, name, organisation } = read.value;
    const email = open.email ?? read.value.email;
    if (!email) return again('E-mail address: is required.');
    const passwordHash = await hashPassword(password);
    const given = { name, email, passwordHash, ...(organisation && { organisation }) };
    const joined = await joinAsNew(c.env.DB, open, given, now);
    if (joined === 'gone') return c.html(spentPage(), 410);
    if (joined === 'taken')
      return again(
        'There is an account with this address already. Sign in with it, then open this link again.',
      );
    await enter(c, email, password);
    return c.redirect('/account?done=joined', 303);
  });

type PageContext = Parameters<typeof welcome>[0];

async function enter(c: PageContext, email: string, password: string): Promise<void> {
  const auth = await loadAuth(c);
  const { headers } = c.req.raw;
  const answer = await auth.api.signInEmail({
    body: { email, password },
    headers,
    asResponse: true,
  });
  await welcome(c, answer, 'link');
}
