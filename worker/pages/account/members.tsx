import { Hono } from 'hono';
import * as v from 'valibot';
import { may } from '../../../shared/access/permissions.ts';
import { roleWords } from '../../../shared/access/role-words.ts';
import { InviteRequest, RoleRequest } from '../../../shared/protocol/access.ts';
import type { AppEnv } from '../../env.ts';
import { inviteMember, linkUrl, offerReset } from '../../intake/invitation.ts';
import { disconnectDevice, listDevices } from '../../store/access/devices.ts';
import { pendingLinks, withdrawLink } from '../../store/access/links.ts';
import type { Change } from '../../store/access/members.ts';
import { changeRole, listMembers, removeMember } from '../../store/access/members.ts';
import { page } from './layout.tsx';
import { EverybodysDevices, Invitations, Invite, MemberList } from './members-view.tsx';
import { Card, Notice } from './parts.tsx';
import { memberWho, placeAndDoing, readForm } from './shell.ts';

const changeWords: Readonly<Record<Change, string>> = {
  done: 'Done.',
  missing: 'They are not here any more.',
  'last-admin': 'They are the last administrator. Make somebody else one first.',
};
const Told = v.optional(v.picklist(['done', 'missing', 'last-admin']));

/** Who belongs to the organisation: what /api/v1/members does, for people. */
export const members = new Hono<AppEnv>()
  .get('/members', async (c) => {
    const member = memberWho(c, 'members.read');
    const { place } = placeAndDoing(c, member);
    const manages = may(member.role, 'members.manage');
    const [all, links, devices] = await Promise.all([
      listMembers(place),
      manages ? pendingLinks(place, Date.now()) : [],
      may(member.role, 'devices.manage') ? listDevices(place) : [],
    ]);
    const read = v.safeParse(Told, c.req.query('told'));
    const change = read.success ? read.output : undefined;
    return c.html(
      page({
        title: `Members of ${member.organisation}`,
        person: c.var.person,
        here: '/account/members',
        children: (
          <>
            {change && (
              <Notice kind={change === 'done' ? 'good' : 'problem'}>{changeWords[change]}</Notice>
            )}
            <MemberList members={all} self={member.id} manages={manages} />
            {manages && <Invite />}
            {manages && links.length > 0 && <Invitations links={links} />}
            {devices.length > 0 && <EverybodysDevices devices={devices} />}
          </>
        ),
      }),
    );
  })
  .post('/members/invitations', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'members.manage'));
    const read = await readForm(c, InviteRequest);
    if (!read.ok) return c.html(told(c, { problem: read.message }), 400);
    const { email, role } = read.value;
    const { secret } = await inviteMember(place, read.value, by);
    const words = `Give this link to ${email}, and to nobody else. Whoever opens it first becomes: ${roleWords[role]}. It works once, for three days, and is not shown again.`;
    return c.html(told(c, { words, secret: linkUrl(c.req.url, secret) }), 201);
  })
  .post('/members/invitations/:id/withdraw', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'members.manage'));
    const was = await withdrawLink(place, c.req.param('id'), by);
    return c.redirect(`/account/members?told=${was ? 'done' : 'missing'}`, 303);
  })
  .post('/members/devices/:id/disconnect', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'devices.manage'));
    const was = await disconnectDevice(place, { id: c.req.param('id') }, by);
    return c.redirect(`/account/members?told=${was ? 'done' : 'missing'}`, 303);
  })
  .post('/members/:id/role', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'members.manage'));
    const read = await readForm(c, RoleRequest);
    if (!read.ok) return c.html(told(c, { problem: read.message }), 400);
    const change = await changeRole(place, { id: c.req.param('id'), ...read.value }, by);
    return c.redirect(`/account/members?told=${change}`, 303);
  })
  .post('/members/:id/remove', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'members.manage'));
    const change = await removeMember(place, c.req.param('id'), by);
    return c.redirect(`/account/members?told=${change}`, 303);
  })
  .post('/members/:id/reset', async (c) => {
    const { place, by } = placeAndDoing(c, memberWho(c, 'members.manage'));
    const { secret } = await offerReset(place, c.req.param('id'), by);
    const words =
      'Give this link to them, and to nobody else, once you are sure that it was they who asked. With it they choose a new password. It works once, for three days, and is not shown again.';
    return c.html(told(c, { words, secret: linkUrl(c.req.url, secret) }), 201);
  });

type Told = { words?: string; secret?: string; problem?: string };

function told(c: { var: AppEnv['Variables'] }, { words, secret, problem }: Told) {
  return page({
    title: problem ? 'That did not work' : 'A link to hand over',
    person: c.var.person,
    narrow: true,
    children: (
      <Card>
        {problem && <Notice kind="problem">{problem}</Notice>}
        {words && <p>{words}</p>}
        {secret && <code class="secret">{secret}</code>}
        <p>
          <a href="/account/members">Back to the members</a>
        </p>
      </Card>
    ),
  });
}
