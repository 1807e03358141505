import { Hono } from 'hono';
import * as v from 'valibot';
import { readUserCode, showUserCode } from '../../../shared/access/user-code.ts';
import { roleWords } from '../../../shared/access/role-words.ts';
import type { AppEnv } from '../../env.ts';
import { countRequest } from '../../http/rate-limit.ts';
import { decideDevice, pendingDevice } from '../../store/access/device-requests.ts';
import { page } from './layout.tsx';
import { Card, Field, Notice, Submit } from './parts.tsx';
import { memberWho, readForm } from './shell.ts';

const Decision = v.object({
  code: v.pipe(v.string(), v.maxLength(40)),
  decision: v.picklist(['approve', 'deny']),
});

const title = 'Connect a browser';
const unknown =
  'This code is not waiting (any more). Codes last ten minutes: begin anew in the browser’s Heed settings.';

function EnterCode({ problem }: { problem?: string | undefined }) {
  return (
    <Card>
      {problem && <Notice kind="problem">{problem}</Notice>}
      <form method="get" action="/account/device">
        <Field
          label="Code"
          name="code"
          hint="Eight letters, in the settings of the browser that you want to connect."
          autocomplete="off"
          maxlength={20}
          short
        />
        <div class="row">
          <Submit>Go on</Submit>
        </div>
      </form>
    </Card>
  );
}

type AskProps = { code: string; name: string; organisation: string; role: string };

function Ask({ code, name, organisation, role }: AskProps) {
  return (
    <Card>
      <p class="code">{showUserCode(code)}</p>
      <p>
        <span class="name">{name}</span> asks to be connected to {organisation} in your name ({role}
        ). It will keep a copy of the policy and of who said no, as keyed hashes, and record what
        contacts say to you. You can disconnect it at any time.
      </p>
      <Notice kind="plain">
        Only approve it if you see this very code in your own browser, now. If somebody sent it to
        you, deny it.
      </Notice>
      <form method="post" action="/account/device" class="row">
        <input type="hidden" name="code" value={code} />
        <Submit name="decision" value="approve">
          Approve
        </Submit>
        <Submit kind="secondary" name="decision" value="deny">
          Deny
        </Submit>
      </form>
    </Card>
  );
}

/** Where a member approves a browser that shows a code (RFC 8628 3.3). Looking at it decides nothing. */
export const device = new Hono<AppEnv>()
  .get('/device', async (c) => {
    const member = memberWho(c, 'devices.enrol');
    const { person } = c.var;
    const typed = c.req.query('code');
    const code = typed === undefined ? undefined : readUserCode(typed);
    // So that codes cannot be tried one after the other.
    if (typed !== undefined) await countRequest(c.env, 'SIGN_IN_LIMIT', person.accountId);
    const name = code && (await pendingDevice(c.env.DB, code, Date.now()));
    const { organisation } = member;
    return c.html(
      page({
        title,
        person,
        here: '/account/device',
        narrow: true,
        children:
          code && name ? (
            <Ask
              code={code}
              name={name}
              organisation={organisation}
              role={roleWords[member.role]}
            />
          ) : (
            <EnterCode problem={typed === undefined ? undefined : unknown} />
          ),
      }),
      typed === undefined || name ? 200 : 404,
    );
  })
  .post('/device', async (c) => {
    const { orgId, id: memberId } = memberWho(c, 'devices.enrol');
    await countRequest(c.env, 'SIGN_IN_LIMIT', c.var.person.accountId);
    const read = await readForm(c, Decision);
    const userCode = read.ok ? readUserCode(read.value.code) : undefined;
    const approved = read.ok && read.value.decision === 'approve';
    const decided =
      userCode !== undefined &&
      (await decideDevice(c.env.DB, { userCode, orgId, memberId, approved, now: Date.now() }));
    const words = approved
      ? 'Approved. The browser connects by itself within a few seconds; you can close this page.'
      : 'Denied. The browser is not connected.';
    return c.html(
      page({
        title,
        person: c.var.person,
        narrow: true,
        children: decided ? (
          <Card>
            <Notice kind={approved ? 'good' : 'plain'}>{words}</Notice>
          </Card>
        ) : (
          <EnterCode problem={unknown} />
        ),
      }),
      decided ? 200 : 404,
    );
  });
