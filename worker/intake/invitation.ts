import type { Role } from '../../shared/policy/policy.ts';
import { Refusal } from '../errors.ts';
import type { Place } from '../store/access/audit.ts';
import { makeLink } from '../store/access/links.ts';
import type { Doing } from '../store/access/members.ts';
import { listMembers, membershipsOf } from '../store/access/members.ts';

/** The page that a one-time link leads to. */
export function linkUrl(requestUrl: string, secret: string): string {
  return new URL(`/account/link/${secret}`, requestUrl).href;
}

/** Throws a 409 `Refusal` for somebody who is here already. */
export async function inviteMember(
  place: Place,
  { email, role }: { readonly email: string; readonly role: Role },
  by: Doing,
) {
  const here = (await listMembers(place)).some((member) => member.email === email);
  if (here)
    throw new Refusal(
      409,
      'member.here-already',
      'Somebody with this address belongs to the organisation already. Change their role instead.',
    );
  return makeLink(place, { kind: 'join', role, email }, by);
}

/**
 * Throws a 404 `Refusal` for somebody who is not here, and a 409 for somebody who belongs elsewhere too:
 * an administrator here could otherwise become them there.
 */
export async function offerReset(place: Place, memberId: string, by: Doing) {
  const memberships = await membershipsOf(place, memberId);
  const here = memberships.find((one) => one.orgId === place.orgId);
  if (!here)
    throw new Refusal(404, 'member.not-found', 'There is no such member in this organisation.');
  if (memberships.length > 1)
    throw new Refusal(
      409,
      'member.elsewhere-too',
      'They belong to other organisations too, so no administrator of one may reset how they sign in. ' +
        'Remove them here and invite them with another address, if they cannot sign in any more.',
    );
  return makeLink(place, { kind: 'reset', role: here.role, memberId }, by);
}
