import type { Action } from '../shared/access/permissions.ts';
import type { Role } from '../shared/policy/policy.ts';
import type { Person } from './store/access/people.ts';
import type { Secrets } from './secrets.ts';

/** What wrangler.toml and the secrets give. */
export type Bindings = Secrets & {
  readonly DB: D1Database;
  /** Space-separated origins that may call from a browser: `chrome-extension://<id>`, `moz-extension://*`. */
  readonly EXTENSION_ORIGINS?: string;
  /** Proves who runs the worker, for routes/setup.ts. Without it nothing can be set up. */
  readonly SETUP_SECRET?: string;
  /** The organisation's own OpenID Connect provider; see auth/oidc.ts. */
  readonly OIDC_ISSUER?: string;
  readonly OIDC_CLIENT_ID?: string;
  readonly OIDC_CLIENT_SECRET?: string;
  readonly OIDC_DOMAINS?: string;
  readonly OIDC_ROLE?: string;
  readonly OIDC_ORGANISATION?: string;
  /** `1` on a developer's own machine. */
  readonly DEVELOPMENT?: string;
  /** See http/rate-limit.ts. */
  readonly API_LIMIT?: RateLimit;
  readonly GUEST_LIMIT?: RateLimit;
  readonly ATTEMPT_LIMIT?: RateLimit;
  readonly SIGN_IN_LIMIT?: RateLimit;
};

/** Who asks: found from a device's credential, an API key or a session. */
export type Member = {
  readonly orgId: string;
  readonly role: Role;
  /** What events and the audit name them by: `mem_…` for a person, `key_…` for an API key. */
  readonly actor: string;
  /** What they came with: the id of a device (`dev_…`), of an API key or of a session. */
  readonly credential: string;
  /** What an API key is limited to. A person is limited by their role alone. */
  readonly scopes?: readonly Action[];
};

export type AppEnv = {
  Bindings: Bindings;
  Variables: {
    requestId: string;
    member: Member;
    /** Who is signed in; on our pages alone. */
    person: Person;
  };
};
