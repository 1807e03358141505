import { roleWords } from '../../../shared/access/role-words.ts';
import type { DeviceEntry } from '../../store/access/devices.ts';
import type { LinkEntry } from '../../store/access/links.ts';
import type { MemberEntry } from '../../store/access/members.ts';
import { Card, Day, Field, Press, RoleChoice, RoleOptions, Submit } from './parts.tsx';

type ListProps = {
  readonly members: readonly MemberEntry[];
  readonly self: string;
  readonly manages: boolean;
};

export function MemberList({ members, self, manages }: ListProps) {
  return (
    <Card>
      <ul class="list">
        {members.map((member) => (
          <li>
            <span>
              <span class="name">{member.name}</span>
              {member.id === self && ' (you)'}
              <br />
              <span class="quiet">
                {member.email}, {member.secondFactor ? 'with a second factor' : 'password alone'}
              </span>
            </span>
            {manages ? <Manage member={member} /> : <span>{roleWords[member.role]}</span>}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Manage({ member: { id, name, role } }: { member: MemberEntry }) {
  return (
    <span class="row">
      <form method="post" action={`/account/members/${id}/role`} class="row">
        <label class="unseen" for={`role-${id}`}>
          Role of {name}
        </label>
        <select class="inline" id={`role-${id}`} name="role">
          <RoleOptions value={role} />
        </select>
        <Submit kind="secondary" small about={`the role of ${name}`}>
          Change
        </Submit>
      </form>
      <details class="more">
        <summary>
          More<span class="unseen"> about {name}</span>
        </summary>
        <div class="row">
          <Press to={`/account/members/${id}/reset`} about={`for ${name}`}>
            Let them sign in anew
          </Press>
          <Press to={`/account/members/${id}/remove`} about={name}>
            Remove
          </Press>
        </div>
      </details>
    </span>
  );
}

export function Invite() {
  return (
    <Card title="Invite somebody" id="invite">
      <p>You get a link to hand over yourself: Heed sends no mail.</p>
      <form method="post" action="/account/members/invitations">
        <Field label="Their e-mail address" name="email" type="email" autocomplete="off" />
        <RoleChoice label="What they are" />
        <div class="row">
          <Submit>Make the link</Submit>
        </div>
      </form>
    </Card>
  );
}

export function Invitations({ links }: { links: readonly LinkEntry[] }) {
  return (
    <Card title="Links that nobody has used yet" id="invitations">
      <ul class="list">
        {links.map(({ id, kind, email, role, expiresAt }) => (
          <li>
            <span>
              <span class="name">
                {email ?? (kind === 'reset' ? 'To sign in anew' : 'Anybody')}
              </span>
              <span class="quiet">
                {`, ${roleWords[role]}, until `}
                <Day at={expiresAt} />
              </span>
            </span>
            <Press to={`/account/members/invitations/${id}/withdraw`} about={email ?? ''}>
              Withdraw
            </Press>
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function EverybodysDevices({ devices }: { devices: readonly DeviceEntry[] }) {
  return (
    <Card title="Everybody’s connected browsers" id="everybodys-devices">
      <ul class="list">
        {devices.map(({ id, name, member, usedAt }) => (
          <li>
            <span>
              <span class="name">{name}</span> of {member}
              <span class="quiet">
                {usedAt === null ? ', not used yet' : ', last used '}
                {usedAt !== null && <Day at={usedAt} />}
              </span>
            </span>
            <Press to={`/account/members/devices/${id}/disconnect`} about={`${name} of ${member}`}>
              Disconnect
            </Press>
          </li>
        ))}
      </ul>
    </Card>
  );
}
