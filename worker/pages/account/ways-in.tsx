import { freshFor } from '../../auth/fresh.ts';
import type { PasskeyEntry, Person } from '../../store/access/people.ts';
import { Card, Day, Field, Press, Submit, Username } from './parts.tsx';

type WaysProps = {
  readonly person: Person;
  readonly passkeys: readonly PasskeyEntry[];
  readonly now: number;
};

/** How somebody signs in: passkeys, authenticator app, password. */
export function SignInWays({ person, passkeys, now }: WaysProps) {
  return (
    <>
      <Card title="Passkeys" id="passkeys">
        <p>
          Sign in with your fingerprint, face or device PIN, in place of password and code. Nobody
          can trick you into giving one away.
        </p>
        <ul class="list">
          {passkeys.map(({ id, name, createdAt }) => (
            <li>
              <span>
                <span class="name">{name ?? 'Passkey'}</span>, since <Day at={createdAt} />
              </span>
              <Press to={`/account/passkeys/${id}/remove`} about={name ?? 'passkey'}>
                Remove
              </Press>
            </li>
          ))}
        </ul>
        {now - person.signedInAt < freshFor * 1000 ? (
          <AddPasskey />
        ) : (
          <p>To add one, sign out and in again: it takes having signed in just now.</p>
        )}
      </Card>
      {person.password && <Authenticator on={person.secondFactor} email={person.email} />}
      {person.password && <ChangePassword email={person.email} />}
    </>
  );
}

function AddPasskey() {
  return (
    <div class="stack">
      <Field
        label="Name of a new passkey"
        name="passkeyName"
        id="passkey-name"
        hint="So that you can tell it from others, such as “Work laptop”."
        value="Passkey"
        maxlength={80}
        short
      />
      <div class="notice notice-problem" id="passkey-says" role="alert" hidden></div>
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          data-passkey="add"
          data-says="passkey-says"
          hidden
        >
          Add a passkey
        </button>
        <noscript>Adding a passkey needs JavaScript.</noscript>
      </div>
    </div>
  );
}

function Authenticator({ on, email }: { on: boolean; email: string }) {
  return (
    <Card title="Authenticator app" id="authenticator">
      <p>
        {on
          ? 'On: after your password you are asked for the code that the app shows.'
          : 'Off: your password alone opens your account.'}
      </p>
      <form method="post" action={on ? '/account/authenticator/off' : '/account/authenticator'}>
        <Username email={email} />
        <Field
          label="Your password, to be sure that it is you"
          name="password"
          id="authenticator-password"
          type="password"
          autocomplete="current-password"
        />
        <div class="row">
          <Submit kind={on ? 'secondary' : 'primary'}>{on ? 'Switch it off' : 'Set it up'}</Submit>
        </div>
      </form>
    </Card>
  );
}

function ChangePassword({ email }: { email: string }) {
  return (
    <Card title="Password" id="change-password">
      <form method="post" action="/account/password">
        <Username email={email} />
        <Field
          label="Current password"
          name="password"
          id="current-password"
          type="password"
          autocomplete="current-password"
        />
        <Field
          label="New password"
          name="newPassword"
          id="new-password"
          type="password"
          hint="At least 12 characters."
          autocomplete="new-password"
          minlength={12}
          maxlength={128}
        />
        <div class="row">
          <Submit kind="secondary">Change it</Submit>
        </div>
      </form>
    </Card>
  );
}
