import { Hono } from 'hono';
import {
  ById,
  InviteRequest,
  Members,
  OneTimeLink,
  RoleRequest,
} from '../../shared/protocol/access.ts';
import { toIso } from '../../shared/time.ts';
import type { AppEnv } from '../env.ts';
import { Refusal } from '../errors.ts';
import { allow } from '../http/auth.ts';
import { doing, placeOf } from '../http/doing.ts';
import { operation } from '../http/operation.ts';
import { validate } from '../http/validate.ts';
import { inviteMember, linkUrl, offerReset } from '../intake/invitation.ts';
import { pendingLinks, withdrawLink } from '../store/access/links.ts';
import type { Change } from '../store/access/members.ts';
import { changeRole, listMembers, removeMember } from '../store/access/members.ts';

const noSuchMember = 'There is no such member in this organisation.';
const lastAdmin = 'They are the last administrator. Make somebody else one first.';
const manage = { 404: noSuchMember, 409: lastAdmin };

/** Who belongs to the organisation, and how they come and go. */
export const members = new Hono<AppEnv>()
  .get(
    '/',
    operation({
      id: 'members.list',
      summary: 'Who belongs to the organisation, and who is invited',
      answers: { 200: { says: 'All of them.', schema: Members } },
    }),
    allow('members.read'),
    async (c) => {
      const place = placeOf(c);
      const [all, links] = await Promise.all([listMembers(place), pendingLinks(place, Date.now())]);
      const invitations = links.map((link) => ({ ...link, ...times(link) }));
      return c.json(
        { members: all.map((one) => ({ ...one, createdAt: toIso(one.createdAt) })), invitations },
        200,
      );
    },
  )
  .post(
    '/invitations',
    operation({
      id: 'members.invite',
      summary: 'Invite somebody',
      details:
        'Answers a link that can be used once. Nothing is mailed: hand the link over yourself, to nobody else.',
      answers: { 201: { says: 'The link; it is not shown again.', schema: OneTimeLink } },
      refuses: { 409: 'They belong to the organisation already.' },
    }),
    allow('members.manage'),
    validate('json', InviteRequest),
    async (c) => {
      const link = await inviteMember(placeOf(c), c.req.valid('json'), doing(c));
      return c.json(toLink(c.req.url, link), 201);
    },
  )
  .delete(
    '/invitations/:id',
    operation({
      id: 'members.withdraw-invitation',
      summary: 'Withdraw an invitation, or an offer to sign in anew',
      answers: { 204: { says: 'The link opens nothing any more.' } },
      refuses: { 404: 'There is no such link.' },
    }),
    allow('members.manage'),
    validate('param', ById),
    async (c) => {
      if (!(await withdrawLink(placeOf(c), c.req.valid('param').id, doing(c))))
        throw new Refusal(
          404,
          'member.no-such-invitation',
          'There is no such invitation (any more).',
        );
      return c.body(null, 204);
    },
  )
  .post(
    '/:id/reset',
    operation({
      id: 'members.reset',
      summary: 'Let a member who cannot sign in do so anew',
      details:
        'Answers a link that can be used once, by which they choose a new password. Using it ends their sessions and takes their passkeys and authenticator app off.',
      answers: { 201: { says: 'The link; it is not shown again.', schema: OneTimeLink } },
      refuses: {
        404: noSuchMember,
        409: 'They belong to other organisations too, so this one may not decide it.',
      },
    }),
    allow('members.manage'),
    validate('param', ById),
    async (c) => {
      const link = await offerReset(placeOf(c), c.req.valid('param').id, doing(c));
      return c.json(toLink(c.req.url, link), 201);
    },
  )
  .patch(
    '/:id',
    operation({
      id: 'members.change-role',
      summary: 'Give a member another role',
      answers: { 204: { says: 'It holds from their next request on.' } },
      refuses: manage,
    }),
    allow('members.manage'),
    validate('param', ById),
    validate('json', RoleRequest),
    async (c) => {
      const { id } = c.req.valid('param');
      mustBeDone(await changeRole(placeOf(c), { id, ...c.req.valid('json') }, doing(c)));
      return c.body(null, 204);
    },
  )
  .delete(
    '/:id',
    operation({
      id: 'members.remove',
      summary: 'Remove a member',
      details: 'Their browsers are disconnected and their sessions end here.',
      answers: { 204: { says: 'They are gone.' } },
      refuses: manage,
    }),
    allow('members.manage'),
    validate('param', ById),
    async (c) => {
      mustBeDone(await removeMember(placeOf(c), c.req.valid('param').id, doing(c)));
      return c.body(null, 204);
    },
  );

function mustBeDone(change: Change): void {
  if (change === 'missing') throw new Refusal(404, 'member.not-found', noSuchMember);
  if (change === 'last-admin') throw new Refusal(409, 'member.last-admin', lastAdmin);
}

function times({ createdAt, expiresAt }: { createdAt: number; expiresAt: number }) {
  return { createdAt: toIso(createdAt), expiresAt: toIso(expiresAt) };
}

function toLink(url: string, link: { id: string; secret: string; expiresAt: number }) {
  return { id: link.id, url: linkUrl(url, link.secret), expiresAt: toIso(link.expiresAt) };
}
