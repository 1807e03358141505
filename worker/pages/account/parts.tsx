import type { Child } from 'hono/jsx';
import { roleWords } from '../../../shared/access/role-words.ts';
import type { Role } from '../../../shared/policy/policy.ts';
import { roles } from '../../../shared/policy/policy.ts';

type FieldProps = {
  readonly label: string;
  readonly name: string;
  readonly type?: 'text' | 'email' | 'password' | 'number';
  readonly hint?: string;
  readonly value?: string | undefined;
  /** What a password manager is to fill in, or the browser is to offer. */
  readonly autocomplete?: string;
  readonly short?: boolean;
  readonly readonly?: boolean;
  readonly inputmode?: 'numeric';
  readonly min?: number;
  readonly max?: number;
  readonly minlength?: number;
  readonly maxlength?: number;
  /** For a name that stands on the page more than once. */
  readonly id?: string;
};

/** A labelled input, which the browser itself asks to be filled in. */
export function Field({ label, hint, short, id, type = 'text', ...input }: FieldProps) {
  const own = id ?? input.name;
  return (
    <div class="field">
      <label for={own}>{label}</label>
      {hint && (
        <p class="hint" id={`${own}-hint`}>
          {hint}
        </p>
      )}
      <input
        id={own}
        type={type}
        required
        {...(short && { class: 'short' })}
        {...(hint && { 'aria-describedby': `${own}-hint` })}
        {...(type !== 'number' && { dir: 'auto' })}
        {...input}
      />
    </div>
  );
}

/** Tells a password manager whose password a form is about. */
export function Username({ email }: { email: string }) {
  return <input type="text" name="username" value={email} autocomplete="username" hidden />;
}

type RoleChoiceProps = { readonly label: string; readonly id?: string; readonly value?: Role };

export function RoleChoice({ label, id = 'role', value = 'rep' }: RoleChoiceProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name="role">
        <RoleOptions value={value} />
      </select>
    </div>
  );
}

export function RoleOptions({ value }: { value: Role }) {
  return (
    <>
      {roles.map((role) => (
        <option value={role} {...(role === value && { selected: true })}>
          {roleWords[role]}
        </option>
      ))}
    </>
  );
}

type ButtonProps = {
  readonly children: Child;
  readonly kind?: 'primary' | 'secondary';
  readonly small?: boolean;
  readonly name?: string;
  readonly value?: string;
  /** What it is done to, for who hears the button without its row. */
  readonly about?: string;
};

export function Submit({ children, kind = 'primary', small, about, ...rest }: ButtonProps) {
  return (
    <button class={`button button-${kind}${small ? ' button-small' : ''}`} {...rest}>
      {children}
      {about && <span class="unseen"> {about}</span>}
    </button>
  );
}

/** A form that is one button. */
export function Press({ to, ...button }: ButtonProps & { readonly to: string }) {
  return (
    <form method="post" action={to} class="row">
      <Submit kind="secondary" small {...button} />
    </form>
  );
}

export function Notice({
  kind,
  children,
}: {
  kind: 'problem' | 'good' | 'plain';
  children: Child;
}) {
  return (
    <div class={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <span aria-hidden="true">{kind === 'problem' ? '!' : kind === 'good' ? '✓' : 'i'}</span>
      <p>{children}</p>
    </div>
  );
}

export function Card({ title, id, children }: { title?: string; id?: string; children: Child }) {
  return (
    <section class="card" {...(title && id && { 'aria-labelledby': id })}>
      {title && <h2 {...(id && { id })}>{title}</h2>}
      {children}
    </section>
  );
}

/** `21 Nov 2026`, for people; days are the server's (UTC). */
export function Day({ at }: { at: number }) {
  const date = new Date(at);
  const words = date.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return <time datetime={date.toISOString().slice(0, 10)}>{words}</time>;
}
