import type { Role } from '../shared/policy/policy.ts';

/** What wrangler.toml and the secrets give. */
export type Bindings = {
  readonly DB: D1Database;
  /** 32 random bytes in base64; every other key is derived from it. */
  readonly MASTER_KEY?: string;
  /** Space-separated origins that may call from a browser: `chrome-extension://<id>`, `moz-extension://*`. */
  readonly EXTENSION_ORIGINS?: string;
};

/** Who asks: found from the bearer token. */
export type Member = { readonly tokenId: string; readonly orgId: string; readonly role: Role };

export type AppEnv = {
  Bindings: Bindings;
  Variables: { requestId: string; member: Member };
};
