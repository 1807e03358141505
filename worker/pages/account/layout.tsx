import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { may } from '../../../shared/access/permissions.ts';
import type { Person } from '../../store/access/people.ts';

type PageProps = {
  readonly title: string;
  /** Who is signed in, for the links at the top. */
  readonly person?: Person | undefined;
  /** Path of the page, so that its link says that one is there. */
  readonly here?: string;
  /** A form and little else. */
  readonly narrow?: boolean;
  readonly children: Child;
};

/** A page of ours: works without script, on a phone, in light and dark. */
export function page({ title, person, here, narrow, children }: PageProps) {
  return html`<!doctype html>${(
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} · Heed`}</title>
          <link rel="icon" href="/account/icon.svg" />
          <link rel="stylesheet" href="/account/style.css" />
          <script type="module" src="/account/passkey.js"></script>
        </head>
        <body class="heed">
          <header class="top">
            <span class="home">
              <Brand />
              Heed
            </span>
            {person && <Links person={person} here={here} />}
          </header>
          <main {...(narrow && { class: 'narrow' })}>
            <h1>{title}</h1>
            {children}
          </main>
        </body>
      </html>
    )}`;
}

function Links({ person, here }: { person: Person; here: string | undefined }) {
  const role = person.member?.role;
  const links = [
    { to: '/account', name: 'Your account', shown: true },
    { to: '/account/device', name: 'Connect a browser', shown: role !== undefined },
    { to: '/account/members', name: 'Members', shown: role && may(role, 'members.read') },
    { to: '/account/keys', name: 'API keys', shown: role && may(role, 'api-keys.manage') },
  ];
  return (
    <nav aria-label="Account">
      {links
        .filter(({ shown }) => shown)
        .map(({ to, name }) => (
          <a href={to} {...(to === here && { 'aria-current': 'page' })}>
            {name}
          </a>
        ))}
      <form method="post" action="/account/sign-out">
        <button class="button button-secondary button-small">Sign out</button>
      </form>
    </nav>
  );
}

/** The same drawing as extension/public/icon/heed.svg. */
function Brand() {
  return (
    <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden="true">
      <path
        fill="var(--brand)"
        d="M8 2h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-7l-7 6v-6H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"
      />
      <path
        fill="none"
        stroke="var(--on-brand)"
        stroke-width="3.6"
        stroke-linecap="round"
        d="M11.2 8v11M20.8 8v11M11.2 13.5h9.6"
      />
    </svg>
  );
}
